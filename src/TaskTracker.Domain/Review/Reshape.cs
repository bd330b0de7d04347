namespace TaskTracker.Domain.Review;

/// <summary>Cuts a task in two, or joins it to the one before: for documents whose headings the importer took for too many or too few.</summary>
public static class Reshape
{
    private const int LongestTitle = 40;

    /// <summary>Where sentences of a task's text begin, the first one left out: there it can be cut.</summary>
    public static IReadOnlyList<int> Cuts(string? text) =>
        [.. Enumerable.Range(1, Math.Max(0, (text?.Length ?? 0) - 1)).Where(i => text![i - 1] is '。' or '；' or '\n' && text[i] is not ('”' or '）' or '\n') && !string.IsNullOrWhiteSpace(text[i..]))];

    /// <summary>The rest of the text becomes a task of its own behind it, with the same departments; dates go where their text stands.</summary>
    /// <returns>Null where there is no such place.</returns>
    public static DraftReview? Split(DraftReview review, int id, int at)
    {
        if (review.Task(id) is not { Task: { Text: { } text } task } || !Cuts(text).Contains(at))
        {
            return null;
        }

        var (first, rest) = (text[..at].TrimEnd(), text[at..].Trim());
        var end = rest.IndexOfAny(['。', '：', ':', '；', '，', '\n']);
        var title = rest[..Math.Min(end < 0 ? rest.Length : end, LongestTitle)];
        var later = task.Milestones.Where(m => !first.Contains(m.Text, StringComparison.Ordinal) && rest.Contains(m.Text, StringComparison.Ordinal)).ToList();
        var cut = review.Correct(id, task with { Text = first, Milestones = [.. task.Milestones.Except(later)] });
        return cut.Add(id, task with { Title = title.Length == 0 ? task.Title : title, Text = rest, Milestones = later });
    }

    /// <returns>Null where nothing stands before it.</returns>
    public static DraftReview? MergeIntoPrevious(DraftReview review, int id)
    {
        var tasks = review.Tasks;
        var index = tasks.ToList().FindIndex(t => t.Mark.Id == id);
        if (index < 1)
        {
            return null;
        }

        var (first, second) = (tasks[index - 1].Task, tasks[index].Task);
        var joined = first with
        {
            Text = string.Join('\n', new[] { first.Text, second.Text }.Where(t => !string.IsNullOrEmpty(t))) is { Length: > 0 } text ? text : null,
            Responsible = [.. first.Responsible.Concat(second.Responsible).DistinctBy(s => s.Department)],
            OpenEnded = first.OpenEnded || second.OpenEnded,
            Dispatch = first.Dispatch ?? second.Dispatch,
            Milestones = [.. first.Milestones.Concat(second.Milestones).Distinct()],
            Recurring = [.. first.Recurring.Union(second.Recurring)],
            Span = first.Span is { } a && second.Span is { } b && b.Start >= a.Start ? a with { Length = b.Start + b.Length - a.Start } : first.Span,
        };
        return review.Correct(tasks[index - 1].Mark.Id, joined).Remove(id);
    }
}
