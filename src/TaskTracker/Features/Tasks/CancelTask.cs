using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Audit;
using TaskTracker.Features.Plans;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Tasks;

internal enum TaskRefusal
{
    NotFound, DecisionMissing, TitleMissing, UnknownMilestone, NothingChanged, OutsidePeriod,

    /// <summary>The number of a decision is a line, not a text.</summary>
    TextTooLong,

    /// <summary>Somebody else changed it since the page was shown.</summary>
    ChangedMeanwhile,
}

/// <summary>Ends a task by a decision: its responsibilities end with it, nobody is written to about it any more, and all of it can still be read.</summary>
internal sealed class CancelTask([WholeLedger] TrackerDb db, TimeProvider time, CurrentPerson me)
{
    public const int LongestDecision = 200;

    /// <param name="decision">The document number (文号).</param>
    /// <returns>Why nothing was done; null where it was.</returns>
    public async Task<TaskRefusal?> HandleAsync(int taskId, string decision, DateOnly today, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(decision))
        {
            return TaskRefusal.DecisionMissing;
        }

        if (decision.Length > LongestDecision)
        {
            return TaskRefusal.TextTooLong;
        }

        if (await db.Tasks.Include(t => t.Plan).FirstOrDefaultAsync(t => t.Id == taskId, cancel) is not { } task || !me.Supervises(task.Plan.Region, task.PlanId))
        {
            return TaskRefusal.NotFound;
        }

        var utcNow = time.GetUtcNow().UtcDateTime;
        var change = new PlanChange(db, task.Plan, decision.Trim(), today, utcNow, me.By);
        db.Record(AuditSubject.Plan(task.Plan.Key), me.By, "TaskCancelled", new { On = today, task.Key, task.Number, task.Title, change.Decision }, utcNow);
        await db.Database.InTransactionAsync(
            async () =>
            {
                await change.BeginAsync([task], cancel);
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return null;
    }
}
