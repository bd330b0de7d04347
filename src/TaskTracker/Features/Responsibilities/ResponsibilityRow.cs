using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Features.Responsibilities;

/// <summary>One line of a list of responsibilities, on every page that lists them.</summary>
/// <param name="Region">The department's: departments of one name exist in several regions.</param>
/// <param name="Since">The first day of its light; null before the first evaluation.</param>
/// <param name="NextDue">The earliest open milestone, also where it has passed.</param>
/// <param name="WorkdaysOverdue">Of that milestone, as the rules count them; 0 where it isn't overdue.</param>
/// <param name="Progress">0 to 100, of the last report that was not returned.</param>
/// <param name="Reason">The sentence of the rule that gives the light; null where the state does.</param>
public sealed record ResponsibilityRow(int Id, string PlanKey, string Plan, int TaskId, string Number, string Task, int DepartmentId, string Department, string Region, int? GroupId,
    ResponsibilityRole Role, ResponsibilityState State, Light Light, DateOnly? Since, DateOnly? NextDue, string? NextText, int WorkdaysOverdue, int Progress, DateOnly? LastReport, string? Reason);

/// <summary>Reads a page of lines in three queries, however long the page.</summary>
internal sealed class ReadRows(TrackerDb db, HouseRules house, HouseClock clock)
{
    public async Task<List<ResponsibilityRow>> GetAsync(IQueryable<Line> page, CancellationToken cancel)
    {
        var (rules, calendar) = house.Current;
        var today = clock.Today;
        var lines = await page.Select(l => new
        {
            l.Of.Id, PlanKey = l.Of.Task.Plan.Key, Plan = l.Of.Task.Plan.Title, l.Of.Task.Plan.ActiveFrom, l.Of.TaskId, l.Of.Task.Number, l.Of.Task.Title,
            l.Of.DepartmentId, Department = l.Of.Department.Name, l.Of.Department.Region, l.Of.GroupId, l.Of.Role, l.Of.State, l.Light, l.Rule, l.Since, l.Of.ClosedOn, l.Of.Progress,
            LastReport = l.Of.Reports.Where(p => p.Review != ReviewState.Returned).Max(p => (DateOnly?)p.ReportedOn),
        }).ToListAsync(cancel);
        var ids = lines.Where(l => l.ClosedOn is null).Select(l => l.Id).ToList();
        var open = (await db.MilestoneShares.AsNoTracking().Where(m => m.MetOn == null && ids.Contains(m.ResponsibilityId))
            .Select(m => new { m.Id, m.ResponsibilityId, m.Due, m.Milestone.Text }).ToListAsync(cancel)).ToLookup(m => m.ResponsibilityId);
        var signals = (await db.Signals.AsNoTracking().Where(s => s.Light != null && ids.Contains(s.ResponsibilityId!.Value))
            .Select(s => new { s.ResponsibilityId, s.Light, s.Workflow, s.Rule, s.Sentence }).ToListAsync(cancel)).ToLookup(s => (s.ResponsibilityId!.Value, s.Light, $"{s.Workflow}/{s.Rule}"), s => s.Sentence);

        // Between sweeps a rule may give the light without a signal yet.
        var sentences = rules.Book.Rules.ToDictionary(r => $"{r.Workflow}/{r.Name}", r => r.Sentence.Length == 0 ? r.Name : r.Sentence);
        return
        [
            .. from l in lines
               let next = open[l.Id].OrderBy(m => m.Due).ThenBy(m => m.Id).FirstOrDefault()
               select new ResponsibilityRow(l.Id, l.PlanKey, l.Plan, l.TaskId, l.Number, l.Title, l.DepartmentId, l.Department, l.Region, l.GroupId, l.Role, l.State, l.Light, l.Since,
                   next?.Due, next?.Text, next is null ? 0 : WorkdaysOverdue(calendar, next.Due, l.ActiveFrom, today), l.Progress, l.LastReport,
                   l.Rule is null ? null : signals[(l.Id, l.Light, l.Rule)].FirstOrDefault() ?? sentences.GetValueOrDefault(l.Rule)),
        ];
    }

    /// <summary>As the rules count: from the day the plan became active where that is later than the due day.</summary>
    public static int WorkdaysOverdue(WorkCalendar calendar, DateOnly due, DateOnly? activeFrom, DateOnly today) =>
        Math.Max(0, calendar.WorkdaysBetween(activeFrom > due ? activeFrom.Value : due, today));
}
