using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>A table whose rows are known, its head told from its body.</summary>
/// <param name="Heads">One for each column: the upper head, a blank, the lower head; empty where none is printed.</param>
/// <param name="Body">Each row has a cell for every column, or is shorter or longer where the text has lost or gained one.</param>
internal sealed partial record TableShape(IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<Cell>> Body, IReadOnlyList<string> Captions)
{
    private const int MostHeadRows = 4;

    public static TableShape? Of(Table table)
    {
        var rows = table.Rows.Where(r => r.Any(c => c.Text.Length > 0)).ToList();
        var captions = table.Captions.ToList();
        while (rows.Count > 1 && IsOneText(rows[0]) && !IsHeadOfOne(rows[0]))
        {
            captions.Insert(0, rows[0].First(c => c.Text.Length > 0).Text);
            rows.RemoveAt(0);
        }

        var count = HeadRows(rows);
        if (count == 0 || count >= rows.Count)
        {
            return null;
        }

        var head = rows.Take(count).ToList();
        var body = rows.Skip(count).Where(r => !head.Any(h => IsSame(r, h))).ToList();
        if (body.Count == 0)
        {
            return null;
        }

        var width = Math.Max(head.Max(r => r.Count), MostCommonWidth(body));
        return new TableShape(
            table.Form == TableForm.Grid ? GridHeads(head, width) : MarkedHeads(head, width),
            [.. body.Select(r => Align(r, width, table.Form))],
            captions);
    }

    /// <summary>A row that is one text across all columns is a title or the name of a group.</summary>
    public static bool IsOneText(IReadOnlyList<Cell> row)
    {
        var texts = row.Where(c => c.Text.Length > 0).ToList();
        return texts.Count == 1 || (texts.Count > 1 && texts.Skip(1).All(c => c.Covered && c.Line == texts[0].Line));
    }

    private static bool IsHeadOfOne(IReadOnlyList<Cell> row) => row.Count == 1;

    /// <summary>The head ends before the first row with a value. A bare year is a head, and so is the row below a head that is merged downwards.</summary>
    private static int HeadRows(List<IReadOnlyList<Cell>> rows)
    {
        for (var at = 0; at < rows.Count && at <= MostHeadRows; at++)
        {
            var holdsValues = rows[at].Any(c => c.Text.Length > 0 && !c.Covered && IsBodyText(c.Text));
            var isGroup = at > 0 && rows[at].Count > 1 && IsOneText(rows[at]);
            if (holdsValues || isGroup || (at > 0 && !rows[0].Any(c => c.Covered) && IsFull(rows[at], rows[0].Count)))
            {
                return at;
            }
        }

        return rows.Count > 1 && !rows[0].Any(c => IsBodyText(c.Text)) ? 1 : 0;
    }

    /// <summary>Below a head without merged cells a row with none missing is no second head.</summary>
    private static bool IsFull(IReadOnlyList<Cell> row, int width) => row.Count == width && row.All(c => c.Text.Length > 0 && !c.Covered);

    private static bool IsBodyText(string text) => IndicatorNature.Of(text) is not null || (PrintedValue.IsNumber(text) && !BareYear().IsMatch(text.Trim()));

    private static bool IsSame(IReadOnlyList<Cell> row, IReadOnlyList<Cell> head) =>
        row.Count == head.Count && row.Zip(head, (a, b) => CellText.Bare(a.Text) == CellText.Bare(b.Text)).All(same => same);

    private static int MostCommonWidth(List<IReadOnlyList<Cell>> body) => body.CountBy(r => r.Count).MaxBy(g => (g.Value, g.Key)).Key;

    private static List<string> GridHeads(List<IReadOnlyList<Cell>> head, int width) =>
        [.. Enumerable.Range(0, width).Select(column => Joined(head.Where(r => column < r.Count).Select(r => r[column].Text)))];

    private static string Joined(IEnumerable<string> texts)
    {
        var parts = new List<string>();
        foreach (var text in texts.Select(CellText.Joined).Where(t => t.Length > 0))
        {
            if (parts.Count == 0 || parts[^1] != text)
            {
                parts.Add(text);
            }
        }

        return string.Join(" ", parts);
    }

    /// <summary>Where merged cells stand once, a blank in the lower row is a head of one column, and a run of lower heads shares what is left above.</summary>
    private static List<string> MarkedHeads(List<IReadOnlyList<Cell>> head, int width)
    {
        var heads = head[^1].Select(c => CellText.Joined(c.Text)).ToList();
        foreach (var upper in head.Take(head.Count - 1).Reverse())
        {
            heads = upper.Count == heads.Count ? [.. upper.Zip(heads, (u, l) => Joined([u.Text, l]))] : Under([.. upper.Select(c => CellText.Joined(c.Text))], heads);
        }

        while (heads.Count < width)
        {
            heads.Insert(0, "");
        }

        return heads;
    }

    private static List<string> Under(List<string> upper, List<string> lower)
    {
        var joined = new List<string>();
        var single = lower.Count(l => l.Length == 0);
        var runs = Runs(lower);
        var shared = upper.Count - single;
        if (shared < runs.Count)
        {
            return lower.Count > upper.Count ? lower : upper;
        }

        var at = 0;
        var left = shared;
        for (var i = 0; i < lower.Count;)
        {
            if (lower[i].Length == 0)
            {
                joined.Add(at < upper.Count ? upper[at++] : "");
                i++;
                continue;
            }

            var run = runs[0];
            runs.RemoveAt(0);
            var over = runs.Count == 0 ? left : Math.Max(1, shared * run / Math.Max(1, lower.Count - single));
            left -= over;
            for (var k = 0; k < run; k++)
            {
                joined.Add(Joined([upper[Math.Min(at + (k * over / run), upper.Count - 1)], lower[i + k]]));
            }

            at += over;
            i += run;
        }

        return joined;
    }

    private static List<int> Runs(List<string> lower)
    {
        var runs = new List<int>();
        for (var i = 0; i < lower.Count; i++)
        {
            if (lower[i].Length > 0)
            {
                if (i > 0 && lower[i - 1].Length > 0)
                {
                    runs[^1]++;
                }
                else
                {
                    runs.Add(1);
                }
            }
        }

        return runs;
    }

    /// <summary>A row of a marked table that is too short has a cell merged to the left of its values, e.g. 合计 over group and name.</summary>
    private static IReadOnlyList<Cell> Align(IReadOnlyList<Cell> row, int width, TableForm form)
    {
        if (form == TableForm.Grid || row.Count >= width)
        {
            return row.Count > width && row.Skip(width).All(c => c.Text.Length == 0) ? [.. row.Take(width)] : row;
        }

        var none = row[0] with { Text = "", Paragraphs = [] };
        return [.. Enumerable.Repeat(none, width - row.Count), .. row];
    }

    [GeneratedRegex("^(?:19|20)[0-9]{2}$")]
    private static partial Regex BareYear();
}
