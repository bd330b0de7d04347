using System.Globalization;
using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>Finds numbers that contradict the indicator table. A finding that is none costs a person's trust, so the subject must be the indicator's name but for the liberties that authors take.</summary>
internal sealed partial class Contradictions
{
    private const int LongestTail = 24;
    private const int LongestTitle = 24;
    private const decimal Roughly = 0.05m;

    /// <summary>Null where two indicators share a key, for then it can't be told which is meant.</summary>
    private readonly Dictionary<string, PlanIndicator?> _byKey = [];

    private readonly int? _baseYear;
    private readonly int? _targetYear;

    private Contradictions(IReadOnlyList<PlanIndicator> indicators, int? baseYear, int? targetYear)
    {
        (_baseYear, _targetYear) = (baseYear, targetYear);
        foreach (var indicator in indicators.Where(i => i.TargetValue is not null || i.BaselineValue is not null))
        {
            var key = IndicatorKey.Of(indicator.Name);
            if (key.Length >= 3)
            {
                _byKey[key] = _byKey.ContainsKey(key) ? null : indicator;
            }
        }
    }

    public static IEnumerable<PlanWarning> In(IReadOnlyList<Block> blocks, IReadOnlyList<PlanIndicator> indicators)
    {
        var columns = blocks.OfType<Table>().Select(ColumnsOf).FirstOrDefault(c => c is not null);
        var baseYear = columns?.Baseline is { } b ? columns.All[b].Year : null;
        return new Contradictions(indicators, baseYear, columns is null ? null : columns.All[columns.Target].Year).InBlocks(blocks);
    }

    private IEnumerable<PlanWarning> InBlocks(IReadOnlyList<Block> blocks)
    {
        var isPast = new bool?[EntryNumber.Depths];
        foreach (var block in blocks)
        {
            foreach (var paragraph in block is Box box ? box.Entries : block is Paragraph single ? [single] : [])
            {
                if (block is Paragraph && (EntryNumber.Of(paragraph.Text)?.Depth ?? (paragraph.HeadingDepth is { } marked ? Math.Clamp(marked - 1, 0, EntryNumber.Depths - 1) : null)) is { } depth)
                {
                    var title = paragraph.Text.Split('。', '：')[0];
                    isPast[depth] = title.Length > LongestTitle ? null : Goal().IsMatch(title) ? false : Past().IsMatch(title) ? true : null;
                    Array.Clear(isPast, depth + 1, isPast.Length - depth - 1);
                }

                foreach (var warning in In(paragraph, isPast.LastOrDefault(p => p is not null) ?? false))
                {
                    yield return warning;
                }
            }
        }
    }

    private IEnumerable<PlanWarning> In(Paragraph paragraph, bool isPast)
    {
        var seen = new HashSet<(string, decimal)>();
        foreach (var stated in StatedNumber.In(paragraph.Text))
        {
            foreach (var indicator in Meant(stated))
            {
                if (Differs(indicator, stated, isPast) is { } text && seen.Add((indicator.Name, stated.Value)))
                {
                    yield return new PlanWarning(paragraph.First.Number, "contradicts-indicator", text);
                }
            }
        }
    }

    private List<PlanIndicator> Meant(StatedNumber stated)
    {
        var subject = stated.Subject;
        if (Find(subject) is { } exact)
        {
            return [exact];
        }

        // 高血压、糖尿病规范管理率 are two: each name but the last lends its tail.
        var parts = subject.Split('、', '和', '与');
        if (parts.Length is < 2 or > 6)
        {
            return [];
        }

        var rest = parts[^1].Split('等', 2);
        var tail = IndicatorKey.Of(rest[^1]);
        var found = (rest.Length > 1 ? parts.SkipLast(1).Append(rest[0]) : parts.SkipLast(1)).Select(p => WithTail(p, tail)).OfType<PlanIndicator>().ToList();
        if (found.Count > 0 && rest.Length == 1 && Find(parts[^1]) is { } last)
        {
            found.Add(last);
        }

        return found;
    }

    private PlanIndicator? WithTail(string name, string tail)
    {
        for (var from = Math.Max(0, tail.Length - LongestTail); from <= tail.Length - 3; from++)
        {
            if (Find(name + tail[from..]) is { } indicator)
            {
                return indicator;
            }
        }

        return null;
    }

    /// <summary>The subject itself, or what of it stands behind words that open a clause.</summary>
    private PlanIndicator? Find(string subject)
    {
        var key = IndicatorKey.Of(subject);
        return key.Length >= 3 && _byKey.TryGetValue(key, out var indicator) ? indicator : null;
    }

    private string? Differs(PlanIndicator indicator, StatedNumber stated, bool isPast)
    {
        if (!IsSameUnit(indicator.Unit, stated.Unit))
        {
            return null;
        }

        var isOfBase = stated.Year is { } year && _baseYear is not null ? year == _baseYear : isPast;
        if (stated.Year is { } other && !isOfBase && _targetYear is { } target && other != target)
        {
            return null;
        }

        if (isOfBase)
        {
            return indicator.BaselineValue is { } baseline && !IsSame(stated, baseline)
                ? string.Create(CultureInfo.InvariantCulture, $"“{indicator.Name}”此处{Word(stated)}，指标表{(_baseYear is { } b ? $"{b}年" : "基期")}为{indicator.Baseline}。")
                : null;
        }

        if (indicator.TargetValue is not { } to)
        {
            return null;
        }

        if (!IsSame(stated, to))
        {
            // Without a year it may speak of what is reached already.
            return stated.Year is null && stated.Value == indicator.BaselineValue ? null : $"“{indicator.Name}”此处{Word(stated)}，指标表为{indicator.Target}。";
        }

        return stated.Includes && stated.Value == to && Strict().IsMatch(CellText.Bare(indicator.Target)) ? $"“{indicator.Name}”此处{Word(stated)}，含本数；指标表为{indicator.Target}，不含本数。" : null;
    }

    private static string Word(StatedNumber stated) => $"为{stated.Printed}";

    /// <summary>约 and 左右 leave room, and a number printed with fewer decimals may be rounded.</summary>
    private static bool IsSame(StatedNumber stated, decimal value)
    {
        var decimals = stated.Printed.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot ? stated.Printed.Skip(dot + 1).TakeWhile(char.IsAsciiDigit).Count() : 0;
        return stated.Value == value
            || (stated.IsRough && Math.Abs(stated.Value - value) <= Math.Abs(value) * Roughly)
            || (decimals > 0 && Math.Round(value, Math.Min(decimals, 6), MidpointRounding.AwayFromZero) == stated.Value);
    }

    private static bool IsSameUnit(string indicator, string stated)
    {
        var (a, b) = (Plain(indicator), Plain(stated));
        return a.Length == 0 || b.Length == 0 || a == b;
    }

    private static string Plain(string unit) => CellText.Bare(unit) switch
    {
        "名" or "位" or "人" => "人",
        "1/10万" or "/10万" => "/10万",
        var other => other,
    };

    private static IndicatorColumns? ColumnsOf(Table table) =>
        table.Form == TableForm.Loose ? IndicatorCells.Heads([.. table.Rows.SelectMany(r => r).Take(20)]) is { } head ? IndicatorColumns.Of(head.Texts, table.Captions) : null
        : TableShape.Of(table) is { } shape ? IndicatorColumns.Of(shape.Heads, shape.Captions) : null;

    [GeneratedRegex(@"到\s?(20\d\d)\s?年")]
    private static partial Regex Aim();

    [GeneratedRegex("背景|形势|现状|回顾|成就|成效|成绩|基础|状况|取得")]
    private static partial Regex Past();

    [GeneratedRegex("目标|思路|要求|任务|愿景")]
    private static partial Regex Goal();

    [GeneratedRegex("^(?:[<>]|小于|大于|低于|高于|超过)(?!=)")]
    private static partial Regex Strict();
}
