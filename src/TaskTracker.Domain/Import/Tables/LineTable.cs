using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>Recognizes tables whose rows stand one a line, their cells parted by tabs, bars or wide blanks.</summary>
internal static partial class LineTable
{
    private const int FewestRows = 2;
    private const int LongestHead = 60;

    /// <param name="lines">All lines.</param>
    /// <param name="from">Where the table would begin.</param>
    /// <param name="text">The document's, for a line's own text has lost the tabs at its ends.</param>
    /// <returns>The rows and the line after the last one, or null.</returns>
    public static (IReadOnlyList<IReadOnlyList<Cell>> Rows, int End)? Rows(IReadOnlyList<SourceLine> lines, int from, string text)
    {
        foreach (var split in (ReadOnlySpan<Func<SourceLine, string, string[]?>>)[ByTab, ByBar, ByBlanks])
        {
            if (split(lines[from], text) is { } head && IsHead(head, split == ByBlanks))
            {
                return Take(lines, from, text, split, head.Length);
            }
        }

        return null;
    }

    private static (IReadOnlyList<IReadOnlyList<Cell>> Rows, int End)? Take(IReadOnlyList<SourceLine> lines, int from, string text, Func<SourceLine, string, string[]?> split, int width)
    {
        var rows = new List<IReadOnlyList<Cell>>();
        var end = from;
        for (var at = from; at < lines.Count; at++)
        {
            if (lines[at].IsEmpty && at + 1 < lines.Count && at <= end + 1)
            {
                continue;
            }

            if (at > from && split == ByBlanks && Marker.Of(lines[at].Text) is { Level: <= MarkerLevel.Bracket })
            {
                break;
            }

            if (split(lines[at], text) is not { Length: > 1 } parts || (parts.Length < width - 2 && split != ByTab))
            {
                if (!IsGroup(lines, at, text, split))
                {
                    break;
                }

                parts = [lines[at].Text];
            }

            end = at + 1;
            if (!parts.All(p => Rule().IsMatch(p)))
            {
                rows.Add([.. parts.Select(p => new Cell(lines[at], p.Trim()))]);
            }
        }

        return rows.Count < FewestRows ? null : (Even(rows), end);
    }

    /// <summary>A short line between two rows heads a group of rows.</summary>
    private static bool IsGroup(IReadOnlyList<SourceLine> lines, int at, string text, Func<SourceLine, string, string[]?> split)
    {
        if (lines[at].Text.Length is 0 or > LongestHead || lines[at].Text.Contains('。', StringComparison.Ordinal))
        {
            return false;
        }

        var next = lines.Skip(at + 1).FirstOrDefault(l => !l.IsEmpty);
        return next is not null && split(next, text) is { Length: > 1 };
    }

    /// <summary>Every row as wide as the first; a tab too many at a line's end makes no column.</summary>
    private static List<IReadOnlyList<Cell>> Even(List<IReadOnlyList<Cell>> rows)
    {
        var width = rows[0].Count;
        return [.. rows.Select(r => r.Count == width ? r
            : r.Count < width ? [.. r, .. Enumerable.Repeat(r[0] with { Text = "" }, width - r.Count)]
            : (IReadOnlyList<Cell>)[.. r.Take(width + r.Skip(width).Count(c => c.Text.Length > 0))])];
    }

    private static bool IsHead(string[] cells, bool isByBlanks) =>
        cells.Length >= (isByBlanks ? 3 : 2)
        && cells.All(c => c.Length <= LongestHead && !c.Contains('。', StringComparison.Ordinal))
        && cells.Count(c => c.Length > 0) >= 2
        && (isByBlanks ? IndicatorColumns.Of(cells, ["指标"]) is not null : cells.Count(IsHeadWord) >= 2 || (cells.Length >= 3 && cells.All(c => !PrintedValue.IsNumber(c) && c.Length <= 20)));

    private static bool IsHeadWord(string cell) =>
        IndicatorCells.IsHead(cell) || InstitutionHeads.IsNameHead(cell) || InstitutionHeads.IsBesideName(cell) || InstitutionHeads.IsOther(cell);

    /// <summary>A tab right behind a number (1 tab .) is debris of an automatic numbering, not a column.</summary>
    private static string[]? ByTab(SourceLine line, string text)
    {
        if (!line.Text.Contains('\t', StringComparison.Ordinal) || TabbedNumber().IsMatch(line.Text))
        {
            return null;
        }

        var raw = text.Substring(line.Start, line.Length);
        return raw.Contains('[', StringComparison.Ordinal) ? line.Text.Split('\t') : [.. raw.TrimEnd('\r').Split('\t').Select(c => c.Trim())];
    }

    private static string[]? ByBar(SourceLine line, string text)
    {
        if (line.Text.Length < 5 || line.Text[0] is not ('|' or '｜') || line.Text[^1] != line.Text[0])
        {
            return null;
        }

        return [.. line.Text[1..^1].Split(line.Text[0]).Select(c => c.Trim())];
    }

    private static string[]? ByBlanks(SourceLine line, string text) =>
        line.Text.Contains("  ", StringComparison.Ordinal) || line.Text.Contains('　', StringComparison.Ordinal) ? Spread([.. Blanks().Split(line.Text)]) : null;

    /// <summary>指　标 is one word of two characters set wide.</summary>
    private static string[] Spread(List<string> parts)
    {
        for (var i = 0; i + 1 < parts.Count; i++)
        {
            if (parts[i].Length == 1 && parts[i + 1].Length == 1 && parts[i][0] >= '一' && parts[i + 1][0] >= '一')
            {
                parts[i] += parts[i + 1];
                parts.RemoveAt(i + 1);
            }
        }

        return [.. parts];
    }

    [GeneratedRegex(@"^:?-{2,}:?$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"^[（(]?[0-9一二三四五六七八九十]{1,3}[)）]?\t+[.．、]")]
    private static partial Regex TabbedNumber();

    [GeneratedRegex(@"[ 　]{3,}|[ ]{2,}|　")]
    private static partial Regex Blanks();
}
