using System.Globalization;
using System.Xml;
using TaskTracker.Documents.Office;

namespace TaskTracker.Documents.Excel;

/// <param name="Row">From 1, as its column.</param>
internal sealed record SheetCell(int Row, int Column, string Text);

/// <summary>One sheet's cells, row by row as they come; what is empty, however it is styled, leaves no trace.</summary>
internal sealed class SheetReader
{
    private const int LargestColumn = 16_384;
    private const int FurthestShown = 1000;

    private readonly DocumentLimits _limits;
    private readonly CellText _cells;
    private readonly List<(int Row, int Column, string Text)> _found = [];
    private readonly bool[] _hiddenColumns = new bool[LargestColumn + 1];
    private readonly HashSet<int> _hiddenRows = [];
    private readonly List<(int Row, int Column, int LastRow, int LastColumn)> _merged = [];
    private int _row;
    private int _column;
    private int _withoutValue;
    private int _columnRanges;

    private SheetReader(CellText cells, DocumentLimits limits)
    {
        _cells = cells;
        _limits = limits;
    }

    public static SheetContent Read(Stream part, CellText cells, DocumentLimits limits) => Through(part, cells, limits).Place();

    /// <summary>As they lie in the file: nothing hidden is left out, nothing merged is put together.</summary>
    public static IReadOnlyList<SheetCell> Cells(Stream part, CellText cells, DocumentLimits limits) => [.. Through(part, cells, limits)._found.Select(c => new SheetCell(c.Row, c.Column, c.Text))];

    private static SheetReader Through(Stream part, CellText cells, DocumentLimits limits)
    {
        var reader = new SheetReader(cells, limits);
        using var xml = XmlReader.Create(part, XmlCheck.Settings());
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                reader.Read(xml);
            }
        }

        return reader;
    }

    private void Read(XmlReader xml)
    {
        switch (xml.LocalName)
        {
            case "col" when IsOn(xml.GetAttribute("hidden")) && _columnRanges++ < LargestColumn:
                var first = Math.Clamp(Number(xml.GetAttribute("min"), 1), 1, LargestColumn);
                var last = Math.Clamp(Number(xml.GetAttribute("max"), LargestColumn), first, LargestColumn);
                Array.Fill(_hiddenColumns, true, first, last - first + 1);
                break;
            case "row":
                _row = Number(xml.GetAttribute("r"), _row + 1);
                _column = 0;
                if (IsOn(xml.GetAttribute("hidden")))
                {
                    _hiddenRows.Add(_row);
                }

                break;
            case "c":
                ReadCell(xml);
                break;
            case "mergeCell" when Range(xml.GetAttribute("ref")) is { } range:
                _merged.Add(range);
                if (_merged.Count > _limits.MergedRanges)
                {
                    throw new UnreadableDocumentException("too-many-spans", _limits.MergedRanges);
                }

                break;
        }
    }

    private void ReadCell(XmlReader xml)
    {
        _column = Place(xml.GetAttribute("r"))?.Column ?? _column + 1;
        var (type, style) = (xml.GetAttribute("t"), Number(xml.GetAttribute("s"), 0));
        if (xml.IsEmptyElement)
        {
            return;
        }

        var (value, inline, isFormula, depth) = ("", "", false, xml.Depth);
        xml.Read();
        while (xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName is "v" or "is")
            {
                _ = xml.LocalName == "v" ? value = SharedTexts.TextOf(xml) : inline = SharedTexts.TextOf(xml);
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "f" })
            {
                isFormula = true;
                SharedTexts.TextOf(xml);
            }

            xml.Read();
        }

        _withoutValue += isFormula && value.Length == 0 && type != "str" ? 1 : 0;
        var text = type == "inlineStr" ? inline : _cells.Of(value, type, style);
        if (!string.IsNullOrWhiteSpace(text))
        {
            _found.Add((_row, _column, text));
            if (_found.Count > _limits.TableCells)
            {
                throw new UnreadableDocumentException("too-many-cells", _row, _column);
            }
        }
    }

    private SheetContent Place()
    {
        var merged = new Dictionary<(int, int), (int Row, int Column, int LastRow, int LastColumn)>();
        foreach (var range in _merged)
        {
            merged.TryAdd((range.Row, range.Column), range);
        }

        var grid = new TableGrid();
        var (rows, columns) = (new HashSet<int>(), new HashSet<int>());
        foreach (var (row, column, text) in _found)
        {
            var range = merged.TryGetValue((row, column), out var found) ? found : (Row: row, Column: column, LastRow: row, LastColumn: column);

            // A merged cell whose first row or column is hidden shows in what is left of it.
            var (firstRow, firstColumn) = (FirstShown(range.Row, range.LastRow, IsHiddenRow), FirstShown(range.Column, range.LastColumn, IsHiddenColumn));
            if (firstRow is null || firstColumn is null)
            {
                _ = firstRow is null ? rows.Add(row) : columns.Add(column);
                continue;
            }

            grid.Add(new GridCell(firstRow.Value, firstColumn.Value, range.LastRow - firstRow.Value + 1, range.LastColumn - firstColumn.Value + 1, text.Split('\n')));
        }

        MarkGaps(grid);
        return new SheetContent(grid, rows.Count, columns.Count, _withoutValue);
    }

    /// <summary>Empty rows part tables on a sheet; one for each gap is kept.</summary>
    private void MarkGaps(TableGrid grid)
    {
        var end = 0;
        foreach (var cell in grid.InOrder().ToList())
        {
            if (end > 0 && FirstShown(end, cell.Row - 1, IsHiddenRow) is { } gap)
            {
                grid.Add(cell with { Row = gap, RowSpan = 1, ColumnSpan = 1, Paragraphs = [] });
            }

            end = Math.Max(end, cell.Row + cell.RowSpan);
        }
    }

    private static int? FirstShown(int first, int last, Func<int, bool> isHidden)
    {
        for (var at = first; at <= Math.Min(last, first + FurthestShown); at++)
        {
            if (!isHidden(at))
            {
                return at;
            }
        }

        return null;
    }

    private bool IsHiddenRow(int row) => _hiddenRows.Contains(row);

    private bool IsHiddenColumn(int column) => _hiddenColumns[column];

    private static bool IsOn(string? value) => value is "1" or "true" or "on";

    private static int Number(string? text, int otherwise) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static (int Row, int Column, int LastRow, int LastColumn)? Range(string? text)
    {
        var ends = (text ?? "").Split(':');
        return Place(ends[0]) is { } first && Place(ends[^1]) is { } last && first.Row <= last.Row && first.Column <= last.Column
            ? (first.Row, first.Column, last.Row, last.Column) : null;
    }

    /// <summary><c>AB12</c> to row and column, both counted from 1.</summary>
    private static (int Row, int Column)? Place(string? name)
    {
        var (column, at) = (0, 0);
        for (; name is not null && at < name.Length && at < 4 && char.IsAsciiLetter(name[at]); at++)
        {
            column = (column * 26) + (char.ToUpperInvariant(name[at]) - 'A' + 1);
        }

        return column is > 0 and <= LargestColumn && Number(name![at..], 0) is > 0 and var row ? (row, column) : null;
    }
}
