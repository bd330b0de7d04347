using Microsoft.EntityFrameworkCore;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Evidence;

/// <summary>The files of responsibilities, as pages show them beside what they belong to.</summary>
internal sealed class ListEvidence(TrackerDb db, HouseClock clock)
{
    /// <returns>By responsibility, the oldest first.</returns>
    public async Task<ILookup<int, EvidenceRow>> GetAsync(IReadOnlyList<int> responsibilities, CancellationToken cancel) =>
        (await db.Evidence.AsNoTracking().IgnoreQueryFilters(TrackerDb.Ended).Where(e => responsibilities.Contains(e.ResponsibilityId)).OrderBy(e => e.Id).ToListAsync(cancel))
            .ToLookup(e => e.ResponsibilityId, e => new EvidenceRow(e.Id, DateOnly.FromDateTime(clock.ToLocal(e.At)), e.FileName, e.Purpose, e.Bytes, e.By, e.Sha256));
}
