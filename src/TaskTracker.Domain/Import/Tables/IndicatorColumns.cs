using System.Globalization;
using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>What a column of an indicator table holds, by its head.</summary>
internal enum ColumnRole { Unknown, Group, Ordinal, Name, Unit, Value, Growth, Nature, Body, Note }

internal sealed record IndicatorColumn(ColumnRole Role, int? Year, bool IsBaseline, bool IsTarget)
{
    public static readonly IndicatorColumn Unknown = new(ColumnRole.Unknown, null, false, false);
}

/// <summary>The columns of an indicator table and which of them count: the first value is the baseline, the value of the last year within the plan the target.</summary>
internal sealed partial class IndicatorColumns
{
    private IndicatorColumns(IReadOnlyList<IndicatorColumn> all) => All = all;

    public IReadOnlyList<IndicatorColumn> All { get; }
    public int Name { get; private init; }
    public int? Ordinal { get; private init; }
    public int? Unit { get; private init; }
    public int? Nature { get; private init; }
    public int? Baseline { get; private init; }
    public int Target { get; private init; }
    public int? Growth { get; private init; }
    public int Values => All.Count(c => c.Role is ColumnRole.Value or ColumnRole.Growth);

    /// <summary>From the baseline's year to the target's.</summary>
    public int? Years => Baseline is { } from && All[from].Year is { } first && All[Target].Year is { } last && last > first ? last - first : null;

    /// <returns>Null where the heads are not an indicator table's.</returns>
    public static IndicatorColumns? Of(IReadOnlyList<string> heads, IReadOnlyList<string> captions)
    {
        var columns = heads.Select(Of).ToList();
        if (heads.Any(h => TaskHead().IsMatch(CellText.Bare(h))) || captions.Any(c => Past().IsMatch(c)))
        {
            return null;
        }

        var names = Where(columns, c => c.Role == ColumnRole.Name);
        var nature = columns.FindIndex(c => c.Role == ColumnRole.Nature);
        var values = Where(columns, c => c.Role == ColumnRole.Value);
        var saysIndicator = names.Any(n => heads[n].Contains('标', StringComparison.Ordinal)) || nature >= 0 || captions.Any(c => c.Contains("指标", StringComparison.Ordinal));
        if (names.Count == 0 || values.Count == 0 || !saysIndicator)
        {
            return null;
        }

        // 目标值 over 2020年 and 2025年 makes no target of the base year.
        if (values.Count > 1 && values.All(v => heads[v].Contains(' ', StringComparison.Ordinal) && columns[v].Year is not null && heads[v].Split(' ')[0] == heads[values[0]].Split(' ')[0]))
        {
            columns = [.. columns.Select(c => c with { IsBaseline = false, IsTarget = false })];
        }

        var within = values.Where(v => !Far().IsMatch(heads[v])).ToList();
        var targets = within.Where(v => columns[v].IsTarget).ToList();
        var target = (targets.Count > 0 ? targets : within.Count > 0 ? within : values).MaxBy(v => (columns[v].Year ?? 0, v));
        var before = values.Where(v => v != target && !columns[v].IsTarget && !(columns[v].Year > columns[target].Year)).ToList();
        return new IndicatorColumns(columns)
        {
            Name = names[^1],
            Ordinal = Index(columns.FindIndex(c => c.Role == ColumnRole.Ordinal)),
            Unit = Index(columns.FindIndex(c => c.Role == ColumnRole.Unit)),
            Nature = Index(nature),
            Baseline = before.Count > 0 ? before.OrderBy(v => columns[v].IsBaseline ? 0 : 1).ThenBy(v => columns[v].Year ?? int.MaxValue).First() : null,
            Target = target,
            Growth = Index(columns.FindIndex(c => c.Role == ColumnRole.Growth)),
        };
    }

    public static IndicatorColumn Of(string head)
    {
        var bare = CellText.Bare(head);
        if (bare.Length is 0 or > 40)
        {
            return IndicatorColumn.Unknown;
        }

        foreach (var (role, pattern) in Plain)
        {
            if (pattern.IsMatch(bare))
            {
                return new IndicatorColumn(role, null, false, false);
            }
        }

        var years = Year().Matches(bare);
        var (isBaseline, isTarget) = (BaselineWord().IsMatch(bare), TargetWord().IsMatch(bare));
        if (GrowthWord().IsMatch(bare))
        {
            return new IndicatorColumn(ColumnRole.Growth, null, false, false);
        }

        if (years.Count > 0 && IsValueHead().IsMatch(bare))
        {
            return new IndicatorColumn(ColumnRole.Value, int.Parse(years[^1].Groups[1].Value, CultureInfo.InvariantCulture), isBaseline, isTarget && !isBaseline);
        }

        return (isBaseline || isTarget) && ValueEnd().IsMatch(bare) && !NameWord().IsMatch(bare)
            ? new IndicatorColumn(ColumnRole.Value, null, isBaseline, isTarget && !isBaseline)
            : NameWord().IsMatch(bare) ? new IndicatorColumn(ColumnRole.Name, null, false, false) : IndicatorColumn.Unknown;
    }

    private static List<int> Where(List<IndicatorColumn> columns, Func<IndicatorColumn, bool> picks) => [.. Enumerable.Range(0, columns.Count).Where(i => picks(columns[i]))];

    private static int? Index(int found) => found < 0 ? null : found;

    private static readonly (ColumnRole Role, Regex Pattern)[] Plain =
    [
        (ColumnRole.Ordinal, OrdinalHead()),
        (ColumnRole.Unit, UnitHead()),
        (ColumnRole.Nature, NatureHead()),
        (ColumnRole.Body, BodyHead()),
        (ColumnRole.Note, NoteHead()),
        (ColumnRole.Group, GroupHead()),
    ];

    [GeneratedRegex("^(?:序号|编号|序|No\\.?)$")]
    private static partial Regex OrdinalHead();

    [GeneratedRegex("^(?:计量|指标)?单位(?:[(].*[)])?$|^量纲$")]
    private static partial Regex UnitHead();

    [GeneratedRegex("^(?:指标|目标)?(?:属性|性质|类型)(?:[(].*[)])?$")]
    private static partial Regex NatureHead();

    [GeneratedRegex("责任|牵头|部门|主管|数据提供|配合")]
    private static partial Regex BodyHead();

    [GeneratedRegex("^(?:备注|说明|注|指标解释|指标说明|数据来源|来源)$")]
    private static partial Regex NoteHead();

    [GeneratedRegex("^(?:类别|分类|领域|方面|维度|板块|指标(?:类别|分类|领域|体系)|一级指标|类型|指标类|大类)$")]
    private static partial Regex GroupHead();

    [GeneratedRegex(@"指标(?:名称|内容|项目)?(?:[(\[【].*[)\]】])?\*?$|^(?:项目|名称|内容|指标名)(?:[(].*[)])?$|^主要指标")]
    private static partial Regex NameWord();

    [GeneratedRegex(@"((?:19|20)\d\d)(?!\d)")]
    private static partial Regex Year();

    [GeneratedRegex(@"^(?:到|截至)?[(\[“]?(?:19|20)\d\d(?:[-—~～至](?:19|20)?\d\d)?年?(?:底|末)?|基[数期准]|现状|目标|规划|完成|实际|预[期计]")]
    private static partial Regex IsValueHead();

    /// <summary>预期 alone makes no head: 人均预期寿命 is an indicator.</summary>
    [GeneratedRegex(@"^.{0,10}(?:基数|现状|基期|基准|目标|规划|期末|末|预期|预计|计划|情况|值|[状实完预标]数)(?:[(].{1,10}[)])?$")]
    private static partial Regex ValueEnd();

    [GeneratedRegex("基数|现状|基期|基准|现值|实际|完成|实绩|现有|十三五.{0,3}[末期]|期初")]
    private static partial Regex BaselineWord();

    [GeneratedRegex("目标|规划|期末|预期|预计|十四五.{0,3}[末期]|十五五.{0,3}[末期]|指标值|计划")]
    private static partial Regex TargetWord();

    [GeneratedRegex(@"年均|增速|增长率|增幅|^累计|[(\[]累计[)\]]$|^五年累计|变化幅度|增减")]
    private static partial Regex GrowthWord();

    /// <summary>What lies beyond the plan.</summary>
    [GeneratedRegex("远景|展望|2035|2050")]
    private static partial Regex Far();

    /// <summary>A table with such a head deals out tasks or projects.</summary>
    [GeneratedRegex("任务|完成时[限间]|项目名称|建设内容|投资|建设(?:地点|年限|规模|性质)|工作措施|整改")]
    private static partial Regex TaskHead();

    /// <summary>A table that looks back.</summary>
    [GeneratedRegex("(?:完成|实现|执行|进展)情况|“十三五”.{0,24}(?:完成|实现)")]
    private static partial Regex Past();
}
