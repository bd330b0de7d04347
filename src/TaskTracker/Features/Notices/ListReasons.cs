using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Plans;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Notices;

/// <param name="Subject">As signals and notices name it, e.g. <c>milestone:12</c>.</param>
/// <param name="Rule"><c>workflow/rule</c>; null where none holds.</param>
/// <param name="About">The task with its department, the indicator, or empty.</param>
/// <param name="Reason">A <see cref="Domain.Notices.NoticeOutcome"/>, or <c>NoRuleHolds</c>, or <c>PlanNotWatched</c>.</param>
internal sealed record ReasonRow(string Plan, string Subject, string About, string? Rule, DateOnly? Since, string Reason);

/// <summary>Everything the last sweep looked at, or did not, with what came of it: a notice, or the named reason for none.</summary>
internal sealed class ListReasons(TrackerDb db)
{
    public async Task<IReadOnlyList<ReasonRow>> HandleAsync(CancellationToken cancel)
    {
        var plans = await db.Plans.AsNoTracking().OrderBy(p => p.Id).ToListAsync(cancel);
        var keys = plans.ToDictionary(p => p.Id, p => p.Key);
        var signals = await db.Signals.OrderBy(s => s.PlanId).ThenBy(s => s.TaskId).ThenBy(s => s.Subject).ThenBy(s => s.Rule)
            .Select(s => new
            {
                s.PlanId, s.Subject, s.Workflow, s.Rule, s.Since, s.Outcome,
                Task = db.Tasks.Where(t => t.Id == s.TaskId).Select(t => t.Number + " " + t.Title).FirstOrDefault(),
                Department = db.Responsibilities.Where(r => r.Id == s.ResponsibilityId).Select(r => r.Department.Name).FirstOrDefault(),
                Indicator = db.Indicators.Where(i => i.Id == s.IndicatorId).Select(i => i.Name).FirstOrDefault(),
            }).AsNoTracking().ToListAsync(cancel);
        var quiet = await db.Responsibilities
            .Where(r => (r.Task.Plan.State == PlanState.Trial || r.Task.Plan.State == PlanState.Active || r.Task.Plan.State == PlanState.UnderEvaluation)
                && !db.Signals.Any(s => s.ResponsibilityId == r.Id))
            .OrderBy(r => r.Id).Select(r => new { r.Id, r.Task.PlanId, Task = r.Task.Number + " " + r.Task.Title, Department = r.Department.Name }).AsNoTracking().ToListAsync(cancel);
        return
        [
            .. plans.Where(p => !p.IsWatched).Select(p => new ReasonRow(p.Key, Name("plan", p.Id), "", null, null, "PlanNotWatched")),
            .. signals.Select(s => new ReasonRow(keys[s.PlanId], s.Subject, About(s.Task ?? s.Indicator, s.Department), $"{s.Workflow}/{s.Rule}", s.Since, s.Outcome.ToString())),
            .. quiet.Select(r => new ReasonRow(keys[r.PlanId], Name("responsibility", r.Id), About(r.Task, r.Department), null, null, "NoRuleHolds")),
        ];
    }

    private static string About(string? task, string? department) => department is null ? task ?? "" : $"{task} · {department}";

    private static string Name(string kind, int id) => string.Create(CultureInfo.InvariantCulture, $"{kind}:{id}");
}
