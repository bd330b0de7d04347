using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskTracker.Domain.Organisation;
using TaskTracker.Mail;
using TaskTracker.Outbox;
using TaskTracker.Persistence;

namespace TaskTracker.Sweep;

/// <summary>Has the audit's seal leave the house: once a week to whoever holds a supervision post. The newest seal vouches for all before it, so one mail a week is enough.</summary>
internal sealed class MailSeals(IDbContextFactory<TrackerDb> databases, HouseRules house, HouseClock clock, IOptions<MailOptions> mailOptions)
{
    private static readonly TimeOnly LeavesAt = new(9, 0);

    /// <returns>How many mails were queued; 0 before the week's first workday, and where the week has had its own.</returns>
    public async Task<int> HandleAsync(DateOnly today, CancellationToken cancel)
    {
        var calendar = house.Current.Calendar;
        if (!(calendar.FirstWorkdayOfWeek(today) <= today))
        {
            return 0;
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        if (await db.Runs.AnyAsync(r => r.Kind == RunKind.Seal && r.AsOf >= monday && r.AsOf < monday.AddDays(7), cancel))
        {
            return 0;
        }

        var key = await SharedSecret.MessageKeyAsync(db, cancel);
        var people = await db.PostHolders.Where(h => h.From <= today && (h.Until == null || h.Until >= today))
            .Join(db.Posts.Where(p => p.Kind == PostKind.Supervision), h => h.PostId, p => p.Id, (h, p) => h.PersonId).Distinct().ToListAsync(cancel);

        // By the week's Monday, so that two nodes that meet on different days make one run.
        var run = new SweepRun { Kind = RunKind.Seal, AsOf = monday, Ordinal = 1, State = RunState.Done, StartedAt = clock.UtcNow, FinishedAt = clock.UtcNow, Mails = people.Count };
        var notBefore = clock.ToUtc(calendar.FirstWorkdayOnOrAfter(today).ToDateTime(LeavesAt));
        db.Runs.Add(run);
        db.Mails.AddRange(people.Select(person => new QueuedMail { Run = run, PersonId = person, MessageId = MessageIds.Of(key, run, person, 0, mailOptions.Value.From), NotBefore = notBefore }));
        try
        {
            await db.SaveChangesAsync(cancel);
            return people.Count;
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            // Another node queued the week's mails between our look and our write.
            return 0;
        }
    }

    /// <summary>What the mail says when it leaves: the newest seal there is then.</summary>
    /// <returns>Null where there is no seal, or the person holds no supervision post any more.</returns>
    public static async Task<SealMail?> ComposeAsync(TrackerDb db, QueuedMail mail, DateOnly today, CancellationToken cancel)
    {
        var holds = await db.Posts.AnyAsync(p => p.Kind == PostKind.Supervision && p.Holders.Any(h => h.PersonId == mail.PersonId && h.From <= today && (h.Until == null || h.Until >= today)), cancel);
        return holds && await db.Seals.AsNoTracking().OrderByDescending(s => s.Number).FirstOrDefaultAsync(cancel) is { } seal ? new SealMail(mail.Person.Name, seal) : null;
    }
}
