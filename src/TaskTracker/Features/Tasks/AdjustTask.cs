using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Plans;
using TaskTracker.Features.Progress;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Features.Tasks;

/// <summary>
/// Changes a task's title or the dates of its milestones by a decision. The first dates are kept; whoever has an extension beyond a new date
/// keeps it, and what is met stays met.
/// </summary>
internal sealed class AdjustTask([WholeLedger] TrackerDb db, HouseRules house, TimeProvider time, CurrentPerson me)
{
    private const int Tries = 10;

    /// <param name="due">The last days in time, by the milestones' keys; those that do not differ change nothing.</param>
    /// <param name="decision">The document number (文号).</param>
    /// <param name="form">What the form brings along; null where no person filled one.</param>
    /// <returns>Why nothing was done; null where it was.</returns>
    public async Task<TaskRefusal?> HandleAsync(int taskId, string title, IReadOnlyDictionary<string, DateOnly> due, string decision, DateOnly today, CancellationToken cancel, TaskForm? form = null)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await TryAsync(taskId, title, due, decision, today, form, cancel);
            }
            catch (DbUpdateException e) when (tries < Tries && (e is DbUpdateConcurrencyException || e.Entries.Any(entry => entry.Entity is SentForm)))
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<TaskRefusal?> TryAsync(int taskId, string title, IReadOnlyDictionary<string, DateOnly> due, string decision, DateOnly today, TaskForm? form, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(decision) || string.IsNullOrWhiteSpace(title))
        {
            return string.IsNullOrWhiteSpace(decision) ? TaskRefusal.DecisionMissing : TaskRefusal.TitleMissing;
        }

        if (decision.Length > CancelTask.LongestDecision || title.Length > CancelTask.LongestDecision)
        {
            return TaskRefusal.TextTooLong;
        }

        if (await db.Tasks.Include(t => t.Plan).Include(t => t.Milestones).Include(t => t.Responsibilities).AsSplitQuery().FirstOrDefaultAsync(t => t.Id == taskId, cancel) is not { } task
            || !me.Supervises(task.Plan.Region, task.PlanId))
        {
            return TaskRefusal.NotFound;
        }

        var subject = AuditSubject.Plan(task.Plan.Key);
        var digest = form?.DigestOf(taskId, title, due, decision);
        if (digest is not null && await SentForm.IsDoneAsync(db, subject, digest, cancel))
        {
            return null;
        }

        if (form is not null && form.Seen != TaskForm.MarkOf(task))
        {
            return TaskRefusal.ChangedMeanwhile;
        }

        if (due.Keys.Any(key => task.Milestones.All(m => m.Key != key)))
        {
            return TaskRefusal.UnknownMilestone;
        }

        var moved = task.Milestones.Where(m => due.TryGetValue(m.Key, out var day) && day != m.Due).Select(m => new MovedDate(m, m.Due)).ToList();
        if (moved.Any(m => due[m.Milestone.Key] < task.Plan.Start))
        {
            return TaskRefusal.OutsidePeriod;
        }

        if (moved.Count == 0 && title.Trim() == task.Title)
        {
            return TaskRefusal.NothingChanged;
        }

        var utcNow = time.GetUtcNow().UtcDateTime;
        var change = new PlanChange(db, task.Plan, decision.Trim(), today, utcNow, me.By);
        db.Record(
            subject, me.By, "TaskAdjusted",
            new { On = today, task.Key, task.Number, From = task.Title, To = title.Trim(), Moved = moved.Select(m => new { Milestone = m.Milestone.Key, m.From, To = due[m.Milestone.Key] }), change.Decision }, utcNow);
        if (digest is not null)
        {
            db.Forms.Add(new SentForm { Subject = subject, Digest = digest });
        }

        await db.Database.InTransactionAsync(
            async () =>
            {
                await change.BeginAsync([], cancel);
                foreach (var (milestone, _) in moved)
                {
                    milestone.Due = due[milestone.Key];
                }

                if (title.Trim() != task.Title)
                {
                    foreach (var responsibility in task.Responsibilities.Where(r => r.ClosedOn is null))
                    {
                        RecordProgress.Write(responsibility, new TaskRetitled(today, me.By, task.Title, title.Trim(), decision.Trim()), utcNow);
                    }

                    task.Title = title.Trim();
                }

                await change.EndAsync(moved, cancel);
                await db.SaveChangesAsync(cancel);
                if (task.Plan.IsWatched)
                {
                    var (rules, calendar) = house.Current;
                    await new Assess(db, house, rules, calendar).HandleAsync(task.Plan, db.Tasks.Where(t => t.Id == taskId), withPlan: false, runId: null, today, cancel);
                    await db.SaveChangesAsync(cancel);
                }
            },
            cancel);
        return null;
    }
}
