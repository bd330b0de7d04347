using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Plans;
using TaskTracker.Persistence;

namespace TaskTracker.Sweep;

/// <summary>
/// When a task with all that hangs on it, or a plan itself with its indicators, must be looked at again. What has no look, or one taken
/// by other rules, must be looked at by the next sweep.
/// </summary>
internal sealed class Look
{
    public int PlanId { get; init; }

    /// <summary>0 for the plan itself with its indicators.</summary>
    public int TaskId { get; init; }

    /// <summary>The first day on which anything can come out otherwise if nothing is done; null where no such day comes.</summary>
    public DateOnly? On { get; set; }

    /// <summary>The <see cref="Domain.Evaluation.Fingerprint"/> of the rules and the calendar that foretold it.</summary>
    public required string By { get; set; }
}

/// <summary>What a sweep must look at.</summary>
internal static class Looks
{
    /// <summary>Tasks, also those that have ended: what still held for them ends.</summary>
    public static IQueryable<PlanTask> DueTasks(TrackerDb db, string by, DateOnly asOf) =>
        db.Tasks.IgnoreQueryFilters().Where(t => !db.Looks.Any(l => l.PlanId == t.PlanId && l.TaskId == t.Id && l.By == by && (l.On == null || l.On > asOf)));

    /// <summary>Plans that are due themselves; their tasks are another matter.</summary>
    public static IQueryable<Plan> DuePlans(TrackerDb db, string by, DateOnly asOf) =>
        db.Plans.Where(p => !db.Looks.Any(l => l.PlanId == p.Id && l.TaskId == 0 && l.By == by && (l.On == null || l.On > asOf)));

    /// <summary>Tracks the looks just taken at tasks of a plan; by 0 at the plan itself.</summary>
    public static async Task KeepAsync(TrackerDb db, int planId, IReadOnlyDictionary<int, DateOnly?> again, string by, CancellationToken cancel)
    {
        var known = await db.Looks.Where(l => l.PlanId == planId && again.Keys.Contains(l.TaskId)).ToDictionaryAsync(l => l.TaskId, cancel);
        foreach (var (taskId, on) in again)
        {
            if (known.TryGetValue(taskId, out var look))
            {
                (look.On, look.By) = (on, by);
            }
            else
            {
                db.Looks.Add(new Look { PlanId = planId, TaskId = taskId, On = on, By = by });
            }
        }
    }
}
