using System.Collections.Frozen;
using System.Text;

namespace TaskTracker.Documents.Html;

/// <summary>
/// Goes over a page's tags once before it is parsed. Tags that only format text go: the parser copies unclosed ones into every later paragraph. Scripts,
/// styles, comments and pictures go, and attributes of tags that are absurdly long. What is nested too deep for the parser is refused.
/// </summary>
internal sealed class HtmlTags
{
    private const int LongestTag = 4096;

    private static readonly FrozenSet<string> Formatting =
        new[] { "a", "b", "big", "code", "em", "font", "i", "img", "nobr", "small", "strike", "s", "strong", "tt", "u", "link", "meta", "base", "wbr" }.ToFrozenSet();

    private static readonly FrozenSet<string> Raw = new[] { "script", "style", "textarea", "iframe", "noframes", "noembed", "xmp" }.ToFrozenSet();

    private static readonly FrozenSet<string> ClosedByOthers = new[]
    {
        "p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead", "tfoot", "br", "hr", "input", "col", "area", "embed", "param", "source", "track",
    }.ToFrozenSet();

    private readonly string _html;
    private readonly DocumentLimits _limits;
    private readonly StringBuilder _kept;
    private readonly Dictionary<string, int> _open = [];
    private int _openInAll;
    private int _tags;
    private int _attributes;
    private bool _singleEnds;
    private bool _doubleEnds;

    private HtmlTags(string html, DocumentLimits limits)
    {
        _html = html;
        _limits = limits;
        _kept = new StringBuilder(html.Length);
    }

    public static string Clean(string html, DocumentLimits limits) => new HtmlTags(html, limits).Clean();

    private string Clean()
    {
        var at = 0;
        while (at < _html.Length)
        {
            var start = _html.IndexOf('<', at);
            start = start < 0 ? _html.Length : start;
            _kept.Append(_html, at, start - at);
            at = start == _html.Length ? start : Tag(start);
        }

        return _kept.Length > _limits.Characters ? throw new UnreadableDocumentException("too-much-text", _limits.Characters / 10_000) : _kept.ToString();
    }

    /// <summary>Keeps or drops what begins at a <c>&lt;</c>, and returns where to go on.</summary>
    private int Tag(int start)
    {
        if (string.CompareOrdinal(_html, start, "<!--", 0, 4) == 0)
        {
            var end = _html.IndexOf("-->", start + 4, StringComparison.Ordinal);
            return end < 0 ? _html.Length : end + 3;
        }

        var isEnd = start + 1 < _html.Length && _html[start + 1] == '/';
        var from = start + (isEnd ? 2 : 1);
        var to = from;
        while (to < _html.Length && (char.IsAsciiLetterOrDigit(_html[to]) || _html[to] is '-' or ':' or '_'))
        {
            to++;
        }

        if (to == from || !char.IsAsciiLetter(_html[from]))
        {
            _kept.Append('<');
            return start + 1;
        }

        if (++_tags > _limits.HtmlTags)
        {
            throw new UnreadableDocumentException("too-many-elements", _limits.HtmlTags);
        }

        var name = _html[from..Math.Min(to, from + 40)].ToLowerInvariant();
        var close = End(to);
        if (Raw.Contains(name))
        {
            return isEnd ? close : AfterRaw(name, close);
        }

        if (!Formatting.Contains(name))
        {
            Count(name, isEnd, isClosed: close >= 2 && _html[close - 2] == '/');
            _kept.Append(close - start > LongestTag ? $"<{(isEnd ? "/" : "")}{name}>" : _html.AsSpan(start, close - start));
        }

        return close;
    }

    private void Count(string name, bool isEnd, bool isClosed)
    {
        if (ClosedByOthers.Contains(name) || (isClosed && !isEnd))
        {
            return;
        }

        var open = _open.GetValueOrDefault(name);
        if (!isEnd)
        {
            _open[name] = open + 1;
            _openInAll++;
        }
        else if (open > 0)
        {
            _open[name] = open - 1;
            _openInAll--;
        }

        if (_openInAll > _limits.HtmlOpen)
        {
            throw new UnreadableDocumentException("too-deep", _limits.HtmlOpen);
        }
    }

    /// <summary>The place after a tag's end; a <c>&gt;</c> in quotes is not it.</summary>
    private int End(int from)
    {
        for (var i = from; i < _html.Length; i++)
        {
            switch (_html[i])
            {
                case '>':
                    return i + 1;
                case ' ' or '\t' or '\n' or '\r' or '\f' or '/' when ++_attributes > _limits.HtmlAttributes:
                    throw new UnreadableDocumentException("too-many-elements", _limits.HtmlAttributes);
                case '"' when !_doubleEnds:
                    i = AfterQuote(i, ref _doubleEnds);
                    break;
                case '\'' when !_singleEnds:
                    i = AfterQuote(i, ref _singleEnds);
                    break;
            }
        }

        return _html.Length;
    }

    private int AfterQuote(int at, ref bool ends)
    {
        _attributes++;

        // Once there is no closing quote to be found there will be none later either, and looking again each time would take forever.
        var close = _html.IndexOf(_html[at], at + 1);
        ends = close < 0;
        return close < 0 ? at : close;
    }

    private int AfterRaw(string name, int from)
    {
        var end = _html.IndexOf("</" + name, from, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? _html.Length : End(end + 2 + name.Length);
    }
}
