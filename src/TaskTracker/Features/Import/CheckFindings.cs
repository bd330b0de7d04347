namespace TaskTracker.Features.Import;

/// <summary>Ticks off what the importer found remarkable: one finding, or all of a kind.</summary>
internal sealed class CheckFindings(ChangeDraft draft)
{
    public Task<DraftRefusal?> HandleAsync(int draftId, int position, bool isChecked, CancellationToken cancel) =>
        draft.HandleAsync(draftId, review => review.CheckFindings([position], isChecked), cancel);

    public Task<DraftRefusal?> AllOfAsync(int draftId, string code, CancellationToken cancel) =>
        draft.HandleAsync(draftId, review => review.CheckFindings(review.Findings.Where(f => f.Warning.Code == code).Select(f => f.Position)), cancel);
}
