using Microsoft.EntityFrameworkCore;
using TaskTracker.Features.Parts;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Notices;

/// <summary>What a signal or notice is about, as a page names it.</summary>
internal sealed record NamedSubject(string Href, string Number, string Title, string? Department, string Region);

internal sealed class NameSubjects(TrackerDb db)
{
    /// <summary>In the order of the subjects.</summary>
    public async Task<IReadOnlyList<NamedSubject>> GetAsync(IReadOnlyList<(int Plan, int? Task, int? Responsibility, int? Indicator)> subjects, CancellationToken cancel)
    {
        var planIds = subjects.Select(s => s.Plan).Distinct().ToList();
        var taskIds = subjects.Select(s => s.Task).OfType<int>().Distinct().ToList();
        var responsibilityIds = subjects.Select(s => s.Responsibility).OfType<int>().Distinct().ToList();
        var indicatorIds = subjects.Select(s => s.Indicator).OfType<int>().Distinct().ToList();
        var plans = await db.Plans.Where(p => planIds.Contains(p.Id)).Select(p => new { p.Id, p.Key, p.Title, p.Region }).ToDictionaryAsync(p => p.Id, cancel);
        var tasks = await db.Tasks.IgnoreQueryFilters().Where(t => taskIds.Contains(t.Id)).Select(t => new { t.Id, t.Number, t.Title }).ToDictionaryAsync(t => t.Id, cancel);
        var departments = await db.Responsibilities.IgnoreQueryFilters().Where(r => responsibilityIds.Contains(r.Id)).Select(r => new { r.Id, r.Department.Name }).ToDictionaryAsync(r => r.Id, r => r.Name, cancel);
        var indicators = await db.Indicators.Where(i => indicatorIds.Contains(i.Id))
            .Select(i => new { i.Id, i.Name, Department = i.ReportingDepartment == null ? null : i.ReportingDepartment.Name }).ToDictionaryAsync(i => i.Id, cancel);
        return
        [
            .. from s in subjects
               let plan = plans[s.Plan]
               let task = s.Task is { } id ? tasks.GetValueOrDefault(id) : null
               let indicator = s.Indicator is { } of ? indicators.GetValueOrDefault(of) : null
               select s.Responsibility is { } mine && task is not null ? new NamedSubject($"{Links.Responsibilities}/{mine}", task.Number, task.Title, departments.GetValueOrDefault(mine), plan.Region)
                   : task is not null ? new NamedSubject($"/tasks/{task.Id}", task.Number, task.Title, null, plan.Region)
                   : indicator is not null ? new NamedSubject(Address.To($"/plans/{plan.Key}", ("view", "indicators")), "", indicator.Name, indicator.Department, plan.Region)
                   : new NamedSubject($"/plans/{plan.Key}", "", plan.Title, null, plan.Region),
        ];
    }
}
