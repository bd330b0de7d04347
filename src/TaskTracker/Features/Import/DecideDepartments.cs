using TaskTracker.Domain.Review;

namespace TaskTracker.Features.Import;

/// <summary>A name that the registry lacks, and what a person says of it; null kind: nothing yet.</summary>
internal sealed record DepartmentInput(string Name, DepartmentDecisionKind? Kind, string Target);

/// <summary>Says what the plan's names stand for that the registry lacks. Nothing comes into the registry before the draft is published.</summary>
internal sealed class DecideDepartments(ChangeDraft draft)
{
    public Task<DraftRefusal?> HandleAsync(int draftId, IReadOnlyList<DepartmentInput> inputs, CancellationToken cancel) =>
        draft.HandleAsync(
            draftId,
            review => inputs.Where(i => review.DepartmentNames.Contains(i.Name))
                .Aggregate(review, (so, i) => so.Decide(i.Name, i.Kind is { } kind ? new DepartmentDecision(kind, kind == DepartmentDecisionKind.Alias ? i.Target : "") : null)),
            cancel);

    /// <summary>Every name that is still open comes in as it is printed.</summary>
    public Task<DraftRefusal?> CreateAllAsync(int draftId, IReadOnlyList<ReviewedDepartment> undecided, CancellationToken cancel) =>
        HandleAsync(draftId, [.. undecided.Select(d => new DepartmentInput(d.Name, d.IsGroup ? DepartmentDecisionKind.Group : DepartmentDecisionKind.Create, ""))], cancel);
}
