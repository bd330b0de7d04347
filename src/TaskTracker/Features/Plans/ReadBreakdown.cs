using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Plans;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Plans;

/// <summary>Departments that share a task: those that are named, or the members of a group.</summary>
/// <param name="Group">Null for those that are named.</param>
internal sealed record SharingDepartments(string? Group, IReadOnlyList<(int Id, string Name)> Departments);

/// <param name="Milestones">The year's, printed ones too.</param>
/// <param name="Proposed">Where the task has no annual milestone in the year: what it could be given.</param>
internal sealed record BreakdownTask(PlanTask Of, IReadOnlyList<SharingDepartments> Sharing, IReadOnlyList<Milestone> Milestones, IReadOnlyList<ProposedMilestone> Proposed);

/// <param name="Years">Of the plan's period.</param>
/// <param name="Chapters">The outermost headings.</param>
/// <param name="All">Tasks of the plan.</param>
/// <param name="Unset">Of them without any milestone in the year.</param>
/// <param name="Total">Of those that pass the filter.</param>
internal sealed record BreakdownModel(Plan Plan, int Year, IReadOnlyList<int> Years, IReadOnlyList<string> Chapters, IReadOnlyList<BreakdownTask> Tasks, int All, int Unset, int Total);

/// <param name="Chapter">The outermost heading; null for all.</param>
/// <param name="Page">From 1.</param>
internal sealed record BreakdownFilter(int? Year, bool UnsetOnly, string? Chapter, int Page)
{
    public const int PageSize = 25;

    public string Address(string planKey) => Parts.Address.To(
        $"/plans/{planKey}/breakdown", ("year", Year?.ToString(CultureInfo.InvariantCulture)), ("only", UnsetOnly ? "unset" : null), ("chapter", Chapter), ("page", Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>What the grid of a year's milestones shows.</summary>
internal sealed class ReadBreakdown(TrackerDb db, HouseClock clock, CurrentPerson me)
{
    /// <returns>Null where there is no such plan, or none that the person may break down.</returns>
    public async Task<BreakdownModel?> GetAsync(string planKey, BreakdownFilter filter, CancellationToken cancel)
    {
        if (await db.Plans.AsNoTracking().FirstOrDefaultAsync(p => p.Key == planKey, cancel) is not { } plan || !me.Supervises(plan.Region, plan.Id))
        {
            return null;
        }

        var year = Math.Clamp(filter.Year ?? clock.Today.Year, plan.Start.Year, plan.End.Year);
        var all = db.Tasks.AsNoTracking().Where(t => t.PlanId == plan.Id);
        var unset = all.WithoutMilestoneIn(year);
        var heads = await (filter.UnsetOnly ? unset : all).OrderBy(t => t.Position).Select(t => new { t.Id, t.Path }).ToListAsync(cancel);
        var chapters = filter.UnsetOnly || filter.Chapter is not null ? (await all.OrderBy(t => t.Position).Select(t => t.Path).ToListAsync(cancel)) : heads.ConvertAll(h => h.Path);
        var passing = heads.Where(h => filter.Chapter is null || h.Path.FirstOrDefault() == filter.Chapter).Select(h => h.Id).ToList();
        var shown = passing.Skip((filter.Page - 1) * BreakdownFilter.PageSize).Take(BreakdownFilter.PageSize).ToList();
        var tasks = await db.Tasks.AsNoTracking().Where(t => shown.Contains(t.Id))
            .Include(t => t.Shares).ThenInclude(s => s.Department).ThenInclude(d => d.Members).ThenInclude(m => m.Member).Include(t => t.Milestones).AsSplitQuery().OrderBy(t => t.Position).ToListAsync(cancel);
        return new(
            plan, year, [.. Enumerable.Range(plan.Start.Year, plan.End.Year - plan.Start.Year + 1)], [.. chapters.Select(p => p.FirstOrDefault()).OfType<string>().Distinct()],
            tasks.ConvertAll(t => Of(plan, t, year)), await all.CountAsync(cancel), await unset.CountAsync(cancel), passing.Count);
    }

    private BreakdownTask Of(Plan plan, PlanTask task, int year)
    {
        var wanted = ShareOut.Of(task.Shares, clock.Today);
        var names = task.Shares.SelectMany(s => s.Department.Members.Select(m => m.Member).Append(s.Department)).DistinctBy(d => d.Id).ToDictionary(d => d.Id, d => d.Name);
        var ofYear = task.Milestones.Where(m => m.Due.Year == year && m.Origin != MilestoneOrigin.Superseded).OrderBy(m => m.Due).ThenBy(m => m.Id).ToList();
        return new(
            task, [.. wanted.GroupBy(w => w.GroupId).Select(g => new SharingDepartments(g.Key is { } id ? names[id] : null, [.. g.Select(w => (w.DepartmentId, names[w.DepartmentId]))]))],
            ofYear, ofYear.Exists(m => m.Origin == MilestoneOrigin.Annual) ? [] : YearProposal.Of(plan, task, year));
    }
}
