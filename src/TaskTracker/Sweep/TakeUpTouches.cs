using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Notices;
using TaskTracker.Persistence;

namespace TaskTracker.Sweep;

/// <summary>
/// Forgets when to look again at what was touched, so that the sweep which begins looks at it. What is touched while it runs waits for
/// the next: whatever the sweep read of it may be out of date. The caller's transaction also begins the run, so who comes too late to begin it forgets nothing.
/// </summary>
internal static class TakeUpTouches
{
    private const int AtOnce = 500;

    public static async Task HandleAsync(TrackerDb db, CancellationToken cancel)
    {
        var touches = await db.Touches.AsNoTracking().ToListAsync(cancel);
        if (touches.Count == 0)
        {
            return;
        }

        await ForEachAsync(TouchKind.Plan, ids => db.Looks.Where(l => ids.Contains(l.PlanId)));
        await ForEachAsync(TouchKind.PlanItself, ids => db.Looks.Where(l => l.TaskId == 0 && ids.Contains(l.PlanId)));
        await ForEachAsync(TouchKind.Indicator, ids => db.Looks.Where(l => l.TaskId == 0 && db.Indicators.Any(i => ids.Contains(i.Id) && i.PlanId == l.PlanId)));
        await ForEachAsync(TouchKind.Task, ids => db.Looks.Where(l => ids.Contains(l.TaskId)));
        await ForEachAsync(TouchKind.Responsibility, ids => db.Looks.Where(l => db.Responsibilities.IgnoreQueryFilters(TrackerDb.Ended).Where(r => ids.Contains(r.Id)).Select(r => r.TaskId).Contains(l.TaskId)));

        // Who holds a post matters only where nobody was found to write to.
        await ForEachAsync(TouchKind.Posts, _ => db.Looks.Where(l => db.Signals.Any(s => s.Outcome == NoticeOutcome.NobodyInPost && s.PlanId == l.PlanId && (s.TaskId ?? 0) == l.TaskId)));
        foreach (var ids in touches.Select(t => t.Id).Chunk(AtOnce))
        {
            await db.Touches.Where(t => ids.Contains(t.Id)).ExecuteDeleteAsync(cancel);
        }

        async Task ForEachAsync(TouchKind kind, Func<IReadOnlyList<int>, IQueryable<Look>> looks)
        {
            foreach (var ids in touches.Where(t => t.Kind == kind).Select(t => t.Of).Distinct().Chunk(AtOnce))
            {
                await looks(ids).ExecuteDeleteAsync(cancel);
            }
        }
    }
}
