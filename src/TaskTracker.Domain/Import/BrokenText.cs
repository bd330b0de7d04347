using System.Text;
using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>A paragraph that is put together from the lines it was broken over.</summary>
internal sealed partial class BrokenText(string first, bool linesAreBroken)
{
    /// <summary>A shorter line was not broken for want of room.</summary>
    private const int ShortestBrokenLine = 15;

    /// <summary>A heading of so many characters without a stop may go on for a few more on the next line, before its text.</summary>
    private const int LongestHeading = 19;

    private const int LongestRest = 10;

    /// <summary>A line longer than this is running text, even without a stop.</summary>
    private const int LongestCell = 40;

    /// <summary>What is longer is no longer one paragraph, whatever its stops say.</summary>
    private const int LongestParagraph = 20_000;

    /// <summary>A bracket that has not closed by then never will.</summary>
    private const int LongestBracket = 600;

    private readonly StringBuilder _text = new(first);
    private readonly bool _isHeading = Marker.Of(first) is not null;
    private bool _hasSentence = HasSentence().IsMatch(first) || (Marker.Of(first) is not null && first.Contains('：', StringComparison.Ordinal));
    private int _openBracket = OpenBracket(first, 0, -1);

    public string Text => _text.ToString();

    public bool HasOpenBracket => _openBracket >= 0 && _text.Length - _openBracket < LongestBracket;

    /// <summary>A line belongs to the sentence before it where that one has no end yet; under a bare heading only a fragment does, for a sentence there is the heading's text.</summary>
    public bool ContinuesWith(SourceLine line, SourceLine? after)
    {
        if (line.Text.Length == 0 || _text.Length > LongestParagraph || Marker.Of(line.Text) is not null || BlockReader.IsBoxCaption(line.Text))
        {
            return false;
        }

        if (HasOpenBracket)
        {
            return true;
        }

        if (!linesAreBroken || EndsHere() || Labelled().IsMatch(line.Text) || line.Text[0] is '（' or '(' or '【' or '〔')
        {
            return false;
        }

        if (_isHeading && !_hasSentence)
        {
            return HasSentence().Match(line.Text) is { Success: true } stop
                ? _text.Length >= LongestHeading && stop.Index <= LongestRest && stop.Index + 1 < line.Text.Length
                : _text.Length >= ShortestBrokenLine && (after is null || Marker.Of(after.Text) is not null || after.IsEmpty);
        }

        return _hasSentence || _text.Length > LongestCell;
    }

    public void Add(string line)
    {
        _openBracket = OpenBracket(line, _text.Length, _openBracket);
        _text.Append(line);
        _hasSentence |= HasSentence().IsMatch(line);
    }

    private bool EndsHere()
    {
        var last = _text[^1];
        var before = _text.Length > 1 ? _text[^2] : ' ';
        return "。！？：:；;】〕".Contains(last, StringComparison.Ordinal) || (last is '”' or '）' or ')' && "。！？；责合与实位门局委办".Contains(before, StringComparison.Ordinal));
    }

    /// <returns>Where the bracket that is still open begins; -1 where none is.</returns>
    private static int OpenBracket(string line, int offset, int open)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] is '（' or '(' or '〔' or '【')
            {
                open = open < 0 ? offset + i : open;
            }
            else if (line[i] is '）' or ')' or '〕' or '】')
            {
                open = -1;
            }
        }

        return open;
    }

    [GeneratedRegex(@"[。！？；]")]
    private static partial Regex HasSentence();

    /// <summary>责任单位：…, 完成时限：…</summary>
    [GeneratedRegex(@"^[^。，；：:（）()]{2,10}[：:]")]
    private static partial Regex Labelled();
}
