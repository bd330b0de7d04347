using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>Reads an indicator table of which only the order of the cells is known, its empty ones missing: what a cell is shows by what it says and where in its row it comes.</summary>
internal static class IndicatorCells
{
    /// <summary>A category of several lines, a number and a broken name may come before a row's first value.</summary>
    private const int MostCellsBeforeValue = 10;

    private const int MostHeads = 14;
    private const int ShortestBrokenName = 8;

    public static IReadOnlyList<(PlanIndicator Indicator, SourceLine Line)> Read(IReadOnlyList<Cell> all, Table table)
    {
        var cells = all.Where(c => c.Text.Length > 0 && !CellText.IsPageNumber(c.Text)).ToList();
        if (Heads(cells) is not { } head || IndicatorColumns.Of(head.Texts, table.Captions) is not { } columns)
        {
            return [];
        }

        var rows = new List<(PlanIndicator Indicator, SourceLine Line)>();
        for (var at = head.End; at < cells.Count;)
        {
            if (CellText.Bare(cells[at].Text) == CellText.Bare(cells[head.Start].Text) && Heads(cells, at) is { } again && again.Start == at && again.Texts.SequenceEqual(head.Texts))
            {
                at = again.End;
                continue;
            }

            var end = RowEnd(cells, at, columns, rows.Count + 1);
            if (ReadRow([.. cells.Skip(at).Take(end - at)], columns, rows.Count + 1) is { } row)
            {
                rows.Add((row.Interpret(table, columns, table.Captions), row.Cell.Line));
            }

            at = end;
        }

        return rows;
    }

    /// <summary>Finds a run of heads; a head that was broken over two lines is one again.</summary>
    public static (int Start, int End, IReadOnlyList<string> Texts)? Heads(IReadOnlyList<Cell> cells, int from = 0)
    {
        for (var start = from; start < Math.Min(from + 3, cells.Count); start++)
        {
            if (!IsHead(cells[start].Text))
            {
                continue;
            }

            var texts = new List<string>();
            var at = start;
            for (; at < cells.Count && texts.Count < MostHeads; at++)
            {
                var text = CellText.Joined(cells[at].Text);
                if (text == "指标" && at + 1 < cells.Count && cells[at + 1].Text is "属性" or "性质" && texts.Any(t => RoleOf(t) == ColumnRole.Name))
                {
                    text += cells[++at].Text;
                }

                var role = RoleOf(text);
                var last = texts.Count > 0 ? IndicatorColumns.Of(texts[^1]) : null;
                if (last is not null && JoinsBroken(last, text))
                {
                    texts[^1] += text;
                }
                else if (role != ColumnRole.Unknown && !texts.Contains(text))
                {
                    texts.Add(text);
                }
                else
                {
                    break;
                }
            }

            return texts.Count >= 3 && texts.Any(t => RoleOf(t) == ColumnRole.Name) && texts.Any(t => RoleOf(t) == ColumnRole.Value) ? (start, at, texts) : null;
        }

        return null;
    }

    public static bool IsHead(string text) => text.Length <= 20 && RoleOf(text) != ColumnRole.Unknown;

    /// <summary>One row whose cells are known to be one row's.</summary>
    public static IndicatorRow? ReadRow(IReadOnlyList<Cell> cells, IndicatorColumns columns, int number)
    {
        var row = cells.ToList();
        var nature = columns.Nature is null ? -1 : row.FindIndex(c => IndicatorNature.Of(c.Text) is not null);
        var natureText = nature < 0 ? "" : row[nature].Text;
        if (nature >= 0)
        {
            row.RemoveRange(nature, row.Count - nature);
        }

        var first = columns.Ordinal is null ? 0 : row.FindIndex(c => CellText.Bare(c.Text) == $"{number}") + 1;
        var value = FirstValue(row, first, columns);
        if (value <= first && first > 0)
        {
            first = 0;
            value = FirstValue(row, first, columns);
        }

        if (value < first + 1)
        {
            return null;
        }

        var hasUnit = columns.Unit is not null && value - first >= 2 && UnitOfMeasure.Is(row[value - 1].Text);
        var last = hasUnit ? value - 2 : value - 1;
        var begin = last;
        while (begin > first && (IsOrdinalRightBefore(columns) || Continues(row[begin - 1].Text, row[begin].Text)))
        {
            begin--;
        }

        var name = row[begin] with { Text = string.Concat(row.Skip(begin).Take(last - begin + 1).Select(c => c.Text)) };
        var values = row.Skip(value).Select(c => CellText.Joined(c.Text)).Where(t => !t.EndsWith('：')).ToList();
        var (from, to) = Split(values, columns);
        return new IndicatorRow(name, IndicatorName.Of(name.Text, number), hasUnit ? CellText.Joined(row[value - 1].Text) : "", from, to, natureText);
    }

    private static ColumnRole RoleOf(string text) => text.Length > 24 ? ColumnRole.Unknown : IndicatorColumns.Of(text).Role;

    /// <summary>2020年 and 现状值 below it.</summary>
    private static bool JoinsBroken(IndicatorColumn last, string text)
    {
        var next = IndicatorColumns.Of(text);
        return last.Role == ColumnRole.Value && last.Year is not null && !last.IsBaseline && !last.IsTarget && next is { Role: ColumnRole.Value, Year: null };
    }

    private static bool IsOrdinalRightBefore(IndicatorColumns columns) => columns.Ordinal is { } ordinal && ordinal == columns.Name - 1;

    /// <summary>Without numbers only the text tells that a name was broken over two cells.</summary>
    private static bool Continues(string before, string text) =>
        before.Length >= ShortestBrokenName && (text[0] is '的' or '率' or '数' or '（' or '(' or '）' or ')' || before.Count(c => c is '（' or '(') > before.Count(c => c is '）' or ')'));

    private static int FirstValue(List<Cell> row, int from, IndicatorColumns columns)
    {
        for (var i = from + 1; i < row.Count; i++)
        {
            // With a column of units the unit comes before the first value, so a bare unit is none; a name that looks like words of a target is followed by a number.
            if (PrintedValue.IsNumber(row[i].Text) || (PrintedValue.IsValue(row[i].Text) && !(columns.Unit is not null && UnitOfMeasure.Is(row[i].Text)) && (i + 1 >= row.Count || !row.Skip(i + 1).Any(c => PrintedValue.IsNumber(c.Text)) || PrintedValue.IsValue(row[i + 1].Text))))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Where every column has a value they go by column; where some are missing the first is the baseline and the last the target; what is over is a target broken over lines.</summary>
    private static (string From, string To) Split(List<string> values, IndicatorColumns columns)
    {
        if (values.Count == 1)
        {
            return columns.Baseline is not null && columns.Target < columns.Baseline ? (values[0], "") : ("", values[0]);
        }

        if (columns.Baseline is not { } from)
        {
            return ("", columns.Values == 1 ? CellText.Joined(string.Concat(values)) : values[^1]);
        }

        var places = columns.All.Select((c, i) => (c.Role, Index: i)).Where(c => c.Role is ColumnRole.Value or ColumnRole.Growth).Select(c => c.Index).ToList();
        if (values.Count >= columns.Values)
        {
            var (at, to) = (places.IndexOf(from), places.IndexOf(columns.Target));
            var target = to == places.Count - 1 ? CellText.Joined(string.Concat(values.Skip(to))) : values[to];
            return (values[at], CellText.IsDash(target) && columns.Growth is not null ? values[^1] : target);
        }

        return (values[0], values[^1]);
    }

    private static int RowEnd(List<Cell> cells, int from, IndicatorColumns columns, int number)
    {
        var trailing = columns.Nature is { } n ? columns.All.Skip(n + 1).Count(c => c.Role is ColumnRole.Body or ColumnRole.Note) : 0;
        var at = from;
        if (columns.Nature is not null)
        {
            var most = Math.Min(cells.Count, from + (2 * MostCellsBeforeValue) + columns.Values);
            while (at < most && IndicatorNature.Of(cells[at].Text) is null)
            {
                at++;
            }

            if (at == most)
            {
                return from + 1;
            }

            at++;
            for (; trailing > 0 && at < cells.Count && IsBody(cells[at].Text); trailing--)
            {
                at++;
            }

            return at;
        }

        for (var seen = 0; at < cells.Count; at++)
        {
            var text = cells[at].Text;
            var isNextNumber = columns.Ordinal is not null && seen > 0 && CellText.Bare(text) == $"{number + 1}" && at + 1 < cells.Count && !PrintedValue.IsNumber(cells[at + 1].Text);
            var isValue = at > from && PrintedValue.IsValue(text) && !(columns.Ordinal is not null && seen == 0 && CellText.Bare(text) == $"{number}");
            if (isNextNumber || (seen > 0 && !isValue) || seen == columns.Values || at - from > MostCellsBeforeValue + columns.Values)
            {
                break;
            }

            seen += isValue ? 1 : 0;
        }

        return Math.Max(at, from + 1);
    }

    private static bool IsBody(string text) => text.Length <= 40 && !PrintedValue.IsNumber(text) && (text.Contains('、', StringComparison.Ordinal) || text[^1] is '局' or '委' or '办' or '部' or '厅' or '院' or '会' or '府' or '心' or '处' or '科');
}
