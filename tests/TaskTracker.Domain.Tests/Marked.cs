namespace TaskTracker.Domain.Tests;

/// <summary>A file's text in which <c>▶</c> marks the places where findings are expected, in order.</summary>
internal sealed record Marked(string Text, IReadOnlyList<(int Line, int Column)> Places)
{
    public static Marked Of(string marked)
    {
        var places = new List<(int, int)>();
        var text = marked;
        for (var at = text.IndexOf('▶', StringComparison.Ordinal); at >= 0; at = text.IndexOf('▶', StringComparison.Ordinal))
        {
            places.Add((text[..at].Count(c => c == '\n') + 1, at - (at == 0 ? -1 : text.LastIndexOf('\n', at - 1))));
            text = text.Remove(at, 1);
        }

        return new Marked(text, places);
    }
}
