using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Plans;
using TaskTracker.Features.Parts;
using TaskTracker.Features.Responsibilities;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Departments;

/// <param name="Region">Null for all.</param>
/// <param name="Regions">Those with a department that is responsible for something.</param>
/// <param name="Ranked">The furthest behind first.</param>
/// <param name="Unranked">Below five responsibilities in plans that rank, by name.</param>
/// <param name="IsPartly">A plan does not rank; what is ranked leaves it out.</param>
internal sealed record DepartmentsModel(string? Region, IReadOnlyList<string> Regions, IReadOnlyList<DepartmentShare> Ranked, IReadOnlyList<DepartmentShare> Unranked, bool IsPartly);

/// <summary>A department and how far it is behind.</summary>
/// <param name="Overdue">Responsibilities with a milestone overdue.</param>
/// <param name="Weight">Days overdue of the longest overdue milestone of each responsibility, over all its responsibilities.</param>
/// <param name="Reached">False where its mail doesn't arrive, or there is nobody to write to.</param>
internal sealed record DepartmentShare(int Id, string Name, string Region, LightCounts Lights, int Overdue, decimal Weight, bool Reached)
{
    public bool Ranked => Lights.Total >= DepartmentRanking.RankedFrom;
}

internal sealed class ListDepartments(TrackerDb db, FindUnreached unreached, HouseClock clock)
{
    public async Task<DepartmentsModel> GetAsync(string? region, CancellationToken cancel = default)
    {
        var all = await SharesAsync(Lines.Of(db).Watched(), cancel);
        var regions = all.Select(d => d.Region).Distinct().Order(StringComparer.Ordinal).ToList();
        var shown = regions.Contains(region!) ? all.Where(d => d.Region == region).ToList() : all;
        var isPartly = await db.Plans.AnyAsync(p => !p.Ranks && p.State != PlanState.Draft && p.State != PlanState.Archived, cancel);
        var inOrder = isPartly ? await SharesAsync(Lines.Of(db).Watched().Where(l => l.Of.Task.Plan.Ranks), cancel) : all;
        var ranked = inOrder.Where(d => d.Ranked && shown.Any(s => s.Id == d.Id)).ToList();
        return new(shown == all ? null : region, regions, ranked, [.. shown.Where(d => !ranked.Exists(r => r.Id == d.Id)).OrderBy(d => d.Name, StringComparer.Ordinal)], isPartly);
    }

    /// <returns>One for each department that the lines name, the furthest behind first.</returns>
    public async Task<IReadOnlyList<DepartmentShare>> SharesAsync(IQueryable<Line> lines, CancellationToken cancel)
    {
        var today = clock.Today;
        var lights = (await lines.GroupBy(l => new { l.Of.DepartmentId, l.Light }).Select(g => new { g.Key.DepartmentId, g.Key.Light, Count = g.Count() }).ToListAsync(cancel))
            .ToLookup(l => l.DepartmentId, l => (l.Light, l.Count));
        var overdue = from m in db.MilestoneShares
                      where m.MetOn == null && m.Due < today
                      join l in lines.Where(l => l.Of.ClosedOn == null) on m.ResponsibilityId equals l.Of.Id
                      group m.Due by new { m.ResponsibilityId, l.Of.DepartmentId } into mine
                      select new { mine.Key.DepartmentId, Due = mine.Min() };
        var late = (await overdue.GroupBy(m => new { m.DepartmentId, m.Due }).Select(g => new { g.Key.DepartmentId, g.Key.Due, Count = g.Count() }).ToListAsync(cancel))
            .ToLookup(l => l.DepartmentId, l => (Days: today.DayNumber - l.Due.DayNumber, l.Count));
        var ids = lights.Select(l => l.Key).ToList();
        var departments = await db.Departments.AsNoTracking().Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Name, d.Region }).ToListAsync(cancel);
        var notReached = (await unreached.GetAsync(cancel)).Select(d => d.Id).ToHashSet();
        return
        [
            .. DepartmentRanking.InOrder(
                departments.Select(d => new DepartmentShare(
                    d.Id, d.Name, d.Region, LightCounts.Of(lights[d.Id]), late[d.Id].Sum(l => l.Count),
                    (decimal)late[d.Id].Sum(l => (long)l.Days * l.Count) / lights[d.Id].Sum(l => l.Count), !notReached.Contains(d.Id))),
                d => new RankedDepartment(d.Name, d.Overdue, d.Lights.Total, d.Weight)),
        ];
    }
}
