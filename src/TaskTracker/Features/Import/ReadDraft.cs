using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Review;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Import;

/// <summary>A draft as every page of its review sees it.</summary>
/// <param name="LaterVersionOf">The title of the plan in the ledger that bears the draft's id; null where none does.</param>
public sealed record DraftView(ImportDraft Draft, DraftReview Review, DepartmentRegistry Registry, ReviewedPlan Reviewed, IReadOnlyList<Hindrance> Hindrances, string? LaterVersionOf)
{
    public bool IsOpen => Draft.State == DraftState.Open;

    public string Href => $"/import/{Draft.Id}";

    /// <summary>What a person should look at before the task is confirmed.</summary>
    public IEnumerable<DraftFinding> OpenFindings(DraftTask task, DocumentText text) => FindingsOf(task, text).Where(f => !f.IsChecked);

    public IEnumerable<DraftFinding> FindingsOf(DraftTask task, DocumentText text)
    {
        if (task.Task.Span is not { } span)
        {
            return [];
        }

        var (first, last) = text.LinesOf(span);
        return Review.Findings.Where(f => f.Warning.Line >= first && f.Warning.Line <= last);
    }

    /// <summary>Nothing speaks against confirming it unseen: no open finding, nothing wrong, nobody undecided.</summary>
    public bool IsClear(DraftTask task, DocumentText text) =>
        !OpenFindings(task, text).Any() && !Domain.Review.Hindrances.OfTask(task, Review, Reviewed).Any() && task.Task.Responsible.All(s => Reviewed.Department(s.Department).Official is not null);
}

internal sealed class ReadDraft(TrackerDb db, ReadRegistry registry)
{
    /// <returns>Null where there is no such draft.</returns>
    public async Task<DraftView?> GetAsync(int id, CancellationToken cancel = default)
    {
        if (await db.ImportDrafts.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id, cancel) is not { } draft)
        {
            return null;
        }

        var review = draft.Review();
        return await OfAsync(draft, review, cancel);
    }

    public async Task<DraftView> OfAsync(ImportDraft draft, DraftReview review, CancellationToken cancel)
    {
        var departments = await registry.OfAsync(review.Plan.Region, cancel);
        var reviewed = new ReviewedPlan(review, departments);
        var title = await db.Plans.Where(p => p.Key == review.Plan.Id).Select(p => p.Title).FirstOrDefaultAsync(cancel);
        return new(draft, review, departments, reviewed, Hindrances.Of(review, reviewed), title);
    }
}
