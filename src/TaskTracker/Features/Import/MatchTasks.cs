namespace TaskTracker.Features.Import;

/// <param name="Earlier">The earlier version's key, empty where the task is new; null leaves it to likeness.</param>
internal sealed record MatchInput(int TaskId, string? Earlier);

/// <summary>A person says which tasks of a later version are which of the earlier one.</summary>
internal sealed class MatchTasks(ChangeDraft draft)
{
    public Task<DraftRefusal?> HandleAsync(int draftId, IReadOnlyList<MatchInput> inputs, CancellationToken cancel) =>
        draft.HandleAsync(draftId, review => inputs.Where(i => review.Task(i.TaskId) is not null).Aggregate(review, (so, i) => so.Match(i.TaskId, i.Earlier)), cancel);
}
