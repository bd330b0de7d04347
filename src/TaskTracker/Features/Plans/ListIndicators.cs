using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Features.Parts;
using TaskTracker.Domain.Plans;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Features.Plans;

/// <param name="Nature">预期性 or 约束性 as printed; empty where the plan doesn't say.</param>
/// <param name="Baseline">As printed.</param>
/// <param name="Target">As printed.</param>
/// <param name="Path">Yearly targets, between baseline and target where these are numbers.</param>
/// <param name="Observed">By year.</param>
/// <param name="Light">Null while there is nothing to judge (未报).</param>
/// <param name="Why">The sentences of the rules that hold for it.</param>
internal sealed record IndicatorRow(int Id, string Name, string Unit, string Nature, string Baseline, string Target, string? Department,
    IReadOnlyList<YearValue> Path, IReadOnlyList<Observation> Observed, Light? Light, IReadOnlyList<string> Why);

/// <param name="ReportedOn">The day on which the value was given.</param>
internal sealed record Observation(int Year, decimal Value, string Source, DateOnly ReportedOn);

internal sealed class ListIndicators(TrackerDb db, HouseRules house, HouseClock clock)
{
    /// <returns>Where something is wrong first, then in the plan's order.</returns>
    public async Task<IReadOnlyList<IndicatorRow>> GetAsync(int planId, CancellationToken cancel = default)
    {
        var plan = await db.Plans.AsNoTracking().SingleAsync(p => p.Id == planId, cancel);
        var rows = await db.Indicators.AsNoTracking().Where(i => i.PlanId == planId).OrderBy(i => i.Position)
            .Include(i => i.ReportingDepartment).Include(i => i.YearlyTargets).Include(i => i.Observations).AsSplitQuery().ToListAsync(cancel);
        var signals = await HoldingAsync(plan, rows, cancel);
        var lastYear = clock.Today.Year - 1;
        var built = rows.Select(i =>
        {
            var observed = i.Observations.Where(o => o.Institution is null).OrderBy(o => o.Year).ThenBy(o => o.ObservedOn)
                .Select(o => new Observation(o.Year, o.Value, o.Source, o.ObservedOn)).ToList();
            return new IndicatorRow(i.Id, i.Name, i.Unit, i.Nature, i.Baseline, i.Target, i.ReportingDepartment?.Name, [.. PathOf(i, plan)], observed,
                signals[i.Id].Max(h => h.Consequence.Light) ?? (observed.Exists(o => o.Year == lastYear) && i.YearlyTargets.Exists(t => t.Year == lastYear) ? Light.Green : null),
                [.. signals[i.Id].OrderByDescending(h => h.Consequence.Light).Select(h => h.Rule.Sentence.Length == 0 ? h.Rule.Name : h.Rule.Sentence)]);
        });
        return [.. built.OrderByDescending(i => i.Light >= Light.Yellow ? i.Light : null).ThenByDescending(i => i.Why.Count > 0)];
    }

    /// <summary>The way from the baseline over the yearly targets to the target. A ceiling that the baseline keeps has no way to it.</summary>
    internal static IEnumerable<YearValue> PathOf(Indicator indicator, Plan plan)
    {
        var path = indicator.YearlyTargets.ToDictionary(t => t.Year, t => t.Value);
        Add(path, plan.Start.Year - 1, YearlyPath.IsKept(indicator) ? null : indicator.BaselineValue);
        Add(path, plan.End.Year, indicator.TargetValue);
        return path.OrderBy(p => p.Key).Select(p => new YearValue(p.Key, p.Value));
    }

    /// <summary>What the rules say of the values as they stand now; a sweep would find the same.</summary>
    private async Task<ILookup<int, Holding>> HoldingAsync(Plan plan, List<Indicator> indicators, CancellationToken cancel)
    {
        if (!plan.IsWatched)
        {
            return Enumerable.Empty<Holding>().ToLookup(h => 0);
        }

        var (rules, calendar) = house.Current;
        var running = await db.Signals.Where(s => s.PlanId == plan.Id && s.IndicatorId != null).Select(s => new { s.Subject, s.Workflow, s.Rule, s.RuleVersion }).ToListAsync(cancel);
        var watch = new Watch(rules, calendar, clock.Today, house.Kept(rules, running.Select(s => (s.Subject, s.Workflow, s.Rule, s.RuleVersion))));
        return indicators.SelectMany(i => watch.Indicator(plan, i)).ToLookup(h => h.Subject.IndicatorId!.Value);
    }

    private static void Add(Dictionary<int, decimal> path, int year, decimal? value)
    {
        if (value is { } known)
        {
            path.TryAdd(year, known);
        }
    }
}
