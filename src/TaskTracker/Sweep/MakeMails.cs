using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskTracker.Domain.Notices;
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
    /// <summary>Does nothing to a run that is done.</summary>
    public async Task<SweepRun> HandleAsync(int runId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var key = await SharedSecret.MessageKeyAsync(db, cancel);
        var run = await db.Runs.SingleAsync(r => r.Id == runId, cancel);
        if (run.State == RunState.Done)
        {
            return run;
        }

        // Those of earlier runs, too, whose post stood vacant: whoever holds it now is told.
        var notices = await db.Notices.Where(n => n.RunId <= runId && n.MailId == null && n.CuredOn == null).ToListAsync(cancel);
        var holders = await HoldersAsync(db, notices, run.AsOf, cancel);
        var mails = new List<(QueuedMail Mail, List<Notice> Notices)>();
        foreach (var person in notices.Where(n => holders.ContainsKey(n.PostId)).GroupBy(n => holders[n.PostId]))
        {
            var waiting = await db.Mails.Where(m => m.PersonId == person.Key && m.State == MailState.Queued && m.Run.Kind == RunKind.Sweep && (m.LeasedUntil == null || m.LeasedUntil < clock.UtcNow))
                .ToListAsync(cancel);
            var waitingIds = waiting.Select(m => m.Id).ToList();
            var carried = await db.Notices.Where(n => n.MailId != null && waitingIds.Contains(n.MailId.Value)).ToListAsync(cancel);
            foreach (var mail in waiting)
            {
                // The fence rises, so that a node which still holds an old lease cannot send it any more.
                mail.State = MailState.Cancelled;
                mail.Fence++;
            }

            var made = new QueuedMail
            {
                RunId = runId, PersonId = person.Key, MessageId = MessageIds.Of(key, run, person.Key, 0, mailOptions.Value.From), NotBefore = hours.FirstUtc(run.AsOf), Level = person.Max(n => n.Level),
            };
            db.Mails.Add(made);
            mails.Add((made, [.. person, .. carried]));
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        run.State = RunState.Done;
        run.FinishedAt = clock.UtcNow;
        run.Notices = await db.Notices.CountAsync(n => n.RunId == runId, cancel);
        run.Mails = mails.Count;
        run.Responsibilities = await db.Batches.Where(b => b.RunId == runId).SumAsync(b => b.Responsibilities, cancel);
        run.Changes = await db.Batches.Where(b => b.RunId == runId).SumAsync(b => b.Changes, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
            foreach (var (mail, its) in mails)
            {
                its.ForEach(n => n.MailId = mail.Id);
            }

            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return run;
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            // Another node ended the run, or took one of the waiting mails to send it: look again.
            await transaction.RollbackAsync(cancel);
            return await HandleAsync(runId, cancel);
        }
    }

    /// <summary>Who holds each post on the day; a vacant one is missing.</summary>
    private static async Task<Dictionary<int, int>> HoldersAsync(TrackerDb db, List<Notice> notices, DateOnly day, CancellationToken cancel)
    {
        var posts = notices.Select(n => n.PostId).Distinct().ToList();
        return await db.PostHolders.Where(h => posts.Contains(h.PostId) && h.From <= day && (h.Until == null || h.Until >= day))
            .Select(h => new { h.PostId, h.PersonId }).ToDictionaryAsync(h => h.PostId, h => h.PersonId, cancel);
    }
}
