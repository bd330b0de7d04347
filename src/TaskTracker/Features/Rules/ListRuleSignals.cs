using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Organisation;
using TaskTracker.Features.Notices;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Rules;

/// <param name="Page">From 1.</param>
internal sealed record RuleSignalFilter(string Workflow, string Rule, bool Notices, int Page)
{
    public const int PageSize = 50;

    public string Address => Parts.Address.To("/rules/signals", ("workflow", Workflow), ("rule", Rule), ("view", Notices ? "notices" : null), ("page", Page == 1 ? null : $"{Page}"));
}

/// <param name="On">The first day it held, or the day of the notice.</param>
/// <param name="Post">Of a notice: who was told.</param>
internal sealed record RuleSignalRow(DateOnly On, NamedSubject About, PostKind? Post, DateOnly? CuredOn);

internal sealed record RuleSignalsModel(DateOnly Today, string? Sentence, int Holds, int Notices, IReadOnlyList<RuleSignalRow> Rows);

/// <summary>What stands behind a number of the list of rules: for what a rule holds, and what it told in the last 30 days.</summary>
internal sealed class ListRuleSignals(TrackerDb db, NameSubjects subjects, HouseClock clock)
{
    public async Task<RuleSignalsModel> GetAsync(RuleSignalFilter filter, CancellationToken cancel = default)
    {
        var since = clock.Today.AddDays(1 - ListRules.Days);
        var signals = db.Signals.AsNoTracking().Where(s => s.Workflow == filter.Workflow && s.Rule == filter.Rule);
        var notices = db.Notices.AsNoTracking().Where(n => n.Workflow == filter.Workflow && n.Rule == filter.Rule && n.IssuedOn >= since);
        var start = (filter.Page - 1) * RuleSignalFilter.PageSize;
        var rows = filter.Notices
            ? await notices.OrderByDescending(n => n.IssuedOn).ThenBy(n => n.Id).Skip(start).Take(RuleSignalFilter.PageSize)
                .Select(n => new Row(n.IssuedOn, n.Sentence, n.PlanId, n.TaskId, n.ResponsibilityId, n.IndicatorId, n.Post.Kind, n.CuredOn)).ToListAsync(cancel)
            : await signals.OrderBy(s => s.Since).ThenBy(s => s.Id).Skip(start).Take(RuleSignalFilter.PageSize)
                .Select(s => new Row(s.Since, s.Sentence, s.PlanId, s.TaskId, s.ResponsibilityId, s.IndicatorId, null, null)).ToListAsync(cancel);
        var about = await subjects.GetAsync([.. rows.Select(r => (r.PlanId, r.TaskId, r.ResponsibilityId, r.IndicatorId))], cancel);
        return new(
            clock.Today, rows.FirstOrDefault()?.Sentence, await signals.CountAsync(cancel), await notices.CountAsync(cancel), [.. rows.Select((r, i) => new RuleSignalRow(r.On, about[i], r.Post, r.CuredOn))]);
    }

    private sealed record Row(DateOnly On, string Sentence, int PlanId, int? TaskId, int? ResponsibilityId, int? IndicatorId, PostKind? Post, DateOnly? CuredOn);
}
