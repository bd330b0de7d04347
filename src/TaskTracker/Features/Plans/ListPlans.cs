using TaskTracker.Domain.Plans;
using TaskTracker.Features.Parts;

namespace TaskTracker.Features.Plans;

internal sealed record PlansModel(DateOnly Today, IReadOnlyList<PlanRow> Plans);

/// <param name="Key">Names the plan in addresses.</param>
/// <param name="NotBrokenDown">Tasks without a milestone in the current year (未分解).</param>
internal sealed record PlanRow(string Key, string Title, string Region, DateOnly Start, DateOnly End, PlanState State, int Tasks, int NotBrokenDown, LightCounts Lights, int Overdue, int Due)
{
    /// <summary>The share of the period that has gone, 0 to 100.</summary>
    public int Elapsed(DateOnly today) => (int)Math.Clamp(100.0 * (today.DayNumber - Start.DayNumber + 1) / (End.DayNumber - Start.DayNumber + 1), 0, 100);
}

internal sealed class ListPlans
{
    public Task<PlansModel> GetAsync() => Task.FromResult(Sample.Plans());
}
