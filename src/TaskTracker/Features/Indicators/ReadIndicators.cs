using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Indicators;

/// <param name="Indicators">In the plan's order, with reporting department, targets and values.</param>
internal sealed record IndicatorsModel(Plan Plan, IReadOnlyList<Indicator> Indicators);

/// <param name="Institutions">Whose values may be told apart: those that the plan's tables list.</param>
/// <param name="History">What people changed, latest first.</param>
internal sealed record IndicatorModel(Indicator Of, IReadOnlyList<string> Institutions, IReadOnlyList<AuditEntry> History);

/// <param name="Owed">How many have no value for <paramref name="Year"/> yet.</param>
/// <param name="By">The day by which it is wanted.</param>
internal sealed record OwnIndicators(string PlanKey, string Plan, int All, int Owed, int Year, DateOnly By);

/// <summary>A plan's indicators as the forms about them show them.</summary>
internal sealed class ReadIndicators(TrackerDb db, HouseClock clock, CurrentPerson me)
{
    /// <returns>Null where there is no such plan, or none that the person may see.</returns>
    public async Task<IndicatorsModel?> OfPlanAsync(string planKey, CancellationToken cancel)
    {
        var plan = await db.Plans.AsNoTracking().FirstOrDefaultAsync(p => p.Key == planKey, cancel);
        return plan is null ? null : new(plan, await Whole().Where(i => i.PlanId == plan.Id).OrderBy(i => i.Position).ToListAsync(cancel));
    }

    public async Task<IndicatorModel?> OneAsync(int id, CancellationToken cancel)
    {
        if (await Whole().FirstOrDefaultAsync(i => i.Id == id, cancel) is not { } indicator)
        {
            return null;
        }

        var chain = AuditSubject.Indicator(id);
        var tables = await db.Plans.AsNoTracking().Where(p => p.Id == indicator.PlanId).SelectMany(p => p.Tables).OrderBy(t => t.Position).ToListAsync(cancel);
        return new(indicator, [.. tables.SelectMany(t => t.Rows).Select(r => r.Name).Where(n => n.Length > 0).Distinct()], await db.Audit.AsNoTracking().Where(e => e.Subject == chain).OrderByDescending(e => e.Sequence).ToListAsync(cancel));
    }

    /// <summary>Departments of a region that can report an indicator.</summary>
    public async Task<IReadOnlyList<Department>> DepartmentsAsync(string region, CancellationToken cancel)
    {
        var today = clock.Today;
        return await db.Departments.AsNoTracking().Where(d => d.Region == region && !d.IsGroup && (d.From == null || d.From <= today) && (d.Until == null || d.Until >= today)).OrderBy(d => d.Id).ToListAsync(cancel);
    }

    /// <summary>What the departments for which the person works report, a line for each plan.</summary>
    public async Task<IReadOnlyList<OwnIndicators>> OwnAsync(CancellationToken cancel)
    {
        var mine = me.Posts.Where(p => p.Kind is PostKind.Liaison or PostKind.DepartmentHead).Select(p => p.DepartmentId).ToList();
        var year = clock.Today.Year - 1;
        var rows = await db.Indicators.AsNoTracking().Where(i => mine.Contains(i.ReportingDepartmentId ?? 0) && (i.Plan.State == PlanState.Trial || i.Plan.State == PlanState.Active || i.Plan.State == PlanState.UnderEvaluation))
            .Select(i => new { i.Plan, HasValue = i.Observations.Any(o => o.Year == year && o.Institution == null) }).ToListAsync(cancel);
        return
        [
            .. rows.GroupBy(r => r.Plan.Key).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new OwnIndicators(
                g.Key, g.First().Plan.Title, g.Count(), IsOwed(g.First().Plan, year) ? g.Count(r => !r.HasValue) : 0, year, WantedBy(g.First().Plan, year))),
        ];
    }

    /// <summary>Those that a department reports and of which the last full year's value is still missing.</summary>
    public async Task<IReadOnlyList<Indicator>> OwedAsync(Plan plan, int departmentId, CancellationToken cancel)
    {
        var year = clock.Today.Year - 1;
        return !IsOwed(plan, year) ? [] : await Whole().Where(i => i.PlanId == plan.Id && i.ReportingDepartmentId == departmentId && !i.Observations.Any(o => o.Year == year && o.Institution == null)).OrderBy(i => i.Position).ToListAsync(cancel);
    }

    private static bool IsOwed(Plan plan, int year) => year >= plan.Start.Year && year <= plan.End.Year;

    private static DateOnly WantedBy(Plan plan, int year) => new(year + 1, plan.ObservationDueMonth, Math.Min(plan.ObservationDueDay, DateTime.DaysInMonth(year + 1, plan.ObservationDueMonth)));

    private IQueryable<Indicator> Whole() => db.Indicators.AsNoTracking().Include(i => i.Plan).Include(i => i.ReportingDepartment).Include(i => i.YearlyTargets).Include(i => i.Observations).AsSplitQuery();
}
