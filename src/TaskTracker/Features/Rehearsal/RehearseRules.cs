using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskTracker.Access;
using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Rehearsal;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Features.Rehearsal;

/// <summary>
/// 预演: what rules would write over a span of past or coming days, by the ledger as it was or, ahead of today, as it is. Nothing is
/// written and nothing sent. What was written before the span counts for every set of rules alike, and what runs
/// then goes on by the version of its rule that it began with.
/// </summary>
internal sealed class RehearseRules(IDbContextFactory<TrackerDb> databases, HouseRules house, HouseClock clock, IOptions<RehearsalOptions> options)
{
    private const int MostYears = 20;

    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="rules">Most often those in force.</param>
    /// <param name="against">Those that might take their place; null: nothing is compared.</param>
    /// <param name="scope">What of the ledger is looked at; null: everything.</param>
    /// <exception cref="RehearsalRefusedException">The span cannot be rehearsed, or there is no plan.</exception>
    public async Task<Rehearsed> HandleAsync(
        DateOnly from, DateOnly to, (WatchRules Rules, WorkCalendar Calendar) rules, (WatchRules Rules, WorkCalendar Calendar)? against, CancellationToken cancel, Scope? scope = null)
    {
        if (from > to)
        {
            throw new RehearsalRefusedException($"The rehearsal would begin on {from:yyyy-MM-dd}, after it ends on {to:yyyy-MM-dd}; exchange the two days.");
        }

        if (to >= from.AddYears(MostYears))
        {
            throw new RehearsalRefusedException($"From {from:yyyy-MM-dd} to {to:yyyy-MM-dd} are more than {MostYears} years; rehearse fewer at a time.");
        }

        await using var db = await databases.CreateDbContextAsync(cancel);
        db.Scope = scope;
        if (!await db.Plans.AnyAsync(cancel))
        {
            throw new RehearsalRefusedException("There is no plan in the ledger, so no rule would write to anybody; load one first: tasktracker plan load FILE.");
        }

        var ran = await db.Runs.Where(r => r.Kind == RunKind.Sweep && r.AsOf >= from && r.AsOf <= to).Select(r => new { r.AsOf, r.StartedAt }).ToListAsync(cancel);
        var times = new SweepTimes(from, to, ran.Select(r => (r.AsOf, r.StartedAt)), clock);
        var past = await new ReadLedgerPast(db, clock).HandleAsync(times, cancel);
        var lines = await LedgerLines.ReadAsync(db, cancel);
        var cap = options.Value.MailsPerPersonAndWeek;
        var before = Play(past, rules, times);
        if (against is not { } others)
        {
            var inForce = house.Current;
            var known = ReferenceEquals(rules.Rules, inForce.Rules) ? null : lines.Mails(Play(past, inForce, times), cap).Mails;
            return new Rehearsed(from, to, cap, lines.Mails(before, cap), null, null) { InForce = known };
        }

        var after = Play(past, others, times);
        var differences = past.Zip(before, after).SelectMany(r => RehearsedDifference.Between(r.Second.Notices, r.Third.Notices)
            .Select(d => new RehearsedChange(d.Before is null ? null : lines.Of(d.Before, r.First.Posts), d.After is null ? null : lines.Of(d.After, r.First.Posts))));
        return new Rehearsed(from, to, cap, lines.Mails(before, cap), lines.Mails(after, cap), [.. differences.OrderBy(d => (d.Before ?? d.After)!.Day)]);
    }

    private List<RegionNotices> Play(IReadOnlyList<RegionPast> past, (WatchRules Rules, WorkCalendar Calendar) rules, SweepTimes times)
    {
        var running = past.SelectMany(r => r.Running).SelectMany(signals => signals);
        var kept = house.Kept(rules.Rules, running.Select(s => (s.Subject, s.Workflow, s.Rule, s.RuleVersion)));
        var rehearse = new Rehearse(rules.Rules, rules.Calendar, times.Days, kept);
        return [.. past.Select(r => new RegionNotices(r.Posts, [.. r.Courses.SelectMany(c => rehearse.Of(c, r.Posts, r.Running[c.Name]))]))];
    }
}

/// <summary>The notices of one region's plans.</summary>
internal sealed record RegionNotices(PostTerms Posts, IReadOnlyList<RehearsedNotice> Notices);

/// <summary>A rehearsal that cannot be, in words for the person who asked for it.</summary>
internal sealed class RehearsalRefusedException(string message) : Exception(message);
