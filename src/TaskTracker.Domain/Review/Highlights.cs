namespace TaskTracker.Domain.Review;

public enum HighlightKind { Title, Department, Milestone }

/// <summary>A piece of the document that something in the draft was made of.</summary>
public sealed record Highlight(int Start, int Length, HighlightKind Kind)
{
    public int End => Start + Length;
}

/// <summary>Finds in a task's own part of the document what was read from it. What was put together from several lines isn't found, and nothing is guessed.</summary>
public static class Highlights
{
    /// <returns>In the document's order; none overlaps another.</returns>
    public static IReadOnlyList<Highlight> Of(DocumentText document, DraftTask task)
    {
        if (task.Task.Span is not { } span || span.Start >= document.Text.Length)
        {
            return [];
        }

        var text = document.Text.AsSpan(span.Start, Math.Min(span.Length, document.Text.Length - span.Start));
        var found = new List<Highlight>();
        Add(found, span.Start, text.IndexOf(task.Task.Title, StringComparison.Ordinal), task.Task.Title, HighlightKind.Title);
        foreach (var share in task.Task.Responsible)
        {
            // Who is responsible stands at the end; the same name further up is running text.
            Add(found, span.Start, text.LastIndexOf(share.AsPrinted, StringComparison.Ordinal), share.AsPrinted, HighlightKind.Department);
        }

        foreach (var milestone in task.Task.Milestones)
        {
            Add(found, span.Start, text.IndexOf(milestone.Text, StringComparison.Ordinal), milestone.Text, HighlightKind.Milestone);
        }

        return [.. found.OrderBy(h => h.Start)];
    }

    private static void Add(List<Highlight> found, int offset, int at, string words, HighlightKind kind)
    {
        var one = new Highlight(offset + at, words.Length, kind);
        if (at >= 0 && words.Length > 0 && !found.Any(h => h.Start < one.End && one.Start < h.End))
        {
            found.Add(one);
        }
    }
}
