using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Evidence;
using TaskTracker.Features.Parts;
using TaskTracker.Persistence;
using TaskTracker.Resources;
using TaskTracker.Sweep;

namespace TaskTracker.Features.Responsibilities;

/// <param name="Light">As of the last evaluation, as in every list.</param>
/// <param name="EndedOn">Null while it is in force.</param>
/// <param name="Explained">As the rules see it today; null where the plan is not watched, or the responsibility has ended.</param>
/// <param name="Ahead">What stands before the department, earliest first.</param>
/// <param name="Timeline">Latest first.</param>
internal sealed record ResponsibilityModel(DateOnly Today, int PlanId, string PlanKey, string Plan, int TaskId, string Number, string Task, IReadOnlyList<string> Path,
    int DepartmentId, string Department, string Region, ResponsibilityRole Role, string? Group, ResponsibilityState State, DateOnly? EndedOn, Light Light, DateOnly? Since,
    ExplainLight.Answer? Explained, IReadOnlyList<AheadRow> Ahead,
    IReadOnlyList<OwnMilestone> Milestones, IReadOnlyList<ReportRow> Reports, IReadOnlyList<EvidenceRow> Evidence, bool MayAttach, IReadOnlyList<TimelineEntry> Timeline)
{
    /// <summary>The number of the last entry of its chain when it was read.</summary>
    public int Version { get; init; }

    /// <summary>The last day of the silence that holds; null where none does.</summary>
    public DateOnly? SilencedUntil { get; init; }
}

internal enum AheadKind { Report, Milestone, Notice, Light }

/// <param name="CalendarAnnounced">False where the day counts workdays of a year whose holidays aren't announced yet, so that it may move.</param>
internal sealed record AheadRow(DateOnly On, AheadKind Kind, string Text, bool CalendarAnnounced = true);

/// <param name="FirstDue">The date before any extension, where it was moved.</param>
/// <param name="MetOn">Null while open.</param>
/// <param name="Light">The worst that a rule about the milestone gives today.</param>
internal sealed record OwnMilestone(string Key, DateOnly Due, DateOnly? FirstDue, string Text, Measure? Measure, bool Printed, DateOnly? MetOn, Light Light, int WorkdaysOverdue);

/// <param name="Reason">Why it was returned.</param>
internal sealed record ReportRow(DateOnly On, string Period, string By, ReportedState State, int? Percent, string Done, string Problems, string NextStep, bool ByLink, ReviewState Review, string Reason);

internal sealed class ShowResponsibility(TrackerDb db, HouseRules house, HouseClock clock, CurrentPerson me, TellHistory history, ListEvidence files, PageText text)
{
    /// <returns>Null where there is no such responsibility.</returns>
    public async Task<ResponsibilityModel?> GetAsync(int id, CancellationToken cancel = default)
    {
        var head = await Lines.Of(db).IgnoreQueryFilters(TrackerDb.Ended).Where(l => l.Of.Id == id).Select(l => new
        {
            l.Of.TaskId, l.Of.Task.PlanId, l.Of.Task.Number, l.Of.Task.Title, l.Of.Task.Path, l.Of.DepartmentId, Department = l.Of.Department.Name, l.Of.Department.Region,
            l.Of.Role, l.Of.State, l.Of.ClosedOn, l.Of.EndedOn, l.Of.AssignedOn, l.Of.Version, l.Light, l.Since, Group = db.Departments.Where(d => d.Id == l.Of.GroupId).Select(d => d.Name).FirstOrDefault(),
        }).FirstOrDefaultAsync(cancel);
        if (head is null)
        {
            return null;
        }

        var today = clock.Today;
        var (rules, calendar) = house.Current;
        var plan = await db.Plans.AsNoTracking().SingleAsync(p => p.Id == head.PlanId, cancel);
        var task = head.EndedOn is null ? (await LedgerView.ReadAsync(db, plan, db.Tasks.Where(t => t.Id == head.TaskId), today, cancel)).Single() : null;
        var mine = task?.Responsibilities.Single(r => r.Standing.Id == id);
        var kept = await house.KeptAsync(db, rules, id, today, cancel);
        var explained = plan.IsWatched && mine is not null ? new ExplainLight(rules, calendar, today, text.Ledger, kept).Of(plan, task!, mine) : null;
        var lights = explained is null ? [] : new Watch(rules, calendar, today, kept).Responsibility(plan, task!, mine!)
            .Where(h => h.Subject.MilestoneShareId is not null).GroupBy(h => h.Subject.MilestoneShareId!.Value).ToDictionary(g => g.Key, g => g.Max(h => h.Consequence.Light));
        var shares = await db.MilestoneShares.AsNoTracking().IgnoreQueryFilters(TrackerDb.Ended).Where(m => m.ResponsibilityId == id).OrderBy(m => m.Due).ThenBy(m => m.Id)
            .Select(m => new { m.Id, m.Due, m.FirstDue, m.MetOn, m.Milestone.Key, m.Milestone.Text, m.Milestone.Measure, m.Milestone.Origin }).ToListAsync(cancel);
        var milestones = shares.Select(m => new OwnMilestone(
            m.Key, m.Due, m.FirstDue == m.Due ? null : m.FirstDue, m.Text, m.Measure, m.Origin == MilestoneOrigin.Printed, m.MetOn,
            m.MetOn is not null ? Light.Blue : mine is null ? Light.Grey : lights.GetValueOrDefault(m.Id) ?? Light.Green,
            m.MetOn is null && head.ClosedOn is null && mine is not null ? ReadRows.WorkdaysOverdue(calendar, m.Due, plan.ActiveFrom, today) : 0)).ToList();
        var reports = await db.Reports.AsNoTracking().IgnoreQueryFilters(TrackerDb.Ended).Where(r => r.ResponsibilityId == id).OrderByDescending(r => r.Id)
            .Select(r => new ReportRow(r.ReportedOn, r.Period, r.By, r.State, r.Percent, r.Done, r.Problems, r.NextStep, r.ByLink, r.Review, r.ReviewReason)).ToListAsync(cancel);
        var evidence = (await files.GetAsync([id], cancel))[id].Reverse().ToList();
        return new(today, plan.Id, plan.Key, plan.Title, head.TaskId, head.Number, head.Title, head.Path, head.DepartmentId, head.Department, head.Region, head.Role, head.Group, head.State, head.EndedOn, mine is null ? Light.Grey : head.Light, mine is null ? null : head.Since,
            explained, mine is null ? [] : [.. Ahead(plan, task!.State.RhythmIn(plan), mine.Standing, explained, milestones, calendar, today).OrderBy(a => a.On)], milestones, reports, evidence,
            head.EndedOn is null && AttachEvidence.May(me, head.DepartmentId, plan),
            await history.GetAsync(id, shares.ToDictionary(m => m.Key, m => m.Text), cancel))
        {
            Version = head.Version, SilencedUntil = mine?.Standing.SilencedUntil,
        };
    }

    private IEnumerable<AheadRow> Ahead(Plan plan, ReportRhythm rhythm, ResponsibilityStanding standing, ExplainLight.Answer? explained, IReadOnlyList<OwnMilestone> milestones, WorkCalendar calendar, DateOnly today)
    {
        if (standing.ClosedOn is not null)
        {
            yield break;
        }

        foreach (var milestone in milestones.Where(m => m.MetOn is null && m.Due >= today))
        {
            yield return new(milestone.Due, AheadKind.Milestone, milestone.Text);
        }

        foreach (var period in PeriodsAhead(plan, rhythm, standing, today))
        {
            var due = calendar.AddWorkdays(period.End, plan.ReportDueWorkday);
            if (due >= today)
            {
                yield return new(due, AheadKind.Report, text.Ledger.Period(period.Name), calendar.IsAnnounced(due.Year));
            }
        }

        if (explained is { Holding: [{ Next: { } notice }, ..] })
        {
            yield return new(notice.On, AheadKind.Notice, $"{text.Level(notice.Level)}：{notice.Sentence}", calendar.IsAnnounced(notice.On.Year));
        }

        if (explained?.Next is { } light)
        {
            yield return new(light.On, AheadKind.Light, light.Sentence is null ? text.Of(light.Light) : $"{text.Of(light.Light)}：{light.Sentence}", calendar.IsAnnounced(light.On.Year));
        }
    }

    /// <summary>The last period that ended, if nothing was filed for it, and the one that runs.</summary>
    private static IEnumerable<ReportPeriod> PeriodsAhead(Plan plan, ReportRhythm rhythm, ResponsibilityStanding standing, DateOnly today)
    {
        var last = rhythm.LastEnded(today);
        var running = Enumerable.Range(1, 366).Select(days => rhythm.LastEnded(today.AddDays(days))).First(p => p != last);
        return new[] { last, running }.Where(p => !standing.ReportedPeriods.Contains(p.Name) && rhythm.Asks(plan, p, standing.AssignedOn));
    }
}
