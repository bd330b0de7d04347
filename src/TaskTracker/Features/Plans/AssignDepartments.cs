using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Features.Progress;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Features.Plans;

internal enum AssignRefusal
{
    NothingChosen, DepartmentMissing,

    /// <summary>No department of the plan's region in force.</summary>
    UnknownDepartment,

    /// <summary>A task would have more than one lead.</summary>
    TwoLeads,

    /// <summary>All have it already.</summary>
    NothingNew,

    /// <summary>It would come to something else than was shown.</summary>
    ChangedMeanwhile,
}

/// <param name="Group">Through which the department comes in; null where it is chosen itself.</param>
/// <param name="Before">The role it has had; null where it gets a responsibility.</param>
internal sealed record AssignedDepartment(string Name, string? Group, ResponsibilityRole Role, ResponsibilityRole? Before);

internal sealed record AssignedTask(int Id, string Number, string Title, IReadOnlyList<AssignedDepartment> Departments);

/// <param name="Task">The number of the task that the refusal is about.</param>
/// <param name="Made">What was made, or would be; tasks in the plan's order.</param>
internal sealed record Assignment(AssignRefusal? Refusal, string? Task, IReadOnlyList<AssignedTask> Made)
{
    /// <summary>Tells whether a second look comes to the same.</summary>
    public string Mark => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(Made))))[..16];

    public static implicit operator Assignment(AssignRefusal refusal) => new(refusal, null, []);
}

/// <summary>Assigns many tasks of a plan to departments, or groups, at once.</summary>
internal sealed class AssignDepartments([WholeLedger] TrackerDb db, ShareOutPlans shareOut, HouseRules house, HouseClock clock, CurrentPerson me)
{
    private const int Tries = 10;

    /// <summary>What it would come to; nothing is changed.</summary>
    public async Task<Assignment> PreviewAsync(string planKey, IReadOnlyList<int> taskIds, IReadOnlyList<int> departmentIds, ResponsibilityRole role, CancellationToken cancel)
    {
        var (_, _, _, assignment) = await DecideAsync(planKey, taskIds, departmentIds, role, cancel);
        db.ChangeTracker.Clear();
        return assignment;
    }

    /// <param name="formKey">Goes with the form: sent twice it counts once.</param>
    /// <param name="seen">The preview's mark; null where nobody looked at one.</param>
    public async Task<Assignment> HandleAsync(string planKey, IReadOnlyList<int> taskIds, IReadOnlyList<int> departmentIds, ResponsibilityRole role, string formKey, string? seen, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await TryAsync(planKey, taskIds, departmentIds, role, formKey, seen, cancel);
            }
            catch (DbUpdateException e) when (tries < Tries && (e is DbUpdateConcurrencyException || e.Entries.Any(entry => entry.Entity is SentForm or Share)))
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<Assignment> TryAsync(string planKey, IReadOnlyList<int> taskIds, IReadOnlyList<int> departmentIds, ResponsibilityRole role, string formKey, string? seen, CancellationToken cancel)
    {
        var subject = AuditSubject.Plan(planKey);
        var digest = new FormStamp(formKey, 0).DigestOf(new { taskIds, departmentIds, role });
        if (await SentForm.IsDoneAsync(db, subject, digest, cancel))
        {
            return new(null, null, []);
        }

        var (plan, tasks, departments, assignment) = await DecideAsync(planKey, taskIds, departmentIds, role, cancel);
        var refusal = assignment.Refusal ?? (seen is not null && seen != assignment.Mark ? AssignRefusal.ChangedMeanwhile : null);
        if (refusal is not null || plan is null)
        {
            db.ChangeTracker.Clear();
            return assignment with { Refusal = refusal };
        }

        var today = clock.Today;
        db.Record(
            subject, me.By, "DepartmentAssigned", new { On = today, Departments = departments.Select(d => d.Name), Role = role.ToString(), Tasks = tasks.Select(t => $"{t.Number} {t.Title}") }, clock.UtcNow);
        db.Forms.Add(new SentForm { Subject = subject, Digest = digest });
        var ids = tasks.ConvertAll(t => t.Id);
        await db.Database.InTransactionAsync(
            async () =>
            {
                await db.SaveChangesAsync(cancel);
                await shareOut.HandleAsync(plan.Region, today, cancel);
                if (plan.IsWatched)
                {
                    var (rules, calendar) = house.Current;
                    await new Assess(db, house, rules, calendar).HandleAsync(plan, db.Tasks.Where(t => ids.Contains(t.Id)), withPlan: false, runId: null, today, cancel);
                    await db.SaveChangesAsync(cancel);
                }
            },
            cancel);
        return assignment;
    }

    /// <summary>Carries it out in memory.</summary>
    private async Task<(Plan? Plan, List<PlanTask> Tasks, List<Department> Departments, Assignment Assignment)> DecideAsync(
        string planKey, IReadOnlyList<int> taskIds, IReadOnlyList<int> departmentIds, ResponsibilityRole role, CancellationToken cancel)
    {
        var today = clock.Today;
        var tasks = await db.Tasks.Where(t => t.Plan.Key == planKey && taskIds.Contains(t.Id))
            .Include(t => t.Plan).Include(t => t.Shares).ThenInclude(s => s.Department).ThenInclude(d => d.Members).ThenInclude(m => m.Member).AsSplitQuery().OrderBy(t => t.Position).ToListAsync(cancel);
        if (tasks.Count == 0 || !me.Supervises(tasks[0].Plan.Region, tasks[0].PlanId))
        {
            return (null, [], [], AssignRefusal.NothingChosen);
        }

        var plan = tasks[0].Plan;
        var departments = await db.Departments.Include(d => d.Members).ThenInclude(m => m.Member).Where(d => d.Region == plan.Region && departmentIds.Contains(d.Id)).OrderBy(d => d.Id).ToListAsync(cancel);
        if (departmentIds.Count == 0)
        {
            return (plan, tasks, departments, AssignRefusal.DepartmentMissing);
        }

        if (departments.Count < departmentIds.Distinct().Count() || departments.Exists(d => !d.InForceOn(today)))
        {
            return (plan, tasks, departments, AssignRefusal.UnknownDepartment);
        }

        var before = tasks.ToDictionary(t => t.Id, t => ShareOut.Of(t.Shares, today).ToDictionary(w => w.DepartmentId, w => w.Role));
        tasks.ForEach(task => departments.ForEach(department => AssignTasks.Assign(task, department.Id, role)));
        db.ChangeTracker.DetectChanges();
        var names = tasks.SelectMany(t => t.Shares).SelectMany(s => s.Department.Members.Select(m => m.Member).Append(s.Department)).DistinctBy(d => d.Id).ToDictionary(d => d.Id, d => d.Name);
        var made = tasks.ConvertAll(task => new AssignedTask(
            task.Id, task.Number, task.Title,
            [.. ShareOut.Of(task.Shares, today)
                .Select(w => new AssignedDepartment(names[w.DepartmentId], w.GroupId is { } group ? names[group] : null, w.Role, before[task.Id].TryGetValue(w.DepartmentId, out var had) ? had : null))
                .Where(d => d.Before != d.Role)]));
        return tasks.Find(t => ShareOut.Of(t.Shares, today).Count(w => w.Role == ResponsibilityRole.Lead) > 1) is { } led && role == ResponsibilityRole.Lead
            ? (plan, tasks, departments, new(AssignRefusal.TwoLeads, led.Number, []))
            : (plan, tasks, departments, new(made.TrueForAll(t => t.Departments.Count == 0) ? AssignRefusal.NothingNew : null, null, [.. made.Where(t => t.Departments.Count > 0)]));
    }
}
