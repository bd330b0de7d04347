using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>Reads the rows of an indicator table: name, unit, baseline, target, nature.</summary>
internal static partial class IndicatorReader
{
    public static IReadOnlyList<(PlanIndicator Indicator, SourceLine Line)> Read(Table table)
    {
        var cells = table.Rows.SelectMany(r => r).Where(c => c.Text.Length > 0).ToList();
        var header = cells.FindIndex(c => c.Text.EndsWith("性质", StringComparison.Ordinal));
        if (header < 0 || !cells.Take(header).Any(c => BareText(c.Text).Contains("指标", StringComparison.Ordinal)))
        {
            return [];
        }

        var heads = cells.Take(header).Select(c => BareText(c.Text)).ToList();
        var rows = new List<(PlanIndicator, SourceLine)>();
        var row = new List<Cell>();
        foreach (var cell in cells.Skip(header + 1))
        {
            if (cell.Text is not ("预期性" or "约束性"))
            {
                row.Add(cell);
                continue;
            }

            if (ReadRow(row, cell.Text, rows.Count + 1, heads) is { } read)
            {
                rows.Add(read);
            }

            row.Clear();
        }

        return rows;
    }

    private static (PlanIndicator, SourceLine)? ReadRow(List<Cell> row, string nature, int number, List<string> heads)
    {
        var first = heads.Contains("序号") ? row.FindIndex(c => c.Text == $"{number}") + 1 : 0;
        var value = row.FindIndex(first, c => Value().IsMatch(c.Text));
        if (value < first + 1)
        {
            return null;
        }

        var hasUnit = heads.Contains("单位") && value - first >= 2 && Unit().IsMatch(row[value - 1].Text);
        var name = row[hasUnit ? value - 2 : value - 1];
        var (text, unit) = NameAndUnit(NumberBefore().Replace(name.Text, ""));
        var indicator = new PlanIndicator
        {
            Name = text,
            Unit = hasUnit ? row[value - 1].Text : unit,
            Baseline = row[value].Text,
            Target = Broken().Replace(string.Concat(row.Skip(value + 1).Select(c => c.Text)), ""),
            Nature = nature,
        };
        return (IndicatorTarget.Interpret(indicator), name.Line);
    }

    private static (string Name, string Unit) NameAndUnit(string text)
    {
        var match = UnitInName().Match(text);
        return match.Success ? (text[..match.Index].Trim(), match.Groups["unit"].Value.Replace(" ", "", StringComparison.Ordinal)) : (text.TrimEnd('*', ' '), "");
    }

    private static string BareText(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    [GeneratedRegex(@"^([<>≤≥]?\d+(\.\d+)?([/:：]\d+(\.\d+)?)?\s*[%％‰岁]?(左右|以上|以下|以内)?|[-—－–]+|/)$")]
    private static partial Regex Value();

    [GeneratedRegex(@"^([%％‰岁人张个名元所年]|亿元|万元|万人|/10万|1/10\s?万)$")]
    private static partial Regex Unit();

    [GeneratedRegex(@"\s*[（(]\s*(?<unit>[%％‰岁人张个名元所年]|亿元|万元|万人|1?/10\s?万)\s*[）)]\s*\*?$")]
    private static partial Regex UnitInName();

    [GeneratedRegex(@"^\d{1,2}[.．](?=\D|\d岁|\d-)")]
    private static partial Regex NumberBefore();

    /// <summary>A blank between two Chinese characters is where a cell was broken.</summary>
    [GeneratedRegex(@"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")]
    private static partial Regex Broken();
}
