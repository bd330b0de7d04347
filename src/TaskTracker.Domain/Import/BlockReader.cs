using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>The second stage: lines to paragraphs, boxes and tables.</summary>
internal sealed partial class BlockReader
{
    /// <summary>A line longer than this is a sentence, not a cell of a table whose cells stand one a line.</summary>
    private const int LongestCell = 40;

    private const int LongestCaption = 60;

    /// <summary>A grid that claims more places than this for each of its cells is broken; its merged cells are then left unmerged.</summary>
    private const int MostPlacesPerCell = 400;

    private const int MostNotes = 20;

    private readonly string _text;
    private readonly BoxEnd _boxEnd = new();
    private readonly IReadOnlyList<SourceLine> _lines;
    private readonly Dictionary<int, SourceTable> _tables;
    private readonly Dictionary<int, int> _headings;
    private readonly bool _joinsLines;
    private readonly List<Block> _blocks = [];
    private int _at;

    private BlockReader(SourceDocument document)
    {
        _text = document.Text;
        _lines = Furniture.Clear(SourceText.Lines(_text));
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

    public static bool IsBoxCaption(string text) => BoxCaption.Is(text);

    private void ReadAll()
    {
        while (_at < _lines.Count)
        {
            var line = _lines[_at];
            if (_tables.TryGetValue(line.Number, out var table))
            {
                Add(ReadGrid(table));
                _at = table.LastLine;
            }
            else if (line.IsEmpty)
            {
                _at++;
            }
            else if (_blocks.Count > 0 && _blocks[^1] is Table noted && IsNoteOf(noted, line.Text))
            {
                _blocks[^1] = noted with { Last = line, Notes = noted.Notes.Count < MostNotes ? [.. noted.Notes, line.Text] : noted.Notes };
                _at++;
            }
            else if (LineTable.Rows(_lines, _at, _text) is { } lined)
            {
                Add(new Table(line, _lines[lined.End - 1], lined.Rows.ToList(), TableForm.Marked));
                _at = lined.End;
            }
            else if (line.StartsCell && !IsHeadingInCell(line))
            {
                ReadMarkedTable();
            }
            else if (IsBoxCaption(line.Text))
            {
                ReadBox();
            }
            else if (LooseTaskTable.Read(_lines, _at, EndsGrid) is { } loose)
            {
                Add(new Table(line, _lines[loose.End - 1], loose.Rows.ToList(), TableForm.Marked));
                _at = loose.End;
            }
            else if ((LooseTable.Indicators(_lines, _at, EndsLooseTable) ?? LooseTable.Institutions(_lines, _at, EndsLooseTable)) is { } cells)
            {
                Add(new Table(line, cells[^1].Line, [cells], TableForm.Loose));
                _at = cells[^1].Line.Number;
            }
            else
            {
                ReadParagraph();
            }
        }
    }

    private static bool IsHeadingInCell(SourceLine line) => Marker.Of(line.Text) is { Level: MarkerLevel.Part or MarkerLevel.Chapter or MarkerLevel.Bracket };

    /// <summary>注：1.… and the 2.… below it.</summary>
    private static bool IsNoteOf(Table table, string text) =>
        CellText.IsNote(text) || (table.Notes.Count is > 0 and < MostNotes && table.Notes[0].Contains('1', StringComparison.Ordinal) && EntryNumber.Of(text)?.Value == table.Notes.Count + 1);

    private bool EndsGrid(SourceLine line) => _tables.ContainsKey(line.Number) || _headings.ContainsKey(line.Number);

    private bool EndsLooseTable(SourceLine line) =>
        _tables.ContainsKey(line.Number) || _headings.ContainsKey(line.Number) || IsBoxCaption(line.Text) || Marker.Of(line.Text) is { Level: not MarkerLevel.Arabic };

    /// <summary>A table is preceded by its captions and followed by its notes; what a page break cut in two is one again.</summary>
    private void Add(Block block)
    {
        if (block is Table table)
        {
            var captions = TakeCaptions();
            if (captions.All(TableJoin.IsContinuation) && _blocks.Count > 0 && _blocks[^1] is Table before && TableJoin.Joined(before, table) is { } joined)
            {
                _blocks[^1] = joined;
                return;
            }

            block = table with { Captions = captions };
        }

        _blocks.Add(block);
    }

    private Block ReadGrid(SourceTable table)
    {
        var (height, width) = (table.Cells.Max(c => c.Row + c.RowSpan), table.Cells.Max(c => c.Column + c.ColumnSpan));
        if ((long)height * width > (long)MostPlacesPerCell * (table.Cells.Count + MostPlacesPerCell))
        {
            table = table with { Cells = [.. table.Cells.GroupBy(c => c.Row).OrderBy(g => g.Key).SelectMany((g, row) => g.Select((c, column) => c with { Row = row, Column = column, RowSpan = 1, ColumnSpan = 1 }))] };
            (height, width) = (table.Cells.Max(c => c.Row + 1), table.Cells.Max(c => c.Column + 1));
        }

        var grid = new Cell[height, width];
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
        var none = new Cell(first, "");
        var rows = Enumerable.Range(0, grid.GetLength(0)).Select(r => (IReadOnlyList<Cell>)[.. Enumerable.Range(0, grid.GetLength(1)).Select(c => grid[r, c] ?? none)]).ToList();
        return GridBox.Of(first, last, rows) is { } box ? box : new Table(first, last, rows, TableForm.Grid);
    }

    private void ReadMarkedTable()
    {
        var rows = new List<IReadOnlyList<Cell>>();
        var cells = new List<Cell>();
        var caption = _lines[_at];
        var isBox = IsBoxCaption(caption.Text);
        var paragraphs = new List<Paragraph>();
        var last = caption;
        _boxEnd.Open();
        for (; _at < _lines.Count; _at++)
        {
            var line = _lines[_at];
            if (line.IsEmpty)
            {
                rows.Add([.. cells]);
                cells.Clear();
                if (_at + 1 >= _lines.Count || IsBoxCaption(_lines[_at + 1].Text) || !(_lines[_at + 1].StartsCell || (isBox && _boxEnd.Continues(_lines[_at + 1].Text))))
                {
                    break;
                }

                continue;
            }

            if (isBox && line != caption)
            {
                _boxEnd.Holds(line.Text, []);
                paragraphs.Add(new Paragraph(line, line, line.Text));
            }

            last = line;
            if (line.StartsCell || cells.Count == 0)
            {
                cells.Add(new Cell(line, line.Text) { Paragraphs = [new Paragraph(line, line, line.Text)] });
            }
            else
            {
                cells[^1] = cells[^1] with { Text = cells[^1].Text + line.Text, Paragraphs = [.. cells[^1].Paragraphs, new Paragraph(line, line, line.Text)] };
            }
        }

        if (cells.Count > 0)
        {
            rows.Add([.. cells]);
        }

        var table = new Table(caption, last, rows, TableForm.Marked);
        Add(isBox && !GridBox.IsIndicators(table) ? new Box(caption, last, caption.Text, paragraphs) : table);
    }

    private List<string> TakeCaptions()
    {
        var captions = new List<string>();
        while (captions.Count < 2 && _blocks.Count > 0 && _blocks[^1] is Paragraph { Text.Length: <= LongestCaption, HeadingDepth: null } paragraph
            && Marker.Of(paragraph.Text) is null && !HasSentence().IsMatch(paragraph.Text))
        {
            captions.Add(paragraph.Text);
            _blocks.RemoveAt(_blocks.Count - 1);
        }

        return captions;
    }

    /// <summary>A box that begins with a line of its own: its entries stand in a table below, or in the lines up to where the outline goes on.</summary>
    private void ReadBox()
    {
        var caption = _lines[_at++];
        var next = NextLine();
        if (next is not null && _tables.TryGetValue(next.Number, out var table) && GridBox.Below(caption, ReadGrid(table)) is { } below)
        {
            _blocks.Add(below);
            _at = table.LastLine;
            return;
        }

        if (next is not null && IsIndicatorTable(next))
        {
            _blocks.Add(new Paragraph(caption, caption, caption.Text));
            return;
        }

        var isMarked = next is { StartsCell: true };
        var entries = new List<Paragraph>();
        var (last, blanks, usual) = (caption, 0, isMarked ? 1 : 0);
        _boxEnd.Open();
        for (; _at < _lines.Count; _at++)
        {
            var line = _lines[_at];
            if (line.IsEmpty)
            {
                blanks++;
                continue;
            }

            var isApart = entries.Count > 0 && blanks > Math.Max(1, usual) && !_boxEnd.Continues(line.Text);
            if (isApart || IsBoxCaption(line.Text) || _tables.ContainsKey(line.Number) || _headings.ContainsKey(line.Number)
                || (line.StartsCell && !isMarked) || (isMarked && !line.StartsCell && blanks > 0)
                || !_boxEnd.Holds(line.Text, Following(_at)) || (!isMarked && LineTable.Rows(_lines, _at, _text) is not null))
            {
                break;
            }

            usual = entries.Count > 0 ? Math.Max(usual, blanks) : usual;
            blanks = 0;
            entries.Add(new Paragraph(line, line, line.Text));
            last = line;
        }

        _blocks.Add(new Box(caption, last, caption.Text, entries));
    }

    /// <summary>Some plans print their indicator table as a box: its caption is then the table's.</summary>
    private bool IsIndicatorTable(SourceLine line)
    {
        var at = line.Number - 1;
        return _tables.ContainsKey(line.Number)
            || LooseTable.Indicators(_lines, at, EndsLooseTable) is not null
            || (LineTable.Rows(_lines, at, _text) is { } lined && GridBox.IsIndicators(new Table(line, line, lined.Rows, TableForm.Marked)))
            || (line.StartsCell && IndicatorCells.Heads([.. _lines.Skip(at).Take(16).TakeWhile(l => l.StartsCell || !l.IsEmpty).Select(l => new Cell(l, l.Text))]) is { Start: 0 } head && IndicatorColumns.Of(head.Texts, ["指标"]) is not null);
    }

    private SourceLine? NextLine()
    {
        for (var at = _at; at < _lines.Count; at++)
        {
            if (!_lines[at].IsEmpty)
            {
                return _lines[at];
            }
        }

        return null;
    }

    private IEnumerable<string> Following(int at)
    {
        for (at++; at < _lines.Count; at++)
        {
            if (!_lines[at].IsEmpty)
            {
                yield return _lines[at].Text;
            }
        }
    }

    private void ReadParagraph()
    {
        var first = _lines[_at++];
        var broken = new BrokenText(first.Text, _joinsLines);
        var last = first;
        _boxEnd.Pass(first.Text);
        while (NextPart(last, broken.HasOpenBracket) is { } next && broken.ContinuesWith(next, At(next.Number)))
        {
            broken.Add(next.Text);
            last = next;
            _at = next.Number;
        }

        _blocks.Add(new Paragraph(first, last, broken.Text) { HeadingDepth = _headings.TryGetValue(first.Number, out var depth) ? depth : null });
    }

    private SourceLine? At(int index) => index < _lines.Count ? _lines[index] : null;

    /// <summary>The line that may go on with the sentence: the next one, or the first one behind a page break; a bracket stays open over empty lines too.</summary>
    private SourceLine? NextPart(SourceLine last, bool hasOpenBracket)
    {
        var (index, pageBreak) = (last.Number, hasOpenBracket);
        for (; At(index) is { IsEmpty: true } empty; index++)
        {
            pageBreak |= empty.IsFurniture;
        }

        return index == last.Number || pageBreak ? At(index) is { StartsCell: false } line && !_tables.ContainsKey(line.Number) && !_headings.ContainsKey(line.Number) ? line : null : null;
    }

    [GeneratedRegex(@"[。！？；]")]
    private static partial Regex HasSentence();
}
