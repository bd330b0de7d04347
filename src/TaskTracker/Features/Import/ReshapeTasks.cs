using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Review;

namespace TaskTracker.Features.Import;

/// <summary>Cuts, joins, adds and removes tasks of a draft.</summary>
internal sealed class ReshapeTasks(ChangeDraft draft)
{
    public Task<DraftRefusal?> RemoveAsync(int draftId, int taskId, int version, CancellationToken cancel) =>
        OnAsync(draftId, taskId, version, review => review.Remove(taskId), cancel);

    public Task<DraftRefusal?> MergeAsync(int draftId, int taskId, int version, CancellationToken cancel) =>
        OnAsync(draftId, taskId, version, review => Reshape.MergeIntoPrevious(review, taskId), cancel);

    /// <returns>The new task's id beside what was refused.</returns>
    public async Task<(DraftRefusal? Refusal, int? TaskId)> SplitAsync(int draftId, int taskId, int version, int at, CancellationToken cancel)
    {
        int? added = null;
        var refusal = await OnAsync(draftId, taskId, version, review => NoteAdded(review, Reshape.Split(review, taskId, at), ref added), cancel);
        return (refusal, added);
    }

    /// <param name="behind">The task that it comes behind; null for the front.</param>
    public async Task<(DraftRefusal? Refusal, int? TaskId)> AddAsync(int draftId, int? behind, CancellationToken cancel)
    {
        int? added = null;
        var refusal = await draft.HandleAsync(draftId, review =>
        {
            var before = behind is { } id ? review.Task(id)?.Task : null;
            var task = new PlanFileTask { Key = before?.Key ?? "1", Number = "", Title = "", Path = before?.Path ?? [], Kind = before?.Kind ?? TaskKind.Task };
            return NoteAdded(review, review.Add(before is null ? null : behind, task), ref added);
        }, cancel);
        return (refusal, added);
    }

    private Task<DraftRefusal?> OnAsync(int draftId, int taskId, int version, Func<DraftReview, DraftReview?> change, CancellationToken cancel) =>
        draft.HandleAsync(draftId, review => review.Task(taskId)?.Mark.Version == version ? change(review) : null, cancel);

    private static DraftReview? NoteAdded(DraftReview before, DraftReview? after, ref int? added)
    {
        added = after?.Marks.Tasks.Select(t => t.Id).Except(before.Marks.Tasks.Select(t => t.Id)).Single();
        return after;
    }
}
