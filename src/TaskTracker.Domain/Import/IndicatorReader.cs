using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>Reads the rows of an indicator table: name, unit, baseline, target, nature.</summary>
internal static class IndicatorReader
{
    public static IReadOnlyList<(PlanIndicator Indicator, SourceLine Line)> Read(Table table)
    {
        if (table.Form == TableForm.Loose)
        {
            return IndicatorCells.Read([.. table.Rows.SelectMany(r => r)], table);
        }

        if (TableShape.Of(table) is not { } shape || IndicatorColumns.Of(shape.Heads, shape.Captions) is not { } columns)
        {
            return [];
        }

        var rows = new List<(PlanIndicator Indicator, SourceLine Line)>();
        foreach (var row in shape.Body)
        {
            var read = TableShape.IsOneText(row) ? null
                : Fits(row, columns) ? IndicatorRow.Of(row, columns, rows.Count + 1)
                : IndicatorCells.ReadRow([.. row.Where(c => c.Text.Length > 0)], columns, rows.Count + 1);
            if (read is not null && !(read.Cell.Covered && rows.Count > 0 && rows[^1].Line == read.Cell.Line && rows[^1].Indicator.Target == read.Target))
            {
                rows.Add((read.Interpret(table, columns, shape.Captions), read.Cell.Line));
            }
        }

        return rows;
    }

    /// <summary>A row that has lost or gained a cell shows it by what then stands in the columns whose contents are plain to see.</summary>
    private static bool Fits(IReadOnlyList<Cell> row, IndicatorColumns columns) =>
        row.Count == columns.All.Count
        && (columns.Nature is not { } nature || IndicatorNature.Of(row[nature].Text) is not null || row.All(c => IndicatorNature.Of(c.Text) is null))
        && row[columns.Name].Text is { Length: > 0 } name && (IndicatorNature.Of(name) is null && !PrintedValue.IsNumber(name));
}
