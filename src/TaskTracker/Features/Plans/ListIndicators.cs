using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Features.Parts;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Plans;

/// <param name="Nature">预期性 or 约束性 as printed; empty where the plan doesn't say.</param>
/// <param name="Baseline">As printed.</param>
/// <param name="Target">As printed.</param>
/// <param name="Path">Yearly targets, between baseline and target where these are numbers.</param>
/// <param name="Observed">By year.</param>
/// <param name="Light">Null while there is nothing to judge (未报).</param>
/// <param name="Why">The sentences of the rules that hold for it.</param>
internal sealed record IndicatorRow(string Name, string Unit, string Nature, string Baseline, string Target, string? Department,
    IReadOnlyList<YearValue> Path, IReadOnlyList<Observation> Observed, Light? Light, IReadOnlyList<string> Why);

/// <param name="ReportedOn">The day on which the value was given.</param>
internal sealed record Observation(int Year, decimal Value, string Source, DateOnly ReportedOn);

internal sealed class ListIndicators(TrackerDb db, HouseClock clock)
{
    /// <returns>Where something is wrong first, then in the plan's order.</returns>
    public async Task<IReadOnlyList<IndicatorRow>> GetAsync(int planId, CancellationToken cancel = default)
    {
        var period = await db.Plans.Where(p => p.Id == planId).Select(p => new { p.Start, p.End }).SingleAsync(cancel);
        var rows = await db.Indicators.AsNoTracking().Where(i => i.PlanId == planId).OrderBy(i => i.Position)
            .Include(i => i.ReportingDepartment).Include(i => i.YearlyTargets).Include(i => i.Observations).AsSplitQuery().ToListAsync(cancel);
        var signals = (await db.Signals.AsNoTracking().Where(s => s.PlanId == planId && s.IndicatorId != null).Select(s => new { s.IndicatorId, s.Light, s.Sentence }).ToListAsync(cancel))
            .ToLookup(s => s.IndicatorId);
        var lastYear = clock.Today.Year - 1;
        var built = rows.Select(i =>
        {
            var path = i.YearlyTargets.ToDictionary(t => t.Year, t => t.Value);
            Add(path, period.Start.Year - 1, i.BaselineValue);
            Add(path, period.End.Year, i.TargetValue);
            var observed = i.Observations.Where(o => o.Institution is null).OrderBy(o => o.Year).ThenBy(o => o.ObservedOn)
                .Select(o => new Observation(o.Year, o.Value, o.Source, o.ObservedOn)).ToList();
            return new IndicatorRow(i.Name, i.Unit, i.Nature, i.Baseline, i.Target, i.ReportingDepartment?.Name, [.. path.OrderBy(p => p.Key).Select(p => new YearValue(p.Key, p.Value))], observed,
                signals[i.Id].Max(s => s.Light) ?? (observed.Exists(o => o.Year == lastYear) && i.YearlyTargets.Exists(t => t.Year == lastYear) ? Light.Green : null),
                [.. signals[i.Id].OrderByDescending(s => s.Light).Select(s => s.Sentence)]);
        });
        return [.. built.OrderByDescending(i => i.Light >= Light.Yellow ? i.Light : null).ThenByDescending(i => i.Why.Count > 0)];
    }

    private static void Add(Dictionary<int, decimal> path, int year, decimal? value)
    {
        if (value is { } known)
        {
            path.TryAdd(year, known);
        }
    }
}
