using TaskTracker.Domain.Review;

namespace TaskTracker.Features.Import;

/// <summary>The stretch of the document from which one task was made, with a little before and behind.</summary>
internal static class TaskPassage
{
    private const int Around = 3;
    private const int Longest = 400;

    /// <returns>Null where the task was added by hand.</returns>
    public static DocumentView? Of(DraftView view, DraftTask task)
    {
        if (task.Task.Span is not { } span)
        {
            return null;
        }

        var text = new DocumentText(view.Draft.Text);
        var structure = view.Draft.Document();
        var (first, last) = text.LinesOf(span);
        (first, last) = (Math.Max(1, first - Around), Math.Min(text.Lines, Math.Min(last, first + Longest) + Around));

        // A table is shown whole or, where it is cut, as lines.
        foreach (var table in structure.Tables.Where(t => t.FirstLine <= last && t.LastLine >= first && t.LastLine - t.FirstLine <= Longest))
        {
            (first, last) = (Math.Min(first, table.FirstLine), Math.Max(last, table.LastLine));
        }

        return new DocumentView(text, view.Review, structure, first, last);
    }
}
