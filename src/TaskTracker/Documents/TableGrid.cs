namespace TaskTracker.Documents;

/// <summary>A cell where a format puts it.</summary>
internal sealed record GridCell(int Row, int Column, int RowSpan, int ColumnSpan, IReadOnlyList<string> Paragraphs);

/// <summary>
/// Cells with whatever rows, columns and spans a file claims, brought into a grid without gaps or overlaps. A row or column in which no cell begins
/// holds nothing and is dropped, so that the grid is never larger than its cells make it.
/// </summary>
internal sealed class TableGrid
{
    private readonly List<GridCell> _cells = [];

    public int Count => _cells.Count;

    public void Add(GridCell cell) => _cells.Add(cell);

    public IEnumerable<GridCell> InOrder() => _cells.OrderBy(c => c.Row).ThenBy(c => c.Column);

    /// <summary>Every place of the grid once, row by row; empty cells fill the gaps.</summary>
    public List<GridCell> Cells(int most)
    {
        var rows = Places(_cells.Select(c => c.Row));
        var columns = Places(_cells.Select(c => c.Column));
        if ((long)rows.Length * columns.Length > most)
        {
            throw new UnreadableDocumentException("too-many-cells", rows.Length, columns.Length);
        }

        var taken = new bool[rows.Length, columns.Length];
        var result = new List<GridCell>(_cells.Count);
        foreach (var cell in InOrder())
        {
            var (row, column) = (Array.BinarySearch(rows, cell.Row), Array.BinarySearch(columns, cell.Column));
            if (!taken[row, column])
            {
                result.Add(Fit(cell, taken, (row, column), (UpTo(rows, (long)cell.Row + cell.RowSpan), UpTo(columns, (long)cell.Column + cell.ColumnSpan))));
            }
        }

        for (var row = 0; row < rows.Length; row++)
        {
            for (var column = 0; column < columns.Length; column++)
            {
                if (!taken[row, column])
                {
                    result.Add(new GridCell(row, column, 1, 1, []));
                }
            }
        }

        return [.. result.OrderBy(c => c.Row).ThenBy(c => c.Column)];
    }

    private static int[] Places(IEnumerable<int> starts) => [.. starts.Distinct().Order()];

    /// <summary>How many places begin before an end.</summary>
    private static int UpTo(int[] places, long end)
    {
        var at = Array.BinarySearch(places, (int)Math.Min(end, int.MaxValue));
        return at < 0 ? ~at : at;
    }

    private static GridCell Fit(GridCell cell, bool[,] taken, (int Row, int Column) from, (int Row, int Column) to)
    {
        var column = from.Column + 1;
        while (column < to.Column && !taken[from.Row, column])
        {
            column++;
        }

        var row = from.Row + 1;
        while (row < to.Row && IsFree(taken, row, from.Column, column))
        {
            row++;
        }

        for (var r = from.Row; r < row; r++)
        {
            for (var c = from.Column; c < column; c++)
            {
                taken[r, c] = true;
            }
        }

        return new GridCell(from.Row, from.Column, row - from.Row, column - from.Column, cell.Paragraphs);
    }

    private static bool IsFree(bool[,] taken, int row, int from, int to)
    {
        for (var column = from; column < to; column++)
        {
            if (taken[row, column])
            {
                return false;
            }
        }

        return true;
    }
}
