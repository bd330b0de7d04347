using System.Globalization;
using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>What a person should look at in the indicator table itself.</summary>
internal static partial class IndicatorFindings
{
    /// <summary>A ceiling this many times a baseline above zero is more likely a slip of unit or decimal point than leeway.</summary>
    private const int CeilingOverBaseline = 5;

    /// <summary>So many rows without a unit get a line each; more of them one line together.</summary>
    private const int MostSingleLines = 3;

    /// <summary>A share this high can only be kept.</summary>
    private const int NearlyAll = 95;

    public static IEnumerable<PlanWarning> Of(IReadOnlyList<(PlanIndicator Indicator, SourceLine Line)> rows) =>
        rows.SelectMany(r => Row(r.Indicator, r.Line.Number)).Concat(Units(rows)).Concat(Twice(rows)).Concat(Pairs(rows));

    private static IEnumerable<PlanWarning> Row(PlanIndicator indicator, int line)
    {
        if (indicator is { Direction: IndicatorDirection.AtLeast, BaselineValue: { } from, TargetValue: { } to }
            && (to < from || (to == from && !Above().IsMatch(CellText.Bare(indicator.Target)) && !(from >= NearlyAll && (IsShare(indicator.Unit) || indicator.Unit.Length == 0)))))
        {
            yield return new PlanWarning(line, "target-not-better", to == from
                ? $"“{indicator.Name}”目标{indicator.Target}与基期相同。"
                : $"“{indicator.Name}”目标{indicator.Target}不如基期{indicator.Baseline}。");
        }

        if (indicator is { Direction: IndicatorDirection.AtMost, BaselineValue: > 0 and { } low, TargetValue: { } ceiling } && ceiling >= low * CeilingOverBaseline)
        {
            yield return new PlanWarning(line, "target-not-better", $"“{indicator.Name}”基期{indicator.Baseline}，目标上限{indicator.Target}，相差过大，请核对。");
        }

        if (indicator.Nature == "约束性" && indicator is { TargetValue: null, Relative: null } && !CellText.Bare(indicator.Target).Any(char.IsAsciiDigit))
        {
            yield return new PlanWarning(line, "target-without-number", $"约束性指标“{indicator.Name}”的目标没有数值：{(indicator.Target.Length > 0 ? indicator.Target : "空")}。");
        }

        if (Joint().IsMatch(indicator.Name) && (TwoNumbers().IsMatch(CellText.Bare(indicator.Baseline)) || TwoNumbers().IsMatch(CellText.Bare(indicator.Target))))
        {
            yield return new PlanWarning(line, "two-values", $"“{indicator.Name}”一行含两个指标（{indicator.Baseline}→{indicator.Target}），请拆开。");
        }

        if (IsShare(indicator.Unit) && !ShareName().IsMatch(indicator.Name))
        {
            yield return new PlanWarning(line, "indicator-name", $"“{indicator.Name}”单位为{indicator.Unit}，名称似不完整。");
        }
    }

    private static IEnumerable<PlanWarning> Units(IReadOnlyList<(PlanIndicator Indicator, SourceLine Line)> rows)
    {
        var missing = rows.Where(r => r.Indicator.Unit.Length == 0 && NeedsUnit(r.Indicator)).ToList();
        return missing.Count <= MostSingleLines
            ? missing.Select(r => new PlanWarning(r.Line.Number, "unit-missing", $"“{r.Indicator.Name}”没有印单位。"))
            : [new PlanWarning(missing[0].Line.Number, "unit-missing", $"指标表有{missing.Count}行没有印单位：{string.Join("、", missing.Take(MostSingleLines).Select(r => r.Indicator.Name))}等。")];
    }

    private static IEnumerable<PlanWarning> Twice(IReadOnlyList<(PlanIndicator Indicator, SourceLine Line)> rows) =>
        from same in rows.GroupBy(r => CellText.Bare(r.Indicator.Name))
        where same.Count() > 1
        let lines = same.Select(r => r.Line.Number).ToList()
        select new PlanWarning(lines[1], "indicator-twice", $"“{same.First().Indicator.Name}”在指标表中出现{lines.Count}次（第{string.Join("、", lines)}行）。");

    /// <summary>Numbers of which one contains the other.</summary>
    private static IEnumerable<PlanWarning> Pairs(IReadOnlyList<(PlanIndicator Indicator, SourceLine Line)> rows)
    {
        foreach (var (part, whole) in ((string, string)[])[("婴儿死亡率", "5岁以下儿童死亡率"), ("新生儿死亡率", "婴儿死亡率"), ("健康预期寿命", "预期寿命")])
        {
            var inner = rows.FirstOrDefault(r => Person().Replace(CellText.Bare(r.Indicator.Name), "") == part);
            var outer = rows.FirstOrDefault(r => Person().Replace(CellText.Bare(r.Indicator.Name), "") == whole);
            if (inner.Indicator is null || outer.Indicator is null || inner.Indicator.Unit != outer.Indicator.Unit)
            {
                continue;
            }

            foreach (var (word, less, more) in ((string, decimal?, decimal?)[])[("基期", inner.Indicator.BaselineValue, outer.Indicator.BaselineValue), ("目标", inner.Indicator.TargetValue, outer.Indicator.TargetValue)])
            {
                if (more < less)
                {
                    yield return new PlanWarning(outer.Line.Number, "baseline-inconsistent", string.Create(CultureInfo.InvariantCulture, $"“{outer.Indicator.Name}”{word}{more}，低于“{inner.Indicator.Name}”{word}{less}。"));
                }
            }
        }
    }

    private static bool IsShare(string unit) => unit is "%" or "％" or "‰";

    private static bool NeedsUnit(PlanIndicator indicator) =>
        !Dimensionless().IsMatch(indicator.Name) && !indicator.Target.Contains(':', StringComparison.Ordinal) && !indicator.Target.Contains('：', StringComparison.Ordinal)
        && (indicator.BaselineValue is not null || indicator.TargetValue is not null || indicator.Relative is { Kind: RelativeKind.TotalChange or RelativeKind.YearlyChange });

    [GeneratedRegex("^(?:>(?!=)|高于|超过|大于)")]
    private static partial Regex Above();

    [GeneratedRegex("[和及与、/]")]
    private static partial Regex Joint();

    [GeneratedRegex(@"^\D{0,3}\d{1,12}(?:\.\d+)?[%‰]?[/、;；]\d{1,12}(?:\.\d+)?[%‰]?\D{0,3}$")]
    private static partial Regex TwoNumbers();

    [GeneratedRegex(@"(?:率|比|比例|比重|占比|程度|水平|增长|增速|增幅|幅度|度|数|面|下降|降低|减少|提高|提升|权重|份额|贡献|量|值|指数|投入|收入|支出|强度|情况)(?:[（(][^（）()]{1,20}[)）])?$")]
    private static partial Regex ShareName();

    [GeneratedRegex("(?:[^占]比|系数|指数|倍数|等级|级别|评分|得分|标准|排名|位次)(?:[（(][^（）()]{1,20}[)）])?$")]
    private static partial Regex Dimensionless();

    [GeneratedRegex("^(?:人均|居民|全[市区县省])")]
    private static partial Regex Person();
}
