namespace TaskTracker.Domain.Import;

/// <summary>Recognizes tables whose cells stand one a line, with nothing to mark them.</summary>
internal static class LooseTable
{
    /// <summary>A longer line is a sentence.</summary>
    private const int LongestCell = 40;

    private const int MostHeadLines = 20;
    /// <summary>A row's cells before its nature, and a head repeated on the next page.</summary>
    private const int MostLinesWithoutValue = 24;

    private const int MostLinesWithoutNumber = 14;
    private const int MostInstitutionHeads = 16;

    /// <summary>An indicator table that begins with a head in this line.</summary>
    /// <returns>Its cells, or null. What follows the last value is no cell of it.</returns>
    public static IReadOnlyList<Cell>? Indicators(IReadOnlyList<SourceLine> lines, int from, Func<SourceLine, bool> ends)
    {
        if (!IndicatorCells.IsHead(lines[from].Text))
        {
            return null;
        }

        var first = Cells(lines, from, MostHeadLines, ends);
        if (IndicatorCells.Heads(first) is not { Start: 0 } head || IndicatorColumns.Of(head.Texts, ["指标"]) is not { } columns)
        {
            return null;
        }

        var cells = new List<Cell>();
        var (end, values, since) = (0, 0, 0);
        foreach (var cell in Lines(lines, from, ends))
        {
            cells.Add(cell);
            if (cells.Count <= head.End)
            {
                continue;
            }

            var closes = IndicatorNature.Of(cell.Text) is not null || (columns.Nature is null && PrintedValue.IsValue(cell.Text));
            values += closes ? 1 : 0;
            since = closes ? 0 : since + 1;
            end = closes ? cells.Count : end;
            if (since > (columns.Nature is null ? MostLinesWithoutNumber : MostLinesWithoutValue))
            {
                break;
            }
        }

        return values == 0 ? null : cells.Take(end).ToList();
    }

    /// <summary>A table by institution: heads, then again and again a name and the same number of values.</summary>
    public static IReadOnlyList<Cell>? Institutions(IReadOnlyList<SourceLine> lines, int from, Func<SourceLine, bool> ends)
    {
        if (!InstitutionHeads.IsNameHead(lines[from].Text) && !InstitutionHeads.IsBesideName(lines[from].Text))
        {
            return null;
        }

        var first = Cells(lines, from, 3 * MostInstitutionHeads, ends);
        var heads = first.FindIndex(c => PrintedValue.IsNumber(c.Text)) - 1;
        if (heads is < 2 or > MostInstitutionHeads || !first.Take(2).Any(c => InstitutionHeads.IsNameHead(c.Text)) || first.Take(heads).Any(c => InstitutionHeads.IsOther(c.Text)))
        {
            return null;
        }

        var width = first.Skip(heads + 1).TakeWhile(c => PrintedValue.IsNumber(c.Text)).Count();
        var cells = new List<Cell>();
        var (end, run, rows, since) = (0, 0, 0, 0);
        foreach (var cell in Lines(lines, from, ends))
        {
            cells.Add(cell);
            if (cells.Count <= heads)
            {
                continue;
            }

            var isValue = PrintedValue.IsNumber(cell.Text);
            run = isValue ? run + 1 : 0;
            since = isValue ? 0 : since + 1;
            if (since > 3 || run > width)
            {
                break;
            }

            if (run == width)
            {
                rows++;
                end = cells.Count;
            }
        }

        return rows < 2 ? null : cells.Take(end).ToList();
    }

    private static List<Cell> Cells(IReadOnlyList<SourceLine> lines, int from, int most, Func<SourceLine, bool> ends) => [.. Lines(lines, from, ends).Take(most)];

    private static IEnumerable<Cell> Lines(IReadOnlyList<SourceLine> lines, int from, Func<SourceLine, bool> ends)
    {
        for (var i = from; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.IsEmpty || CellText.IsPageNumber(line.Text))
            {
                continue;
            }

            if (line.Text.Length > LongestCell || line.StartsCell || CellText.IsNote(line.Text) || line.Text.Contains('。', StringComparison.Ordinal) || (i > from && ends(line)))
            {
                yield break;
            }

            yield return new Cell(line, line.Text);
        }
    }
}
