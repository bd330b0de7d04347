using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Persistence;
using Microsoft.EntityFrameworkCore;

namespace TaskTracker.Features.Responsibilities;

/// <summary>A responsibility and its light, to be narrowed, counted and ordered in the database.</summary>
internal sealed class Line
{
    public required Responsibility Of { get; init; }

    /// <summary>Grey until the rules first run over it.</summary>
    public required Light Light { get; init; }

    /// <summary><c>workflow/rule</c> that decided the light.</summary>
    public required string? Rule { get; init; }

    public required DateOnly? Since { get; init; }
}

/// <summary>Every count of responsibilities and every list of them narrows these, so that a number equals the list behind it.</summary>
internal static class Lines
{
    /// <summary>What is due within so many days is due soon.</summary>
    public const int SoonDays = 14;

    /// <summary>What changed within so many days is news.</summary>
    public const int NewsDays = 7;

    public static IQueryable<Line> Of(TrackerDb db) =>
        from r in db.Responsibilities.AsNoTracking()
        join s in db.Standings on r.Id equals s.ResponsibilityId into standings
        from s in standings.DefaultIfEmpty()
        select new Line { Of = r, Light = s == null ? Light.Grey : s.Light, Rule = s == null ? null : s.Rule, Since = s == null ? null : s.Since };

    /// <summary>Those of plans over which the rules run; drafts and archived plans are looked at one by one.</summary>
    public static IQueryable<Line> Watched(this IQueryable<Line> lines) => lines.Where(l =>
        l.Of.Task.Plan.State == PlanState.Trial || l.Of.Task.Plan.State == PlanState.Active || l.Of.Task.Plan.State == PlanState.UnderEvaluation);

    /// <summary>With an open milestone whose day has passed.</summary>
    public static IQueryable<Line> Overdue(this IQueryable<Line> lines, DateOnly today) =>
        lines.Where(l => l.Of.ClosedOn == null && l.Of.Milestones.Any(m => m.MetOn == null && m.Due < today));

    /// <summary>With an open milestone due within <see cref="SoonDays"/>.</summary>
    public static IQueryable<Line> DueSoon(this IQueryable<Line> lines, DateOnly today)
    {
        var last = today.AddDays(SoonDays);
        return lines.Where(l => l.Of.ClosedOn == null && l.Of.Milestones.Any(m => m.MetOn == null && m.Due >= today && m.Due <= last));
    }

    /// <summary>Whose light changed within <see cref="NewsDays"/>.</summary>
    public static IQueryable<Line> Changed(this IQueryable<Line> lines, TrackerDb db, DateOnly today)
    {
        var before = today.AddDays(-NewsDays);
        var changed = db.LightChanges.Where(c => c.On > before && c.From != null).Select(c => c.ResponsibilityId);
        return lines.Where(l => changed.Contains(l.Of.Id));
    }

    /// <summary>Worst first means the light, then the days overdue; those count from the day the plan became active where that is later, as the rules count.</summary>
    public static IQueryable<Line> InOrder(this IQueryable<Line> lines, ResponsibilitySort sort) => sort switch
    {
        ResponsibilitySort.Due => lines.OrderBy(l => l.Of.Milestones.Where(m => m.MetOn == null).Min(m => (DateOnly?)m.Due) ?? DateOnly.MaxValue).ThenBy(l => l.Of.Id),
        ResponsibilitySort.Department => lines.OrderBy(l => l.Of.Department.Name).ThenBy(l => l.Of.Department.Region).ThenBy(l => l.Of.Id),
        ResponsibilitySort.Task => lines.OrderBy(l => l.Of.Task.PlanId).ThenBy(l => l.Of.Task.Position).ThenBy(l => l.Of.Id),
        _ => lines
            .OrderBy(l => l.Light == Light.Red ? 0 : l.Light == Light.Yellow ? 1 : l.Light == Light.Grey ? 2 : l.Light == Light.Green ? 3 : 4)
            .ThenBy(l => l.Of.Milestones.Where(m => m.MetOn == null).Min(m => (DateOnly?)(m.Due < l.Of.Task.Plan.ActiveFrom ? l.Of.Task.Plan.ActiveFrom : m.Due)) ?? DateOnly.MaxValue)
            .ThenBy(l => l.Of.TaskId).ThenBy(l => l.Of.Id),
    };
}
