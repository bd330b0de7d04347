using System.Collections.Frozen;
using System.Text;
using AngleSharp.Dom;

namespace TaskTracker.Documents.Html;

/// <summary>Elements in order to lines of the document or, within a table, of its cell.</summary>
/// <param name="pageLength">Characters of the whole page's text.</param>
internal sealed class HtmlBlocks(DocumentWriter writer, int pageLength)
{
    private static readonly FrozenSet<string> Inline = new[]
    {
        "span", "abbr", "acronym", "bdi", "bdo", "cite", "data", "dfn", "ins", "kbd", "label", "mark", "q", "ruby", "rb", "samp", "sub", "sup", "time", "var", "o:p",
    }.ToFrozenSet();

    private readonly StringBuilder _line = new();
    private readonly HtmlLists _lists = new();
    private string _number = "";
    private int? _heading;
    private bool _isPreformatted;
    private int _depth;
    private List<string>? _cell;

    public void Read(IElement root)
    {
        ReadChildren(root);
        EndLine();
    }

    private void ReadChildren(INode parent)
    {
        // The tags were counted before they were parsed; this holds whatever the parser made of them.
        if (++_depth > 2 * writer.Limits.HtmlOpen)
        {
            throw new UnreadableDocumentException("too-deep", writer.Limits.HtmlOpen);
        }

        // By the list: a node finds its next sibling only by searching all of them.
        foreach (var node in parent.ChildNodes)
        {
            if (node is IText text)
            {
                ReadText(text.Data);
            }
            else if (node is IElement element && !HtmlFurniture.Is(element, pageLength))
            {
                ReadElement(element);
            }
        }

        _depth--;
    }

    private void ReadElement(IElement element)
    {
        var name = element.LocalName;
        if (name == "br")
        {
            ReadBreak();
        }
        else if (name == "table")
        {
            EndLine();
            ReadTable(element);
        }
        else if (name is ['h', >= '1' and <= '6'] && _cell is null)
        {
            EndLine();
            _heading = name[1] - '0';
            ReadChildren(element);
            EndLine();
            _heading = null;
        }
        else if (name == "pre")
        {
            EndLine();
            _isPreformatted = true;
            ReadChildren(element);
            _isPreformatted = false;
            EndLine();
        }
        else if (Inline.Contains(name))
        {
            ReadChildren(element);
        }
        else
        {
            EndLine();
            _number = name == "li" ? _lists.Next(element) : _number;
            ReadChildren(element);
            EndLine();
            _number = name == "li" ? "" : _number;
        }
    }

    private void ReadText(string text)
    {
        if (_isPreformatted)
        {
            var lines = text.Split('\n');
            for (var i = 0; i < lines.Length; i++)
            {
                _line.Append(lines[i]);
                if (i < lines.Length - 1)
                {
                    EndLine();
                }
            }

            return;
        }

        foreach (var c in text)
        {
            if (c is ' ' or '\t' or '\r' or '\n' or '\f')
            {
                if (_line.Length > 0 && _line[^1] != ' ')
                {
                    _line.Append(' ');
                }
            }
            else
            {
                // A line broken in the source between two Chinese characters has no blank there.
                if (_line.Length > 1 && _line[^1] == ' ' && IsWide(c) && IsWide(_line[^2]))
                {
                    _line.Length--;
                }

                _line.Append(c);
            }
        }
    }

    private void ReadBreak()
    {
        if (_heading is null)
        {
            EndLine();
        }
    }

    private void ReadTable(IElement table)
    {
        if (_cell is null && HtmlTable.Read(table, pageLength, CellLines) is { } grid)
        {
            foreach (var caption in table.Children.Where(c => c.LocalName == "caption"))
            {
                ReadChildren(caption);
                EndLine();
            }

            writer.Table(grid);
        }
        else
        {
            ReadChildren(table);
            EndLine();
        }
    }

    private List<string> CellLines(IElement cell)
    {
        var lines = _cell = [];
        ReadChildren(cell);
        EndLine();
        _cell = null;
        return lines;
    }

    private void EndLine()
    {
        var text = DocumentWriter.Clean(_line.ToString());
        _line.Clear();
        if (text.Length == 0)
        {
            return;
        }

        text = HtmlLists.HasOwnNumber(text) ? text : _number + text;
        _number = "";
        if (_cell is null)
        {
            writer.Line(text, _heading);
        }
        else
        {
            _cell.Add(text);
        }
    }

    private static bool IsWide(char c) => c is >= '\u2E80' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or >= '\uFE30' and <= '\uFFEF' or '“' or '”' or '‘' or '’' or '—' or '…';
}
