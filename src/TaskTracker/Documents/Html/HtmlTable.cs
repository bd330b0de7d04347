using System.Globalization;
using AngleSharp.Dom;

namespace TaskTracker.Documents.Html;

/// <summary>Where an HTML table's cells stand; and whether it is a table at all, for old sites lay out whole pages in them.</summary>
internal static class HtmlTable
{
    private const int WidestSpan = 1000;
    private const int TallestSpan = 65_534;
    private const int MostColumns = 1000;

    /// <summary>A cell with more text than this that is also most of its table frames a part of the page.</summary>
    private const int LongCell = 1000;

    private const double MostOfTable = 0.8;
    private const string Box = "专栏";

    /// <returns>Null where the table is layout.</returns>
    public static TableGrid? Read(IElement table, int pageLength, Func<IElement, List<string>> lines)
    {
        var groups = Groups(table, pageLength);
        return IsLayout(table, groups) ? null : Place(groups, pageLength, lines);
    }

    private static bool IsLayout(IElement table, List<List<IElement>> groups)
    {
        if (table.GetAttribute("role") == "presentation" || table.QuerySelector("table,h1,h2,h3,h4,h5,h6,article,main") is not null)
        {
            return true;
        }

        var rows = groups.SelectMany(g => g).Select(r => r.Children.Where(IsCell).ToList()).Where(r => r.Count > 0).ToList();
        if (rows.All(r => r.Count == 1))
        {
            return !table.TextContent.AsSpan().TrimStart().StartsWith(Box, StringComparison.Ordinal);
        }

        var longest = rows.SelectMany(r => r).Max(HtmlFurniture.ContentLength);
        return longest > LongCell && longest > HtmlFurniture.ContentLength(table) * MostOfTable;
    }

    /// <summary>The rows that show, group by group: a cell never reaches out of its group.</summary>
    private static List<List<IElement>> Groups(IElement table, int pageLength)
    {
        var loose = new List<IElement>();
        var (head, body, foot) = (new List<List<IElement>>(), new List<List<IElement>>(), new List<List<IElement>>());
        foreach (var child in table.Children.Where(c => !HtmlFurniture.Is(c, pageLength)))
        {
            if (child.LocalName == "tr")
            {
                loose.Add(child);
            }
            else if (child.LocalName is "thead" or "tbody" or "tfoot")
            {
                (child.LocalName == "thead" ? head : child.LocalName == "tfoot" ? foot : body)
                    .Add([.. child.Children.Where(r => r.LocalName == "tr" && !HtmlFurniture.Is(r, pageLength))]);
            }
        }

        body.Add(loose);
        return [.. head, .. body, .. foot];
    }

    private static TableGrid Place(List<List<IElement>> groups, int pageLength, Func<IElement, List<string>> lines)
    {
        var grid = new TableGrid();
        var first = 0;
        foreach (var group in groups)
        {
            // By column, the row from which it is free again.
            var free = new List<int>();
            for (var i = 0; i < group.Count; i++)
            {
                var (row, column) = (first + i, 0);
                foreach (var cell in group[i].Children.Where(c => IsCell(c) && !HtmlFurniture.Is(c, pageLength)))
                {
                    while (column < free.Count && free[column] > row)
                    {
                        column++;
                    }

                    if (column >= MostColumns)
                    {
                        break;
                    }

                    var across = Math.Min(Math.Max(1, Span(cell, "colspan", WidestSpan)), MostColumns - column);
                    var down = Span(cell, "rowspan", TallestSpan);
                    down = down == 0 ? group.Count - i : Math.Min(down, group.Count - i);
                    grid.Add(new GridCell(row, column, down, across, lines(cell)));
                    for (var end = column + across; column < end; column++)
                    {
                        if (column == free.Count)
                        {
                            free.Add(0);
                        }

                        free[column] = Math.Max(free[column], row + down);
                    }
                }
            }

            first += group.Count;
        }

        return grid;
    }

    private static bool IsCell(IElement element) => element.LocalName is "td" or "th";

    private static int Span(IElement cell, string name, int most) =>
        int.TryParse(cell.GetAttribute(name)?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var span) ? Math.Min(span, most) : 1;
}
