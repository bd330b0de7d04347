using Microsoft.EntityFrameworkCore;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Evidence;

/// <summary>Finds an evidence file and its content.</summary>
internal sealed class OpenEvidence(TrackerDb db, EvidenceStore store)
{
    /// <returns>The file is null where there is none; its content where it is missing on the disk, or no longer what was put in.</returns>
    public async Task<(EvidenceFile? File, byte[]? Content)> HandleAsync(int id, CancellationToken cancel) =>
        await db.Evidence.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, cancel) is { } file ? (file, await store.ReadAsync(file.Sha256, cancel)) : (null, null);
}
