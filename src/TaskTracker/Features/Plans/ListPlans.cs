using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Plans;
using TaskTracker.Features.Parts;
using TaskTracker.Features.Responsibilities;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Plans;

internal sealed record PlansModel(DateOnly Today, IReadOnlyList<PlanRow> Plans);

/// <param name="Key">Names the plan in addresses.</param>
/// <param name="NotBrokenDown">Tasks without a milestone in the current year (未分解).</param>
/// <param name="Unassigned">Tasks for which nobody is responsible.</param>
/// <param name="Overdue">Responsibilities with a milestone overdue.</param>
internal sealed record PlanRow(int Id, string Key, string Title, string Region, DateOnly Start, DateOnly End, PlanState State, int Tasks, int NotBrokenDown, int Unassigned, LightCounts Lights, int Overdue, bool Ranks = true)
{
    /// <summary>The share of the period that has gone, 0 to 100.</summary>
    public int Elapsed(DateOnly today) => (int)Math.Clamp(100.0 * (today.DayNumber - Start.DayNumber + 1) / (End.DayNumber - Start.DayNumber + 1), 0, 100);
}

internal sealed class ListPlans(TrackerDb db, HouseClock clock)
{
    /// <returns>Those in force first, then by age.</returns>
    public async Task<PlansModel> GetAsync(CancellationToken cancel = default)
    {
        var rows = await RowsAsync(db.Plans, cancel);
        return new(clock.Today, [.. rows.OrderBy(p => p.State is PlanState.Archived).ThenBy(p => p.Id)]);
    }

    public async Task<IReadOnlyList<PlanRow>> RowsAsync(IQueryable<Plan> plans, CancellationToken cancel)
    {
        var today = clock.Today;
        var ids = plans.Select(p => p.Id);
        var lines = Lines.Of(db).Where(l => ids.Contains(l.Of.Task.PlanId));
        var lights = (await lines.GroupBy(l => new { l.Of.Task.PlanId, l.Light }).Select(g => new { g.Key.PlanId, g.Key.Light, Count = g.Count() }).ToListAsync(cancel))
            .ToLookup(l => l.PlanId, l => (l.Light, l.Count));
        var overdue = await lines.Overdue(today).GroupBy(l => l.Of.Task.PlanId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var tasks = db.Tasks.Where(t => ids.Contains(t.PlanId));
        var unset = await tasks.NotBrokenDown(today).GroupBy(t => t.PlanId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var rows = await plans.AsNoTracking().OrderBy(p => p.Id).Select(p => new
        {
            p.Id, p.Key, p.Title, p.Region, p.Start, p.End, p.State, p.Ranks, Tasks = p.Tasks.Count, Unassigned = p.Tasks.Count(t => t.Responsibilities.Count == 0),
        }).ToListAsync(cancel);
        return
        [
            .. rows.Select(p => new PlanRow(p.Id, p.Key, p.Title, p.Region, p.Start, p.End, p.State, p.Tasks, unset.GetValueOrDefault(p.Id), p.Unassigned,
                LightCounts.Of(lights[p.Id]), overdue.GetValueOrDefault(p.Id), p.Ranks)),
        ];
    }
}
