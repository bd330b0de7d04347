using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Plans;
using TaskTracker.Features.Parts;
using TaskTracker.Features.Responsibilities;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Plans;

/// <param name="Path">The printed headings above the task, outermost first.</param>
/// <param name="Worst">The worst light of its responsibilities; null while nobody is responsible.</param>
/// <param name="Departments">In printed order, groups by their own name.</param>
/// <param name="NextDue">The earliest open milestone, also where it has passed; where nobody is responsible, the next one.</param>
internal sealed record PlanTaskRow(int Id, string Number, string Title, IReadOnlyList<string> Path, bool Safeguard, Light? Worst, LightCounts Lights,
    IReadOnlyList<string> Departments, DateOnly? NextDue, bool BrokenDown);

internal static class TaskMatters
{
    /// <summary>未分解: the plan's period runs, somebody has yet to work on the task, and no milestone of it is due in the current year.</summary>
    public static IQueryable<PlanTask> NotBrokenDown(this IQueryable<PlanTask> tasks, DateOnly today) =>
        tasks.Where(t => t.Plan.Start <= today && t.Plan.End >= today).WithoutMilestoneIn(today.Year);

    /// <summary>Somebody has yet to work on the task, and no milestone of it is due in that year.</summary>
    public static IQueryable<PlanTask> WithoutMilestoneIn(this IQueryable<PlanTask> tasks, int year)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        return tasks.Where(t => !t.Milestones.Any(m => m.Due >= first && m.Due <= last) && (t.Responsibilities.Count == 0 || t.Responsibilities.Any(r => r.ClosedOn == null)));
    }
}

/// <summary>A task that a decision ended.</summary>
internal sealed record EndedTask(int Id, string Number, string Title, DateOnly On, string By);

internal sealed class ListPlanTasks(TrackerDb db, HouseClock clock)
{
    public async Task<IReadOnlyList<EndedTask>> EndedAsync(int planId, CancellationToken cancel = default) =>
        await db.Tasks.AsNoTracking().IgnoreQueryFilters(TrackerDb.Ended).Where(t => t.PlanId == planId && t.EndedOn != null).OrderByDescending(t => t.EndedOn).ThenBy(t => t.Position)
            .Select(t => new EndedTask(t.Id, t.Number, t.Title, t.EndedOn!.Value, t.EndedBy ?? "")).ToListAsync(cancel);

    /// <returns>In the plan's order.</returns>
    public async Task<IReadOnlyList<PlanTaskRow>> GetAsync(int planId, CancellationToken cancel = default)
    {
        var today = clock.Today;
        var tasks = db.Tasks.AsNoTracking().Where(t => t.PlanId == planId);
        var heads = await tasks.OrderBy(t => t.Position).Select(t => new
        {
            t.Id, t.Number, t.Title, t.Path, t.Kind, Ahead = t.Milestones.Where(m => m.Due >= today).Min(m => (DateOnly?)m.Due),
        }).ToListAsync(cancel);
        var unset = (await tasks.NotBrokenDown(today).Select(t => t.Id).ToListAsync(cancel)).ToHashSet();
        var departments = (await db.Shares.AsNoTracking().Where(s => tasks.Any(t => t.Id == s.TaskId)).OrderBy(s => s.Position)
            .Select(s => new { s.TaskId, s.Department.Name }).ToListAsync(cancel)).ToLookup(s => s.TaskId, s => s.Name);
        var lights = (await Lines.Of(db).Where(l => l.Of.Task.PlanId == planId).GroupBy(l => new { l.Of.TaskId, l.Light })
            .Select(g => new { g.Key.TaskId, g.Key.Light, Count = g.Count() }).ToListAsync(cancel)).ToLookup(l => l.TaskId, l => (l.Light, l.Count));
        var next = await db.MilestoneShares.Where(s => s.MetOn == null)
            .Join(db.Responsibilities.Where(r => r.Task.PlanId == planId && r.ClosedOn == null), s => s.ResponsibilityId, r => r.Id, (s, r) => new { r.TaskId, s.Due })
            .GroupBy(s => s.TaskId).Select(g => new { g.Key, Due = g.Min(s => s.Due) }).ToDictionaryAsync(g => g.Key, g => (DateOnly?)g.Due, cancel);
        return
        [
            .. heads.Select(t => new PlanTaskRow(t.Id, t.Number, t.Title, t.Path, t.Kind == TaskKind.Safeguard, lights[t.Id].Select(l => (Light?)l.Light).Max(), LightCounts.Of(lights[t.Id]),
                [.. departments[t.Id]], lights.Contains(t.Id) ? next.GetValueOrDefault(t.Id) : t.Ahead, !unset.Contains(t.Id))),
        ];
    }
}
