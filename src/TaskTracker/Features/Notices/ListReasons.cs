using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Plans;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Notices;

/// <param name="Subject">As signals and notices name it, e.g. <c>milestone:12</c>.</param>
/// <param name="Rule"><c>workflow/rule</c>; null where none holds.</param>
/// <param name="Reason">A <see cref="Domain.Notices.NoticeOutcome"/>, or <c>NoRuleHolds</c>, or <c>PlanNotWatched</c>.</param>
internal sealed record ReasonRow(string Plan, string Subject, string? Rule, DateOnly? Since, string Reason);

/// <summary>Everything the last sweep looked at, or did not, with what came of it: a notice, or the named reason for none.</summary>
internal sealed class ListReasons(TrackerDb db)
{
    public async Task<IReadOnlyList<ReasonRow>> HandleAsync(CancellationToken cancel)
    {
        var plans = await db.Plans.AsNoTracking().OrderBy(p => p.Id).ToListAsync(cancel);
        var keys = plans.ToDictionary(p => p.Id, p => p.Key);
        var signals = await db.Signals.OrderBy(s => s.PlanId).ThenBy(s => s.TaskId).ThenBy(s => s.Subject).ThenBy(s => s.Rule)
            .Select(s => new { s.PlanId, s.Subject, s.Workflow, s.Rule, s.Since, s.Outcome }).AsNoTracking().ToListAsync(cancel);
        var quiet = await db.Responsibilities
            .Where(r => (r.Task.Plan.State == PlanState.Trial || r.Task.Plan.State == PlanState.Active || r.Task.Plan.State == PlanState.UnderEvaluation)
                && !db.Signals.Any(s => s.ResponsibilityId == r.Id))
            .OrderBy(r => r.Id).Select(r => new { r.Id, r.Task.PlanId }).AsNoTracking().ToListAsync(cancel);
        return
        [
            .. plans.Where(p => !p.IsWatched).Select(p => new ReasonRow(p.Key, Name("plan", p.Id), null, null, "PlanNotWatched")),
            .. signals.Select(s => new ReasonRow(keys[s.PlanId], s.Subject, $"{s.Workflow}/{s.Rule}", s.Since, s.Outcome.ToString())),
            .. quiet.Select(r => new ReasonRow(keys[r.PlanId], Name("responsibility", r.Id), null, null, "NoRuleHolds")),
        ];
    }

    private static string Name(string kind, int id) => string.Create(CultureInfo.InvariantCulture, $"{kind}:{id}");
}
