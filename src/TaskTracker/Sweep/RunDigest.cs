using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Mail;
using TaskTracker.Outbox;
using TaskTracker.Persistence;
using TaskTracker.RulesInForce;

namespace TaskTracker.Sweep;

/// <summary>Queues the week's digest for every leader of a region with a plan in force, also when nothing is red. Once a week, however often it is asked for.</summary>
internal sealed class RunDigest(IDbContextFactory<TrackerDb> databases, HouseRules house, TakeInFolder takeIn, HouseClock clock, IOptions<MailOptions> mailOptions)
{
    /// <summary>Digests leave from this hour on.</summary>
    private static readonly TimeOnly LeavesAt = new(9, 0);

    /// <param name="onlyWhenDue">Do nothing before the week's first workday, nor in a week without workdays.</param>
    /// <returns>The run, and whether it is new; null where the week's digest is not due.</returns>
    public async Task<(SweepRun Run, bool IsNew)?> HandleAsync(DateOnly asOf, bool onlyWhenDue, CancellationToken cancel)
    {
        await takeIn.AtStartAsync(cancel);
        var calendar = house.Current.Calendar;
        if (onlyWhenDue && !(calendar.FirstWorkdayOfWeek(asOf) <= asOf))
        {
            return null;
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        var monday = asOf.AddDays(-(((int)asOf.DayOfWeek + 6) % 7));
        if (await db.Runs.FirstOrDefaultAsync(r => r.Kind == RunKind.Digest && r.AsOf >= monday && r.AsOf < monday.AddDays(7), cancel) is { } known)
        {
            return (known, false);
        }

        var key = await SharedSecret.MessageKeyAsync(db, cancel);
        var leaders = await LeadersAsync(db, asOf, cancel);
        var run = new SweepRun
        {
            Kind = RunKind.Digest, AsOf = asOf, Ordinal = 1, State = RunState.Done, StartedAt = clock.UtcNow, FinishedAt = clock.UtcNow, Mails = leaders.Count,
        };
        var notBefore = clock.ToUtc(calendar.FirstWorkdayOnOrAfter(asOf).ToDateTime(LeavesAt));
        db.Mails.AddRange(leaders.Select(person => new QueuedMail { Run = run, PersonId = person, MessageId = MessageIds.Of(key, run, person, 0, mailOptions.Value.From), NotBefore = notBefore }));
        db.Runs.Add(run);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await db.SaveChangesAsync(cancel);

            // Last week's, if it never left, would only repeat this one.
            await db.Mails.Where(m => m.RunId != run.Id && m.Run.Kind == RunKind.Digest && m.State == MailState.Queued && leaders.Contains(m.PersonId))
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.State, MailState.Cancelled).SetProperty(m => m.Fence, m => m.Fence + 1), cancel);
            await transaction.CommitAsync(cancel);
            return (run, true);
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            // Another node queued the week's digest between our look and our write.
            return (await db.Runs.AsNoTracking().FirstAsync(r => r.Kind == RunKind.Digest && r.AsOf == asOf, cancel), false);
        }
    }

    /// <summary>Who leads a region with a plan in force on a day.</summary>
    public static Task<List<int>> LeadersAsync(TrackerDb db, DateOnly day, CancellationToken cancel) =>
        db.PostHolders.Where(h => h.From <= day && (h.Until == null || h.Until >= day))
            .Join(
                db.Posts.Where(p => p.Kind == PostKind.Leader && db.Plans.Any(x => x.Region == p.Department.Region && (x.State == PlanState.Active || x.State == PlanState.UnderEvaluation))),
                h => h.PostId, p => p.Id, (h, p) => h.PersonId)
            .Distinct().ToListAsync(cancel);
}
