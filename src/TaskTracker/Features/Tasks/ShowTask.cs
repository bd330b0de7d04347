using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Plans;
using TaskTracker.Features.Parts;
using TaskTracker.Features.Plans;
using TaskTracker.Features.Responsibilities;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Tasks;

/// <param name="Text">The task's full wording; null where the plan's file leaves it out.</param>
/// <param name="Dispatch">The printed phrase that divides the work.</param>
/// <param name="Direct">Responsibilities of departments that the document or a decision names.</param>
/// <param name="Groups">Responsibilities that a group stands for.</param>
/// <param name="EndedOn">Null while the task is in force.</param>
/// <param name="EndedBy">The decision that ended it.</param>
/// <param name="Ended">Responsibilities that have ended, the latest first.</param>
internal sealed record TaskModel(DateOnly Today, int PlanId, string PlanKey, string Plan, string Region, string Number, string Title, IReadOnlyList<string> Path, bool Safeguard,
    Light? Worst, string? Text, string? Dispatch, bool OpenEnded, IReadOnlyList<RecurringDuty> Recurring, bool BrokenDown,
    IReadOnlyList<MilestoneDay> Milestones, IReadOnlyList<ResponsibilityRow> Direct, IReadOnlyList<GroupShare> Groups,
    DateOnly? EndedOn, string? EndedBy, IReadOnlyList<EndedShare> Ended);

/// <summary>A responsibility that a decision took off a department.</summary>
internal sealed record EndedShare(int Id, string Department, DateOnly On);

internal sealed record GroupShare(string Name, LightCounts Lights, IReadOnlyList<ResponsibilityRow> Members);

internal sealed class ShowTask(TrackerDb db, ListPlanMilestones milestones, ReadRows rows, HouseClock clock)
{
    /// <returns>Null where there is no such task.</returns>
    public async Task<TaskModel?> GetAsync(int id, CancellationToken cancel = default)
    {
        var one = db.Tasks.AsNoTracking().IgnoreQueryFilters(TrackerDb.Ended).Where(t => t.Id == id);
        var task = await one.Select(t => new { t.PlanId, PlanKey = t.Plan.Key, Plan = t.Plan.Title, t.Plan.Region, t.Number, t.Title, t.Path, t.Kind, t.Text, t.Dispatch, t.OpenEnded, t.Recurring, t.EndedOn, t.EndedBy }).FirstOrDefaultAsync(cancel);
        if (task is null)
        {
            return null;
        }

        var lines = await rows.GetAsync(Lines.Of(db).Where(l => l.Of.TaskId == id).InOrder(ResponsibilitySort.Worst), cancel);
        var groupIds = lines.Select(l => l.GroupId).OfType<int>().Distinct().ToList();
        var groups = await db.Departments.AsNoTracking().Where(d => groupIds.Contains(d.Id)).OrderBy(d => d.Id).Select(d => new { d.Id, d.Name }).ToListAsync(cancel);
        var ended = await db.Responsibilities.AsNoTracking().IgnoreQueryFilters(TrackerDb.Ended).Where(r => r.TaskId == id && r.EndedOn != null).OrderByDescending(r => r.EndedOn).ThenBy(r => r.Id)
            .Select(r => new EndedShare(r.Id, r.Department.Name, r.EndedOn!.Value)).ToListAsync(cancel);
        return new(clock.Today, task.PlanId, task.PlanKey, task.Plan, task.Region, task.Number, task.Title, task.Path, task.Kind == TaskKind.Safeguard, lines.Max(l => (Light?)l.Light),
            task.Text, task.Dispatch, task.OpenEnded, task.Recurring, task.EndedOn is not null || !await one.NotBrokenDown(clock.Today).AnyAsync(cancel), await milestones.DaysAsync(one, cancel),
            [.. lines.Where(l => l.GroupId is null)],
            [.. groups.Select(g => (g.Name, Members: lines.Where(l => l.GroupId == g.Id).ToList())).Select(g => new GroupShare(g.Name, LightCounts.Of(g.Members.Select(l => l.Light)), g.Members))],
            task.EndedOn, task.EndedBy, ended);
    }
}
