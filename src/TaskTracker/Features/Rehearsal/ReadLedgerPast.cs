using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Rehearsal;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Rehearsal;

/// <summary>The subjects of one region's plans, who holds its posts, and what ran before the first sweep, by the names of the courses.</summary>
internal sealed record RegionPast(IReadOnlyList<Course> Courses, PostTerms Posts, ILookup<string, RunningSignal> Running);

/// <summary>Reads from the ledger what it held at each sweep of a rehearsal, without tracking and without a word written.</summary>
internal sealed class ReadLedgerPast(TrackerDb db, HouseClock clock)
{
    public async Task<IReadOnlyList<RegionPast>> HandleAsync(SweepTimes times, CancellationToken cancel)
    {
        var plans = await db.Plans.AsNoTracking().OrderBy(p => p.Id).ToListAsync(cancel);
        var changes = (await db.PlanStateChanges.AsNoTracking().OrderBy(c => c.Id).ToListAsync(cancel)).ToLookup(c => c.PlanId);
        var regions = new List<RegionPast>();
        foreach (var region in plans.GroupBy(p => p.Region))
        {
            var courses = new List<Course>();
            foreach (var plan in region)
            {
                courses.AddRange(await CoursesAsync(plan, new PlanPast(plan, [.. changes[plan.Id]], clock, times), cancel));
            }

            var ids = region.Select(p => p.Id).ToList();
            regions.Add(new RegionPast(courses, await PostsAsync(region.Key, cancel), await RunningAsync(ids, times.Days[0], cancel)));
        }

        return regions;
    }

    private async Task<IReadOnlyList<Course>> CoursesAsync(Plan plan, PlanPast past, CancellationToken cancel)
    {
        var indicators = await db.Indicators.Where(i => i.PlanId == plan.Id).Include(i => i.YearlyTargets).Include(i => i.Observations).AsNoTracking().AsSplitQuery().ToListAsync(cancel);
        var tasks = await db.Tasks.IgnoreQueryFilters(TrackerDb.Ended).Where(t => t.PlanId == plan.Id).Include(t => t.Milestones).OrderBy(t => t.Id).AsNoTracking().AsSplitQuery().ToListAsync(cancel);
        var responsibilities = (await db.Responsibilities.IgnoreQueryFilters(TrackerDb.Ended).Where(r => r.Task.PlanId == plan.Id)
            .Include(r => r.Milestones).ThenInclude(m => m.Milestone).OrderBy(r => r.Id).AsNoTracking().AsSplitQuery().ToListAsync(cancel)).ToLookup(r => r.TaskId);
        var history = await AuditTrail.ProgressAsync(db, responsibilities.SelectMany(r => r).Select(r => r.Id), cancel);
        return
        [
            past.OfPlan(),
            .. indicators.Select(past.Of),
            .. tasks.SelectMany(t => past.Of(t, [.. responsibilities[t.Id].Select(r => new ResponsibilityPast(r, [.. history[r.Id]]))], EndOf(t))),
        ];
    }

    /// <summary>Of a task's end only the day is kept; its responsibilities know the moment of theirs.</summary>
    private DateTime EndOf(PlanTask task) => task.EndedOn is { } on ? clock.ToUtc(on.AddDays(1).ToDateTime(TimeOnly.MinValue)) : DateTime.MaxValue;

    private async Task<PostTerms> PostsAsync(string region, CancellationToken cancel) => new(await db.PostHolders
        .Join(db.Posts.Where(p => p.Department.Region == region), h => h.PostId, p => p.Id, (h, p) => new PostTerm(p.Id, p.DepartmentId, p.Kind, h.PersonId, h.From, h.Until))
        .AsNoTracking().ToListAsync(cancel));

    /// <summary>
    /// What held before a day, as far as notices need it: by the signals that began before it and still hold, and by earlier notices that were
    /// not cured before it, or only by a higher level that took their place.
    /// </summary>
    private async Task<ILookup<string, RunningSignal>> RunningAsync(List<int> plans, DateOnly from, CancellationToken cancel)
    {
        var signals = await db.Signals.Where(s => plans.Contains(s.PlanId) && s.Since < from).Select(s => new { s.Subject, s.Workflow, s.Rule, s.RuleVersion, s.Since }).AsNoTracking().ToListAsync(cancel);
        var notices = (await db.Notices.Where(n => plans.Contains(n.PlanId) && n.IssuedOn < from)
            .Select(n => new { n.Subject, n.Workflow, n.Rule, n.RuleVersion, n.Level, n.Episode, n.Occurrence, n.IssuedOn, n.CuredOn }).Distinct().AsNoTracking().ToListAsync(cancel)).ToLookup(n => n.Subject);
        var running = signals.ToDictionary(s => (s.Subject, s.Workflow, s.Rule), s => (s.RuleVersion, s.Since));
        var last = new Dictionary<(string Subject, string Workflow, string Rule), (DateOnly Episode, EarlierNotice Notice)>();
        foreach (var subject in notices)
        {
            foreach (var rule in subject.GroupBy(n => (n.Subject, n.Workflow, n.Rule)))
            {
                var latest = rule.OrderBy(n => n.IssuedOn).ThenBy(n => n.Occurrence).Last();
                last[rule.Key] = (latest.Episode, new EarlierNotice(latest.Occurrence, latest.IssuedOn));
                if (!(latest.CuredOn < from) || subject.Any(n => n.Level > latest.Level && n.IssuedOn == latest.CuredOn))
                {
                    running.TryAdd(rule.Key, (latest.RuleVersion, latest.Episode));
                }
            }
        }

        return running.Select(r => new RunningSignal(
            r.Key.Subject, r.Key.Workflow, r.Key.Rule, r.Value.RuleVersion, r.Value.Since, last.TryGetValue(r.Key, out var notice) && notice.Episode == r.Value.Since ? notice.Notice : null)).ToLookup(r => Course.NameOf(r.Subject));
    }
}
