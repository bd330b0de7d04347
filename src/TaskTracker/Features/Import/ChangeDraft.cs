using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Review;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Import;

internal enum DraftRefusal
{
    NotFound,

    /// <summary>It was published or put aside.</summary>
    NotOpen,

    /// <summary>Somebody else changed the same thing since it was shown.</summary>
    Changed,

    /// <summary>Its plan belongs to a region that the person doesn't supervise.</summary>
    NotAllowed,
}

/// <summary>
/// Changes an open draft. Whoever comes second with something else is not refused: the change is made again on what stands there now. What
/// was changed itself meanwhile is for the change to see, by the version that the person had before them.
/// </summary>
internal sealed class ChangeDraft(TrackerDb db)
{
    private const int Tries = 20;

    /// <param name="change">Gives null where what it would change is no longer what the person saw.</param>
    /// <returns>Why nothing was changed; null where it was.</returns>
    public async Task<DraftRefusal?> HandleAsync(int id, Func<DraftReview, DraftReview?> change, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            db.ChangeTracker.Clear();
            if (await db.ImportDrafts.FirstOrDefaultAsync(d => d.Id == id, cancel) is not { } draft)
            {
                return DraftRefusal.NotFound;
            }

            if (draft.State != DraftState.Open)
            {
                return DraftRefusal.NotOpen;
            }

            if (change(draft.Review()) is not { } changed)
            {
                return DraftRefusal.Changed;
            }

            draft.Keep(changed);
            try
            {
                await db.SaveChangesAsync(cancel);
                return null;
            }
            catch (DbUpdateConcurrencyException) when (tries < Tries)
            {
            }
        }
    }
}
