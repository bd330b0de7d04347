using TaskTracker.Domain.Plans;

namespace TaskTracker.Features.Plans;

/// <summary>What the plan's boxes list, and its tables by institution; both as printed.</summary>
internal sealed record PlanLists(IReadOnlyList<PlanProject> Projects, IReadOnlyList<PlanTable> Tables);

internal sealed class ListProjects
{
    public Task<PlanLists> GetAsync(string planKey) => Task.FromResult(Sample.Lists(planKey));
}
