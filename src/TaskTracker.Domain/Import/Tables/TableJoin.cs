namespace TaskTracker.Domain.Import;

/// <summary>Puts a table together again that a page break cut in two.</summary>
internal static class TableJoin
{
    /// <summary>续表, or the number of the page between the parts.</summary>
    public static bool IsContinuation(string caption) => (caption.Length <= 20 && (caption.StartsWith('续') || caption.Contains("续表", StringComparison.Ordinal) || caption.EndsWith("（续）", StringComparison.Ordinal))) || CellText.IsPageNumber(caption);

    /// <returns>Null where the second is a table of its own: of another width, or with another head.</returns>
    public static Table? Joined(Table before, Table after)
    {
        if (before.Form != after.Form || before.Form == TableForm.Loose || before.Rows is not List<IReadOnlyList<Cell>> rows)
        {
            return null;
        }

        var (head, first) = (FirstFull(before), FirstFull(after));
        if (head is null || first is null || head.Count != first.Count)
        {
            return null;
        }

        var repeats = head.Zip(first, (a, b) => CellText.Bare(a.Text) == CellText.Bare(b.Text)).All(same => same);
        if (!repeats && !first.Any(c => PrintedValue.IsNumber(c.Text) || IndicatorNature.Of(c.Text) is not null))
        {
            return null;
        }

        rows.AddRange(after.Rows);
        return before with { Last = after.Last };
    }

    private static IReadOnlyList<Cell>? FirstFull(Table table) => table.Rows.FirstOrDefault(r => r.Count > 0);
}
