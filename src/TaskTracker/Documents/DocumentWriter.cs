using System.Globalization;
using System.Text;
using TaskTracker.Domain.Import;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Documents;

/// <summary>Gathers what a reader finds into a <see cref="SourceDocument"/>: line by line, never more than the limits allow.</summary>
internal sealed class DocumentWriter(DocumentLimits limits)
{
    private readonly StringBuilder _text = new();
    private readonly List<SourceTable> _tables = [];
    private readonly List<SourceHeading> _headings = [];
    private readonly List<PlanWarning> _findings = [];
    private int _lines;
    private int _cells;

    public DocumentLimits Limits => limits;

    public bool IsEmpty => _text.Length == _lines;

    /// <summary>Writes a line; one without text is left out.</summary>
    /// <param name="headingDepth">1 for an outermost heading.</param>
    public void Line(string text, int? headingDepth = null)
    {
        if (Clean(text) is { Length: > 0 } clean)
        {
            Append(clean);
            if (headingDepth is { } depth)
            {
                _headings.Add(new SourceHeading(_lines, depth));
            }
        }
    }

    public void Table(TableGrid grid)
    {
        var cells = grid.Cells(limits.TableCells - _cells);
        if (cells.Count == 0)
        {
            return;
        }

        _cells += cells.Count;
        var first = _lines + 1;
        var written = new List<SourceCell>(cells.Count);
        foreach (var cell in cells)
        {
            var start = _lines + 1;
            foreach (var paragraph in cell.Paragraphs.Select(Clean).Where(p => p.Length > 0).DefaultIfEmpty(""))
            {
                Append(paragraph);
            }

            written.Add(new SourceCell(cell.Row, cell.Column, cell.RowSpan, cell.ColumnSpan, start, _lines));
        }

        _tables.Add(new SourceTable(first, _lines, written));
    }

    /// <summary>Something left out or uncertain, at the line that comes next.</summary>
    public void Finding(string code, string text) => _findings.Add(new PlanWarning(_lines + 1, code, text));

    public SourceDocument Finish(string fileName, string sha256) => new(fileName, sha256, _text.ToString())
    {
        LinesAreParagraphs = true,
        Tables = _tables,
        Headings = _headings,
        Findings = [.. _findings.Select(f => f with { Line = Math.Clamp(f.Line, 1, Math.Max(_lines, 1)) })],
    };

    /// <summary>One line without what cannot be seen: a tab at its begin would mark a cell, other control characters mean nothing in a text.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            switch (char.GetUnicodeCategory(c))
            {
                case UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    clean.Append(c == '\u3000' ? c : ' ');
                    break;
                case UnicodeCategory.Control:
                    clean.Append(c is '\t' or '\n' or '\r' or '\v' or '\f' ? " " : "");
                    break;
                case UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned:
                    break;
                default:
                    clean.Append(c);
                    break;
            }
        }

        return clean.ToString().Trim();
    }

    private void Append(string line)
    {
        if (line.Length > limits.LineCharacters)
        {
            throw new UnreadableDocumentException("line-too-long", _lines + 1, limits.LineCharacters);
        }

        if (++_lines > limits.Lines)
        {
            throw new UnreadableDocumentException("too-many-lines", limits.Lines);
        }

        if (_text.Length + line.Length > limits.Characters)
        {
            throw new UnreadableDocumentException("too-much-text", limits.Characters / 10_000);
        }

        _text.Append(line).Append('\n');
    }
}
