using TaskTracker.Domain.Review;

namespace TaskTracker.Features.Import;

/// <summary>A person has looked at tasks and finds them right, one by one, or all at once that nothing speaks against.</summary>
internal sealed class ConfirmTasks(ChangeDraft draft, ReadDraft read)
{
    /// <param name="version">Of the task as the person saw it.</param>
    public Task<DraftRefusal?> HandleAsync(int draftId, int taskId, int version, bool confirmed, CancellationToken cancel) =>
        draft.HandleAsync(draftId, review => review.Task(taskId)?.Mark.Version == version ? review.Confirm([taskId], confirmed) : null, cancel);

    /// <summary>Those that are clear when it is pressed; what somebody corrects in that moment is not among them.</summary>
    public async Task<DraftRefusal?> AllClearAsync(int draftId, CancellationToken cancel)
    {
        if (await read.GetAsync(draftId, cancel) is not { } view)
        {
            return DraftRefusal.NotFound;
        }

        var text = new DocumentText(view.Draft.Text);
        var clear = view.Review.Tasks.Where(t => !t.Mark.Confirmed && view.IsClear(t, text)).Select(t => t.Mark).ToList();
        return await draft.HandleAsync(draftId, review => review.Confirm([.. clear.Where(m => review.Marks.Tasks.Contains(m)).Select(m => m.Id)]), cancel);
    }
}
