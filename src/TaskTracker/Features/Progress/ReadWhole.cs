using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Progress;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Progress;

/// <summary>A responsibility as the forms about it show it: with all that decisions look at.</summary>
internal sealed class ReadWhole(TrackerDb db)
{
    /// <returns>Null where there is none in force that the person may see.</returns>
    public Task<Responsibility?> GetAsync(int id, CancellationToken cancel) =>
        db.Responsibilities.AsNoTracking().Whole().Include(r => r.Department).FirstOrDefaultAsync(r => r.Id == id, cancel);
}
