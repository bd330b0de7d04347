using TaskTracker.Domain.Evaluation;
using TaskTracker.Features.Parts;

namespace TaskTracker.Features.Plans;

/// <param name="Nature">预期性 or 约束性 as printed; empty where the plan doesn't say.</param>
/// <param name="Baseline">As printed.</param>
/// <param name="Target">As printed.</param>
/// <param name="Path">Yearly targets, the baseline year first.</param>
/// <param name="Observed">By year.</param>
/// <param name="Light">Null while there is nothing to judge (未报).</param>
/// <param name="Why">The sentence behind the light.</param>
internal sealed record IndicatorRow(string Name, string Unit, string Nature, string Baseline, string Target, string? Department,
    IReadOnlyList<YearValue> Path, IReadOnlyList<Observation> Observed, Light? Light, string? Why);

/// <param name="ReportedOn">The day on which the value was given.</param>
internal sealed record Observation(int Year, decimal Value, string Source, DateOnly ReportedOn);

internal sealed class ListIndicators
{
    public Task<IReadOnlyList<IndicatorRow>> GetAsync(string planKey) => Task.FromResult(Sample.Indicators(planKey));
}
