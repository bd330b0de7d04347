using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Progress;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Plans;

/// <param name="Rows">Open responsibilities in the order of the document, a page of them.</param>
internal sealed record OpeningModel(Plan Plan, IReadOnlyList<Responsibility> Rows, int Total);

/// <summary>What the opening-state grid of a plan shows.</summary>
internal sealed class ReadOpening(TrackerDb db)
{
    public const int PageSize = 50;

    /// <param name="page">From 1.</param>
    /// <param name="posted">Those of the plan to show instead of the page, closed ones too; empty for none.</param>
    /// <returns>Null where there is no such plan, or none that the person may see.</returns>
    public async Task<OpeningModel?> GetAsync(string planKey, int page, CancellationToken cancel, IReadOnlyList<int>? posted = null)
    {
        if (await db.Plans.AsNoTracking().FirstOrDefaultAsync(p => p.Key == planKey, cancel) is not { } plan)
        {
            return null;
        }

        var open = db.Responsibilities.AsNoTracking().Where(r => r.Task.PlanId == plan.Id && r.ClosedOn == null);
        var shown = posted is { Count: > 0 } ? db.Responsibilities.AsNoTracking().Where(r => r.Task.PlanId == plan.Id && posted.Contains(r.Id)) : open;
        var skipped = posted is { Count: > 0 } ? 0 : (page - 1) * PageSize;
        var ids = await shown.OrderBy(r => r.Task.Position).ThenBy(r => r.Id).Skip(skipped).Take(PageSize).Select(r => r.Id).ToListAsync(cancel);
        var rows = await db.Responsibilities.AsNoTracking().Whole().Include(r => r.Department).Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancel);
        return new(plan, [.. ids.Select(id => rows[id])], await open.CountAsync(cancel));
    }
}
