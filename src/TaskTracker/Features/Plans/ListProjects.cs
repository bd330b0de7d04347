using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Plans;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Plans;

/// <summary>What the plan's boxes list, and its tables by institution; both as printed.</summary>
internal sealed class ListProjects(TrackerDb db)
{
    public async Task<IReadOnlyList<Project>> GetAsync(int planId, CancellationToken cancel = default) =>
        await db.Plans.AsNoTracking().Where(p => p.Id == planId).SelectMany(p => p.Projects).OrderBy(p => p.Position).ToListAsync(cancel);

    public async Task<IReadOnlyList<InstitutionTable>> TablesAsync(int planId, CancellationToken cancel = default) =>
        await db.Plans.AsNoTracking().Where(p => p.Id == planId).SelectMany(p => p.Tables).OrderBy(t => t.Position).ToListAsync(cancel);
}
