using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>The second stage: lines to paragraphs, boxes and tables.</summary>
internal sealed partial class BlockReader
{
    /// <summary>A line longer than this is a sentence, not a cell of a table whose cells stand one a line.</summary>
    private const int LongestCell = 40;

    private const int LongestCaption = 60;

    private readonly IReadOnlyList<SourceLine> _lines;
    private readonly Dictionary<int, SourceTable> _tables;
    private readonly Dictionary<int, int> _headings;
    private readonly bool _joinsLines;
    private readonly List<Block> _blocks = [];
    private int _at;

    private BlockReader(SourceDocument document)
    {
        _lines = Furniture.Clear(SourceText.Lines(document.Text));
        _joinsLines = !document.LinesAreParagraphs;
        _tables = document.Tables.ToDictionary(t => t.FirstLine);
        _headings = document.Headings.ToDictionary(h => h.Line, h => h.Depth);
    }

    public static IReadOnlyList<Block> Read(SourceDocument document)
    {
        var reader = new BlockReader(document);
        reader.ReadAll();
        return reader._blocks;
    }

    public static bool IsBoxCaption(string text) => BoxCaption().IsMatch(text);

    private void ReadAll()
    {
        while (_at < _lines.Count)
        {
            var line = _lines[_at];
            if (_tables.TryGetValue(line.Number, out var table))
            {
                _blocks.Add(ReadGrid(table));
                _at = table.LastLine;
            }
            else if (line.IsEmpty)
            {
                _at++;
            }
            else if (line.StartsCell && !IsHeadingInCell(line))
            {
                ReadMarkedTable();
            }
            else if (IsBoxCaption(line.Text))
            {
                ReadLooseBox();
            }
            else if (TableCaption().IsMatch(line.Text) && LooseCells(_at + 1) is { Count: > 0 } cells)
            {
                _blocks.Add(new Table(line, cells[^1].Line, [cells], TableForm.Loose) { Captions = [line.Text] });
                _at = cells[^1].Line.Number;
            }
            else
            {
                ReadParagraph();
            }
        }
    }

    private static bool IsHeadingInCell(SourceLine line) => Marker.Of(line.Text) is { Level: MarkerLevel.Part or MarkerLevel.Chapter or MarkerLevel.Bracket };

    private Block ReadGrid(SourceTable table)
    {
        var grid = new Cell[table.Cells.Max(c => c.Row + c.RowSpan), table.Cells.Max(c => c.Column + c.ColumnSpan)];
        foreach (var source in table.Cells)
        {
            var paragraphs = _lines.Skip(source.FirstLine - 1).Take(source.LastLine - source.FirstLine + 1).Where(l => !l.IsEmpty).Select(l => new Paragraph(l, l, l.Text)).ToList();
            var cell = new Cell(_lines[source.FirstLine - 1], string.Concat(paragraphs.Select(p => p.Text))) { Paragraphs = paragraphs };
            for (var row = source.Row; row < source.Row + source.RowSpan; row++)
            {
                for (var column = source.Column; column < source.Column + source.ColumnSpan; column++)
                {
                    grid[row, column] = cell with { Covered = (row, column) != (source.Row, source.Column) };
                }
            }
        }

        var (first, last) = (_lines[table.FirstLine - 1], _lines[table.LastLine - 1]);
        var caption = grid[0, 0];
        if (IsBoxCaption(caption.Text))
        {
            return new Box(first, last, caption.Paragraphs[0].Text, [.. table.Cells.SelectMany(c => grid[c.Row, c.Column].Paragraphs).Skip(1)]);
        }

        var none = new Cell(first, "");
        var rows = Enumerable.Range(0, grid.GetLength(0)).Select(r => (IReadOnlyList<Cell>)[.. Enumerable.Range(0, grid.GetLength(1)).Select(c => grid[r, c] ?? none)]);
        return new Table(first, last, [.. rows], TableForm.Grid) { Captions = TakeCaptions() };
    }

    private void ReadMarkedTable()
    {
        var rows = new List<IReadOnlyList<Cell>>();
        var cells = new List<Cell>();
        var caption = _lines[_at];
        var paragraphs = new List<Paragraph>();
        var last = caption;
        for (; _at < _lines.Count; _at++)
        {
            var line = _lines[_at];
            if (line.IsEmpty)
            {
                rows.Add([.. cells]);
                cells.Clear();
                if (_at + 1 >= _lines.Count || !_lines[_at + 1].StartsCell || IsBoxCaption(_lines[_at + 1].Text))
                {
                    break;
                }

                continue;
            }

            last = line;
            if (line.StartsCell)
            {
                cells.Add(new Cell(line, line.Text));
            }
            else
            {
                cells[^1] = cells[^1] with { Text = cells[^1].Text + line.Text };
                paragraphs.Add(new Paragraph(line, line, line.Text));
            }
        }

        if (cells.Count > 0)
        {
            rows.Add([.. cells]);
        }

        _blocks.Add(IsBoxCaption(caption.Text)
            ? new Box(caption, last, caption.Text, paragraphs)
            : new Table(caption, last, rows, TableForm.Marked) { Captions = TakeCaptions() });
    }

    private List<string> TakeCaptions()
    {
        var captions = new List<string>();
        while (captions.Count < 2 && _blocks.Count > 0 && _blocks[^1] is Paragraph { Text.Length: <= LongestCaption } paragraph
            && Marker.Of(paragraph.Text) is null && !HasSentence().IsMatch(paragraph.Text))
        {
            captions.Add(paragraph.Text);
            _blocks.RemoveAt(_blocks.Count - 1);
        }

        return captions;
    }

    private void ReadLooseBox()
    {
        var caption = _lines[_at++];
        var entries = new List<Paragraph>();
        var numbered = 0;
        var last = caption;
        for (; _at < _lines.Count; _at++)
        {
            var line = _lines[_at];
            if (line.IsEmpty)
            {
                continue;
            }

            var marker = Marker.Of(line.Text);
            var isNextEntry = marker is { Level: MarkerLevel.Arabic } && marker.Number == $"{numbered + 1}";
            if (IsBoxCaption(line.Text) || (marker is not null && !isNextEntry))
            {
                break;
            }

            numbered += marker is null ? 0 : 1;
            entries.Add(new Paragraph(line, line, line.Text));
            last = line;
        }

        _blocks.Add(new Box(caption, last, caption.Text, entries));
    }

    private List<Cell> LooseCells(int from)
    {
        var cells = new List<Cell>();
        for (var i = from; i < _lines.Count; i++)
        {
            var line = _lines[i];
            if (line.IsEmpty)
            {
                continue;
            }

            if (line.StartsCell || line.Text.Length > LongestCell || Marker.Of(line.Text) is { Level: not MarkerLevel.Arabic })
            {
                break;
            }

            cells.Add(new Cell(line, line.Text));
        }

        return cells;
    }

    private void ReadParagraph()
    {
        var first = _lines[_at++];
        var broken = new BrokenText(first.Text, _joinsLines);
        var last = first;
        while (NextPart(last) is { } next && broken.ContinuesWith(next, At(next.Number)))
        {
            broken.Add(next.Text);
            last = next;
            _at = next.Number;
        }

        _blocks.Add(new Paragraph(first, last, broken.Text) { HeadingDepth = _headings.TryGetValue(first.Number, out var depth) ? depth : null });
    }

    private SourceLine? At(int index) => index < _lines.Count ? _lines[index] : null;

    /// <summary>The line that may go on with the sentence: the next one, or the first one behind a page break.</summary>
    private SourceLine? NextPart(SourceLine last)
    {
        var (index, pageBreak) = (last.Number, false);
        for (; At(index) is { IsEmpty: true } empty; index++)
        {
            pageBreak |= empty.IsFurniture;
        }

        return index == last.Number || pageBreak ? At(index) is { StartsCell: false } line && !_tables.ContainsKey(line.Number) && !_headings.ContainsKey(line.Number) ? line : null : null;
    }

    [GeneratedRegex(@"^专栏\s*[0-9一二三四五六七八九十]{1,3}")]
    private static partial Regex BoxCaption();

    [GeneratedRegex(@"^表\s*\d+.{0,30}指标")]
    private static partial Regex TableCaption();

    [GeneratedRegex(@"[。！？；]")]
    private static partial Regex HasSentence();
}
