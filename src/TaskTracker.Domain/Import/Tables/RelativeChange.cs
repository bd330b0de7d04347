using System.Globalization;
using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>A target that is a change rather than a value: 减少15%, 累计增长1岁, 每年降低1个百分点, 同比例提高.</summary>
internal static partial class RelativeChange
{
    /// <summary>提高到95% names a value; 提高5% a change. Where the indicator is a growth itself (…增长, …下降率), 年均增长6% is its value.</summary>
    public static bool IsRelative(PlanIndicator printed)
    {
        var target = CellText.Bare(printed.Target);
        return InStep().IsMatch(target) || (Change().Match(target) is { Success: true } match && !match.Groups["to"].Success) || (YearlyRate().IsMatch(target) && !IsChangeItself(printed.Name));
    }

    public static RelativeTarget? Of(PlanIndicator printed, int? years)
    {
        var target = CellText.Bare(printed.Target);
        if (InStep().IsMatch(target))
        {
            return new RelativeTarget(RelativeKind.InProportion, null);
        }

        if (!IsRelative(printed))
        {
            return null;
        }

        var match = Change().Match(target) is { Success: true } change ? change : YearlyRate().Match(target);
        var amount = decimal.Parse(match.Groups["amount"].Value, CultureInfo.InvariantCulture);
        var signed = Decline().IsMatch(match.Groups["verb"].Value) ? -amount : amount;
        var isShare = match.Groups["unit"].Value == "%";
        if (!Yearly().IsMatch(target))
        {
            return new RelativeTarget(isShare ? RelativeKind.PercentOfBaseline : RelativeKind.TotalChange, signed);
        }

        // A share of each year's value compounds; what it comes to over the period can be told only where the years are known.
        return !isShare ? new RelativeTarget(RelativeKind.YearlyChange, signed)
            : years is { } n ? new RelativeTarget(RelativeKind.PercentOfBaseline, Compounded(signed, n))
            : null;
    }

    /// <summary>GDP增长, 能耗降低率: the values of such an indicator are changes already.</summary>
    public static bool IsChangeItself(string name) => ChangeName().IsMatch(name);

    private static decimal? Compounded(decimal percent, int years)
    {
        if (percent is < -100 or > 1000 || years > 30)
        {
            return null;
        }

        var factor = 1m;
        for (var i = 0; i < years && factor < 1_000_000; i++)
        {
            factor *= 1 + (percent / 100);
        }

        return Math.Round((factor - 1) * 100, 2);
    }

    [GeneratedRegex("同比例|同步(?:提高|提升|增长|增加|下降|降低)|^同步$|与.{2,20}同步")]
    private static partial Regex InStep();

    [GeneratedRegex(@"(?<verb>提高|增长|增加|提升|上升|扩大|延长|降低|下降|减少|压减|削减|缩减|缩小|缩短)(?:幅度)?(?<to>[到至为])?(?:约|了|超过|不低于|不少于)?[\[(]?(?<amount>\d{1,9}(?:\.\d{1,9})?)[\])]?(?:[-~—～至]\d{1,9}(?:\.\d{1,9})?)?(?<unit>%|个百分点)?")]
    private static partial Regex Change();

    [GeneratedRegex(@"^(?:年均|每年|平均每年|年均增速)(?<verb>)[\[(]?(?<amount>\d{1,9}(?:\.\d{1,9})?)[\])]?(?<unit>%)")]
    private static partial Regex YearlyRate();

    [GeneratedRegex("每年|年均|逐年|年平均")]
    private static partial Regex Yearly();

    [GeneratedRegex("降|减|缩")]
    private static partial Regex Decline();

    [GeneratedRegex("(?:增长|增速|增幅|增长率|下降|降低|减少|下降率|降低率|降幅|变化率|增减率)$")]
    private static partial Regex ChangeName();
}
