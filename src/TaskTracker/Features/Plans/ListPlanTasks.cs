using TaskTracker.Domain.Evaluation;
using TaskTracker.Features.Parts;

namespace TaskTracker.Features.Plans;

/// <param name="Path">The printed headings above the task, outermost first.</param>
/// <param name="Worst">The worst light of its responsibilities; null while nobody is responsible.</param>
/// <param name="Departments">In printed order, groups by their own name.</param>
/// <param name="NextDue">The earliest open milestone, also where it has passed.</param>
internal sealed record PlanTaskRow(int Id, string Number, string Title, IReadOnlyList<string> Path, bool Safeguard, Light? Worst, LightCounts Lights,
    IReadOnlyList<string> Departments, DateOnly? NextDue, string? NextText, bool BrokenDown);

internal sealed class ListPlanTasks
{
    public Task<IReadOnlyList<PlanTaskRow>> GetAsync(string planKey) => Task.FromResult(Sample.Tasks(planKey));
}
