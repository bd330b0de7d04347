using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Review;

/// <summary>A document's text by lines, which count from 1, and positions, which count from 0.</summary>
public sealed class DocumentText
{
    private readonly List<int> _starts = [0];

    public DocumentText(string text)
    {
        Text = text;
        for (var at = text.IndexOf('\n'); at >= 0; at = text.IndexOf('\n', at + 1))
        {
            _starts.Add(at + 1);
        }
    }

    public string Text { get; }

    public int Lines => _starts.Count;

    public int StartOf(int line) => _starts[line - 1];

    /// <summary>Of the line, its break left out.</summary>
    public int EndOf(int line) => line == Lines ? Text.Length : _starts[line] - 1;

    public int LineAt(int position)
    {
        var at = _starts.BinarySearch(position);
        return at >= 0 ? at + 1 : ~at;
    }

    /// <summary>The lines of a span, which may come from another text: never beyond this one's.</summary>
    public (int First, int Last) LinesOf(TextSpan span)
    {
        var first = LineAt(Math.Clamp(span.Start, 0, Text.Length));
        return (first, Math.Max(first, LineAt(Math.Clamp(span.Start + Math.Max(0, span.Length - 1), 0, Text.Length))));
    }
}
