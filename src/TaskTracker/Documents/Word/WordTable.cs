using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace TaskTracker.Documents.Word;

/// <summary>Where a Word table's cells stand.</summary>
internal static class WordTable
{
    private const int WidestSpan = 1000;

    public static TableGrid Read(Table table, Func<TableCell, List<string>> lines)
    {
        var grid = new List<GridCell>();
        var above = new Dictionary<int, int>();
        var row = 0;
        foreach (var source in Rows(table))
        {
            var open = new Dictionary<int, int>();
            var column = Within(source.TableRowProperties?.GetFirstChild<GridBefore>()?.Val?.Value ?? 0);
            foreach (var cell in Cells(source))
            {
                var properties = cell.TableCellProperties;
                var span = Math.Max(1, Within(properties?.GridSpan?.Val is { HasValue: true } s ? s.Value : 1));
                if (properties?.HorizontalMerge is { } across && across.Val?.InnerText != "restart" && grid.Count > 0 && grid[^1].Row == row)
                {
                    grid[^1] = grid[^1] with { ColumnSpan = grid[^1].ColumnSpan + span };
                }
                else if (properties?.VerticalMerge is { } down && down.Val?.InnerText != "restart" && above.TryGetValue(column, out var at))
                {
                    grid[at] = grid[at] with { RowSpan = row - grid[at].Row + 1 };
                    open[column] = at;
                }
                else
                {
                    if (properties?.VerticalMerge is not null)
                    {
                        open[column] = grid.Count;
                    }

                    grid.Add(new GridCell(row, column, 1, span, lines(cell)));
                }

                column += span;
            }

            above = open;
            row++;
        }

        var result = new TableGrid();
        grid.ForEach(result.Add);
        return result;
    }

    /// <summary>The rows that Word shows.</summary>
    public static IEnumerable<TableRow> Rows(OpenXmlElement parent) => parent.ChildElements.SelectMany(c => c switch
    {
        TableRow row => row.TableRowProperties is { } p && (p.GetFirstChild<Deleted>() is not null || (p.GetFirstChild<Hidden>() is { } hidden && WordStyles.On(hidden.Val))) ? [] : [row],
        SdtRow or SdtContentRow or CustomXmlRow => Rows(c),
        _ => Enumerable.Empty<TableRow>(),
    });

    public static IEnumerable<TableCell> Cells(OpenXmlElement row) => row.ChildElements.SelectMany(c => c switch
    {
        TableCell cell => cell.TableCellProperties?.GetFirstChild<CellDeletion>() is null ? [cell] : [],
        SdtCell or SdtContentCell or CustomXmlCell => Cells(c),
        _ => Enumerable.Empty<TableCell>(),
    });

    private static int Within(int span) => Math.Clamp(span, 0, WidestSpan);
}
