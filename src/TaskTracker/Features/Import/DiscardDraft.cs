using Microsoft.EntityFrameworkCore;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Import;

/// <summary>Puts a draft aside, or takes it up again. Nothing of it is deleted; what was published stays so.</summary>
internal sealed class DiscardDraft(TrackerDb db)
{
    public async Task<DraftRefusal?> HandleAsync(int draftId, bool discard, CancellationToken cancel)
    {
        var (from, to) = discard ? (DraftState.Open, DraftState.Discarded) : (DraftState.Discarded, DraftState.Open);
        var changed = await db.ImportDrafts.Where(d => d.Id == draftId && d.State == from).ExecuteUpdateAsync(s => s.SetProperty(d => d.State, to).SetProperty(d => d.Version, d => d.Version + 1), cancel);
        return changed == 1 ? null : await db.ImportDrafts.AnyAsync(d => d.Id == draftId, cancel) ? DraftRefusal.NotOpen : DraftRefusal.NotFound;
    }
}
