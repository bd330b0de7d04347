using System.Globalization;
using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>Turns an indicator's printed values into what a machine needs.</summary>
internal static partial class IndicatorTarget
{
    public static PlanIndicator Interpret(PlanIndicator printed)
    {
        var relative = Relative(printed.Target);
        var baseline = Number(printed.Baseline);
        var target = relative is null ? Number(printed.Target) : null;
        return printed with
        {
            BaselineValue = baseline,
            TargetValue = target,
            Relative = relative,
            Direction = Direction(printed, relative, baseline, target),
        };
    }

    private static RelativeTarget? Relative(string target)
    {
        if (target.Contains("同比", StringComparison.Ordinal))
        {
            return new RelativeTarget(RelativeKind.InProportion, null);
        }

        var match = Change().Match(target);
        if (!match.Success)
        {
            return null;
        }

        var amount = decimal.Parse(match.Groups["amount"].Value, CultureInfo.InvariantCulture);
        var signed = Decline().IsMatch(match.Groups["verb"].Value) ? -amount : amount;
        var kind = target.Contains("每年", StringComparison.Ordinal) ? RelativeKind.YearlyChange
            : match.Groups["unit"].Value is "%" or "％" ? RelativeKind.PercentOfBaseline
            : RelativeKind.TotalChange;
        return new RelativeTarget(kind, signed);
    }

    private static IndicatorDirection? Direction(PlanIndicator printed, RelativeTarget? relative, decimal? baseline, decimal? target)
    {
        var text = printed.Target;
        if (AtMost().IsMatch(text) || relative?.Amount < 0)
        {
            return IndicatorDirection.AtMost;
        }

        if (AtLeast().IsMatch(text) || relative is not null)
        {
            return IndicatorDirection.AtLeast;
        }

        // A ceiling may lie above a lucky baseline: no maternal death in the base year, at most 8.2 at the end.
        return Burden().IsMatch(printed.Name) || target < baseline ? IndicatorDirection.AtMost
            : target is not null || text.Length > 0 ? IndicatorDirection.AtLeast
            : null;
    }

    /// <summary>The one number of a text; a ratio 1:0.53 is the number after the colon, two numbers are none.</summary>
    private static decimal? Number(string text)
    {
        var match = OneNumber().Match(text.Trim());
        return match.Success ? decimal.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"^(?:[<>≤≥]|1[:：])?(?<number>\d{1,12}(?:\.\d+)?)(?:岁|%|％|‰)?(?:左右|以上|以下|以内)?$")]
    private static partial Regex OneNumber();

    [GeneratedRegex(@"(?<verb>提高|增长|增加|提升|降低|下降|减少)(?<amount>\d{1,12}(?:\.\d+)?)(?<unit>[%％]|个百分点|岁)?")]
    private static partial Regex Change();

    [GeneratedRegex("降低|下降|减少")]
    private static partial Regex Decline();

    [GeneratedRegex("以下|以内|^[<≤]|降低|下降|减少")]
    private static partial Regex AtMost();

    [GeneratedRegex("以上|^[>≥]|提高|提升|增长|增加")]
    private static partial Regex AtLeast();

    [GeneratedRegex("死亡率|近视率|吸烟率|发病率|患病率|个人卫生支出占|能耗|排放")]
    private static partial Regex Burden();
}
