using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Plans;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Plans;

internal enum AssignRefusal
{
    NothingChosen,

    /// <summary>No department of the plan's region in force.</summary>
    UnknownDepartment,

    /// <summary>A task has another lead already.</summary>
    TwoLeads,
}

/// <summary>Assigns many tasks of a plan to a department, or a group, at once.</summary>
internal sealed class AssignDepartments([WholeLedger] TrackerDb db, ShareOutPlans shareOut, TimeProvider time, CurrentPerson me)
{
    /// <returns>Why nothing was done, with the number of the task where it is about one; null where it was.</returns>
    public async Task<(AssignRefusal Refusal, string? Task)?> HandleAsync(string planKey, IReadOnlyList<int> taskIds, int departmentId, ResponsibilityRole role, DateOnly today, CancellationToken cancel)
    {
        var tasks = await db.Tasks.Include(t => t.Plan).Include(t => t.Shares).Where(t => t.Plan.Key == planKey && taskIds.Contains(t.Id)).OrderBy(t => t.Position).ToListAsync(cancel);
        if (tasks.Count == 0 || !me.Supervises(tasks[0].Plan.Region, tasks[0].PlanId))
        {
            return (AssignRefusal.NothingChosen, null);
        }

        var region = tasks[0].Plan.Region;
        if (await db.Departments.FirstOrDefaultAsync(d => d.Id == departmentId && d.Region == region, cancel) is not { } department || !department.InForceOn(today))
        {
            return (AssignRefusal.UnknownDepartment, null);
        }

        if (role == ResponsibilityRole.Lead && tasks.Find(t => t.Shares.Exists(s => s.Role == ResponsibilityRole.Lead && s.DepartmentId != departmentId)) is { } led)
        {
            return (AssignRefusal.TwoLeads, led.Number);
        }

        tasks.ForEach(task => AssignTasks.Assign(task, departmentId, role));
        db.Record(
            AuditSubject.Plan(planKey), me.By, "DepartmentAssigned", new { On = today, Department = department.Name, Role = role.ToString(), Tasks = tasks.Select(t => $"{t.Number} {t.Title}") }, time.GetUtcNow().UtcDateTime);
        await db.Database.InTransactionAsync(
            async () =>
            {
                await db.SaveChangesAsync(cancel);
                await shareOut.HandleAsync(region, today, cancel);
            },
            cancel);
        return null;
    }
}
