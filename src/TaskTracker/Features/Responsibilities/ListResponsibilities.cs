using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Features.Parts;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Responsibilities;

/// <param name="Lights">Over the filter without its light, so that the other lights' counts stay visible.</param>
/// <param name="Departments">For the filter's choice; those of the plan's region where a plan is chosen.</param>
internal sealed record ResponsibilitiesModel(DateOnly Today, IReadOnlyList<ResponsibilityRow> Rows, int Total, LightCounts Lights,
    IReadOnlyList<(string Key, string Title)> Plans, IReadOnlyList<(int Id, string Name, string Region)> Departments);

internal enum ResponsibilitySort { Worst, Due, Department, Task }

/// <summary>Narrows by the day of an open milestone, or of a change of the light.</summary>
internal enum DueWhen { Overdue, Soon, Changed }

/// <param name="Page">From 1.</param>
internal sealed record ResponsibilityFilter(Light? Light, string? Plan, int? Department, DueWhen? When, ResponsibilitySort Sort, int Page)
{
    public const int PageSize = 50;

    public static ResponsibilityFilter Parse(string? light, string? plan, int? department, string? when, string? sort, int? page) =>
        new(Lights.Parse(light), string.IsNullOrWhiteSpace(plan) ? null : plan, department, Read<DueWhen>(when), Read<ResponsibilitySort>(sort) ?? default, Math.Clamp(page ?? 1, 1, int.MaxValue / PageSize));

    public string Address => Parts.Address.To(Links.Responsibilities, ("light", Light?.Name()), ("plan", Plan), ("department", Department is { } department ? $"{department}" : null),
        ("when", When is { } when ? Name(when) : null), ("sort", Sort == default ? null : Name(Sort)), ("page", Page == 1 ? null : $"{Page}"));

    /// <summary>As it stands in addresses.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    // Enum.TryParse takes numbers and lists of names too.
    private static T? Read<T>(string? name)
        where T : struct, Enum => Enum.GetValues<T>().Where(value => Name(value) == name).Cast<T?>().FirstOrDefault();
}

internal sealed class ListResponsibilities(TrackerDb db, ReadRows rows, HouseClock clock)
{
    public async Task<ResponsibilitiesModel> GetAsync(ResponsibilityFilter filter, CancellationToken cancel = default)
    {
        var today = clock.Today;
        var anyLight = Narrow(filter with { Light = null }, today);
        var lights = LightCounts.Of((await anyLight.GroupBy(l => l.Light).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel)).Select(g => (g.Key, g.Count)));
        var page = await rows.GetAsync(
            Narrow(filter, today).InOrder(filter.Sort).Skip((filter.Page - 1) * ResponsibilityFilter.PageSize).Take(ResponsibilityFilter.PageSize), cancel);
        var plans = await db.Plans.AsNoTracking().OrderBy(p => p.Id).Select(p => new { p.Key, p.Title, p.Region }).ToListAsync(cancel);
        var region = plans.FirstOrDefault(p => p.Key == filter.Plan)?.Region;
        var departments = await db.Departments.AsNoTracking()
            .Where(d => !d.IsGroup && (region == null || d.Region == region || d.Id == filter.Department) && db.Responsibilities.Any(r => r.DepartmentId == d.Id))
            .OrderBy(d => d.Region).ThenBy(d => d.Name).Select(d => new { d.Id, d.Name, d.Region }).ToListAsync(cancel);
        return new(today, page, filter.Light is { } light ? lights[light] : lights.Total, lights,
            [.. plans.Select(p => (p.Key, p.Title))], [.. departments.Select(d => (d.Id, d.Name, d.Region))]);
    }

    /// <summary>The lines that the filter leaves, whatever its page and order.</summary>
    public IQueryable<Line> Narrow(ResponsibilityFilter filter, DateOnly today)
    {
        var lines = filter.Plan is { } plan ? Lines.Of(db).Where(l => l.Of.Task.Plan.Key == plan) : Lines.Of(db).Watched();
        lines = filter.Department is { } department ? lines.Where(l => l.Of.DepartmentId == department) : lines;
        lines = filter.When switch { DueWhen.Overdue => lines.Overdue(today), DueWhen.Soon => lines.DueSoon(today), DueWhen.Changed => lines.Changed(db, today), _ => lines };
        return filter.Light is { } light ? lines.Where(l => l.Light == light) : lines;
    }
}
