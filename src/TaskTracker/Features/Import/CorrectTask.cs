using TaskTracker.Domain.Plans;

namespace TaskTracker.Features.Import;

/// <summary>A person puts a task right, and may confirm it with the same stroke.</summary>
internal sealed class CorrectTask(ChangeDraft draft)
{
    /// <param name="version">Of the task as the person saw it.</param>
    public Task<DraftRefusal?> HandleAsync(int draftId, int taskId, int version, PlanFileTask task, bool confirm, CancellationToken cancel) =>
        draft.HandleAsync(
            draftId,
            review => review.Task(taskId)?.Mark.Version != version ? null : confirm ? review.Correct(taskId, task).Confirm([taskId]) : review.Correct(taskId, task),
            cancel);
}
