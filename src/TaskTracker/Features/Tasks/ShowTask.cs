using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Plans;
using TaskTracker.Features.Parts;
using TaskTracker.Features.Responsibilities;

namespace TaskTracker.Features.Tasks;

/// <param name="Text">The task's full wording; null where the plan's file leaves it out.</param>
/// <param name="Dispatch">The printed phrase that divides the work.</param>
/// <param name="Direct">Responsibilities of departments that the document or a decision names.</param>
/// <param name="Groups">Responsibilities that a group stands for.</param>
internal sealed record TaskModel(DateOnly Today, string PlanKey, string Plan, string Number, string Title, IReadOnlyList<string> Path, bool Safeguard,
    Light? Worst, string? Text, string? Dispatch, bool OpenEnded, IReadOnlyList<RecurringDuty> Recurring, bool BrokenDown,
    IReadOnlyList<TaskMilestone> Milestones, IReadOnlyList<ResponsibilityRow> Direct, IReadOnlyList<GroupShare> Groups);

/// <param name="FirstDue">The date before any extension, where it was moved.</param>
/// <param name="Measure">The number to reach in words; null where only an action is asked.</param>
/// <param name="Open">Responsibilities for which it is still open, of <paramref name="Of"/>.</param>
internal sealed record TaskMilestone(DateOnly Due, DateOnly? FirstDue, string Text, string? Measure, bool Printed, Light Light, int Open, int Of);

internal sealed record GroupShare(string Name, LightCounts Lights, IReadOnlyList<ResponsibilityRow> Members);

internal sealed class ShowTask
{
    /// <returns>Null where there is no such task.</returns>
    public Task<TaskModel?> GetAsync(int id) => Task.FromResult(Sample.Task(id));
}
