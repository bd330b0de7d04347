using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Plans;
using TaskTracker.Features.Rehearsal;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Features.Responsibilities;

/// <summary>A plan and one of its tasks as the ledger held them at the end of a day: today and for days to come as it holds them now.</summary>
internal sealed class ReadTaskOn(TrackerDb db, HouseClock clock)
{
    public async Task<(Plan Plan, TaskInView? Task)> HandleAsync(int planId, int taskId, DateOnly day, CancellationToken cancel)
    {
        var plan = await db.Plans.AsNoTracking().SingleAsync(p => p.Id == planId, cancel);
        if (day >= clock.Today)
        {
            return (plan, (await LedgerView.ReadAsync(db, plan, db.Tasks.Where(t => t.Id == taskId), day, cancel)).SingleOrDefault());
        }

        var end = clock.ToUtc(day.AddDays(1).ToDateTime(TimeOnly.MinValue));
        var changes = await db.PlanStateChanges.AsNoTracking().Where(c => c.PlanId == planId).OrderBy(c => c.Id).ToListAsync(cancel);
        return (new PlanPast(plan, changes, clock, new SweepTimes(day, day, [], clock)).Before(end), await PastAsync(taskId, day, end, cancel));
    }

    private async Task<TaskInView?> PastAsync(int taskId, DateOnly day, DateTime end, CancellationToken cancel)
    {
        var task = await db.Tasks.IgnoreQueryFilters(TrackerDb.Ended).Include(t => t.Milestones).AsNoTracking().SingleAsync(t => t.Id == taskId, cancel);
        if (task.AddedAt >= end || task.EndedOn <= day)
        {
            return null;
        }

        var now = await db.Responsibilities.IgnoreQueryFilters(TrackerDb.Ended).Where(r => r.TaskId == taskId).Include(r => r.Milestones).ThenInclude(m => m.Milestone).OrderBy(r => r.Id)
            .AsNoTracking().AsSplitQuery().ToListAsync(cancel);
        var history = await AuditTrail.ProgressAsync(db, now.Select(r => r.Id), cancel);
        var then = now.Select(r => new ResponsibilityPast(r, [.. history[r.Id]])).ToList();
        foreach (var point in then.SelectMany(r => r.Points).Where(p => p.At < end))
        {
            point.Apply();
        }

        var inForce = then.Where(r => r.IsInForce).ToList();
        return new TaskInView(
            task.Id,
            new TaskState(task.Number, task.Kind, inForce.Count, inForce.Count(r => !r.IsClosed), [.. task.Milestones.Where(m => !(m.AddedAt >= end)).Select(m => m.Due)]) { ReportCadence = task.ReportCadence, ReportCadenceFrom = task.ReportCadenceFrom },
            [.. inForce.Select(r => r.InView())]);
    }
}
