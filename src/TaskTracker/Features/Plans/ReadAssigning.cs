using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Plans;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Plans;

/// <param name="Departments">Who shares in it already, groups by their own name.</param>
internal sealed record TaskToAssign(int Id, string Number, string Title, IReadOnlyList<string> Path, IReadOnlyList<(string Name, ResponsibilityRole Role)> Departments);

/// <param name="Members">How many a group stands for; null for a department.</param>
internal sealed record DepartmentToChoose(int Id, string Name, int? Members);

/// <param name="All">Tasks of the plan.</param>
/// <param name="Unassigned">Of them without a department.</param>
/// <param name="Total">Of those that pass the filter.</param>
internal sealed record AssigningModel(Plan Plan, IReadOnlyList<string> Chapters, IReadOnlyList<TaskToAssign> Tasks, IReadOnlyList<DepartmentToChoose> Departments, int All, int Unassigned, int Total);

/// <summary>What the page for assigning many tasks shows.</summary>
internal sealed class ReadAssigning(TrackerDb db, HouseClock clock, CurrentPerson me)
{
    public const int PageSize = 100;

    /// <param name="page">From 1.</param>
    /// <returns>Null where there is no such plan, or none that the person may assign.</returns>
    public async Task<AssigningModel?> GetAsync(string planKey, bool unassignedOnly, string? chapter, int page, CancellationToken cancel)
    {
        if (await db.Plans.AsNoTracking().FirstOrDefaultAsync(p => p.Key == planKey, cancel) is not { } plan || !me.Supervises(plan.Region, plan.Id))
        {
            return null;
        }

        var today = clock.Today;
        var heads = await db.Tasks.AsNoTracking().Where(t => t.PlanId == plan.Id).OrderBy(t => t.Position).Select(t => new { t.Id, t.Number, t.Title, t.Path, IsFree = t.Responsibilities.Count == 0 }).ToListAsync(cancel);
        var passing = heads.Where(t => (!unassignedOnly || t.IsFree) && (chapter is null || t.Path.FirstOrDefault() == chapter)).ToList();
        var shown = passing.Skip((page - 1) * PageSize).Take(PageSize).ToList();
        var ids = shown.ConvertAll(t => t.Id);
        var shares = (await db.Shares.AsNoTracking().Where(s => ids.Contains(s.TaskId)).OrderBy(s => s.Position).Select(s => new { s.TaskId, s.Department.Name, s.Role }).ToListAsync(cancel)).ToLookup(s => s.TaskId, s => (s.Name, s.Role));
        var departments = await db.Departments.AsNoTracking().Where(d => d.Region == plan.Region && (d.From == null || d.From <= today) && (d.Until == null || d.Until >= today)).OrderBy(d => d.IsGroup ? 0 : 1).ThenBy(d => d.Id)
            .Select(d => new DepartmentToChoose(d.Id, d.Name, d.IsGroup ? d.Members.Count(m => (m.Member.From == null || m.Member.From <= today) && (m.Member.Until == null || m.Member.Until >= today)) : null)).ToListAsync(cancel);
        return new(
            plan, [.. heads.Select(t => t.Path.FirstOrDefault()).OfType<string>().Distinct()], shown.ConvertAll(t => new TaskToAssign(t.Id, t.Number, t.Title, t.Path, [.. shares[t.Id]])),
            departments, heads.Count, heads.Count(t => t.IsFree), passing.Count);
    }
}
