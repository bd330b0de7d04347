using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Organisation;
using TaskTracker.Mail;
using TaskTracker.Outbox;
using TaskTracker.Persistence;

namespace TaskTracker.Sweep;

/// <summary>
/// Ends a run: its notices become one mail per person, in one transaction. What still waits unrendered for the same person from earlier
/// runs comes along, so that after an outage of the mail server, too, each person gets one mail.
/// </summary>
internal sealed class MakeMails(IDbContextFactory<TrackerDb> databases, SendHours hours, HouseClock clock, IOptions<MailOptions> mailOptions)
{
    private const int MostTries = 5;

    /// <summary>Does nothing to a run that is done.</summary>
    public async Task<SweepRun> HandleAsync(int runId, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(runId, cancel);
            }
            catch (DbUpdateException) when (attempt < MostTries && !cancel.IsCancellationRequested)
            {
                // Another node ended the run, or took one of the waiting mails to send it: look again.
            }
        }
    }

    private async Task<SweepRun> TryAsync(int runId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var key = await SharedSecret.MessageKeyAsync(db, cancel);
        var run = await db.Runs.SingleAsync(r => r.Id == runId, cancel);
        if (run.State == RunState.Done)
        {
            return run;
        }

        var told = await Holders(db, run.AsOf).Join(Untold(db, runId), h => h.PostId, n => n.PostId, (h, n) => new { h.PersonId, n.Level })
            .GroupBy(n => n.PersonId).Select(g => new { PersonId = g.Key, Level = g.Max(n => n.Level) }).OrderBy(p => p.PersonId).ToListAsync(cancel);
        var now = clock.UtcNow;
        var waiting = (await db.Mails.Where(m => m.State == MailState.Queued && m.Run.Kind == RunKind.Sweep && (m.LeasedUntil == null || m.LeasedUntil < now)).ToListAsync(cancel)).ToLookup(m => m.PersonId);
        var carried = new List<(QueuedMail From, QueuedMail To)>();
        foreach (var person in told)
        {
            var mail = new QueuedMail
            {
                RunId = runId, PersonId = person.PersonId, MessageId = MessageIds.Of(key, run, person.PersonId, 0, mailOptions.Value.From), NotBefore = hours.FirstUtc(run.AsOf), Level = person.Level,
            };
            db.Mails.Add(mail);
            foreach (var earlier in waiting[person.PersonId])
            {
                // The fence rises, so that a node which still holds an old lease cannot send it any more.
                earlier.State = MailState.Cancelled;
                earlier.Fence++;
                carried.Add((earlier, mail));
            }
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        run.State = RunState.Done;
        run.FinishedAt = clock.UtcNow;
        run.Notices = await db.Notices.CountAsync(n => n.RunId == runId, cancel);
        run.Mails = told.Count;
        run.Responsibilities = await db.Responsibilities.CountAsync(
            r => db.WatchedPlans.Any(p => p.Id == r.Task.PlanId) && db.Looks.Any(l => l.PlanId == r.Task.PlanId && l.TaskId == r.TaskId && (l.On == null || l.On > run.AsOf)),
            cancel);
        run.LookedAt = await db.Batches.Where(b => b.RunId == runId).SumAsync(b => b.Responsibilities, cancel);
        run.Changes = await db.Batches.Where(b => b.RunId == runId).SumAsync(b => b.Changes, cancel);
        await db.SaveChangesAsync(cancel);
        await Untold(db, runId).ExecuteUpdateAsync(s => s.SetProperty(n => n.MailId, n => Holders(db, run.AsOf).Where(h => h.PostId == n.PostId)
            .Join(db.Mails.Where(m => m.RunId == runId), h => h.PersonId, m => m.PersonId, (h, m) => (int?)m.Id).FirstOrDefault()), cancel);
        foreach (var (from, to) in carried)
        {
            await db.Notices.Where(n => n.MailId == from.Id).ExecuteUpdateAsync(s => s.SetProperty(n => n.MailId, to.Id), cancel);
        }

        await db.TellSizesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return run;
    }

    /// <summary>The run's notices; those of earlier runs, too, whose post stood vacant: whoever holds it now is told.</summary>
    private static IQueryable<Notice> Untold(TrackerDb db, int runId) => db.Notices.Where(n => n.RunId <= runId && n.MailId == null && n.CuredOn == null);

    private static IQueryable<PostHolder> Holders(TrackerDb db, DateOnly day) => db.PostHolders.Where(h => h.From <= day && (h.Until == null || h.Until >= day));
}
