using TaskTracker.Features.Parts;

namespace TaskTracker.Features.Plans;

internal sealed class ListPlanMilestones
{
    /// <returns>Tasks in the plan's order, only those with a milestone; marks by date.</returns>
    public Task<IReadOnlyList<GanttRow>> GetAsync(string planKey) => Task.FromResult(Sample.Milestones(planKey));
}
