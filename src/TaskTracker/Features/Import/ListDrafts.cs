using Microsoft.EntityFrameworkCore;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Import;

/// <param name="UploadedAt">At the house.</param>
internal sealed record DraftRow(int Id, string FileName, string Title, string Region, int Tasks, int Confirmed, int OpenFindings, DraftState State, string? PlanKey, DateTime UploadedAt);

/// <param name="Discarded">How many were put aside.</param>
internal sealed record DraftsModel(IReadOnlyList<DraftRow> Rows, int Total, int Discarded);

internal sealed class ListDrafts(TrackerDb db, HouseClock clock)
{
    public const int PageSize = 50;

    /// <returns>Open ones first, then the latest first.</returns>
    public async Task<DraftsModel> GetAsync(bool discarded, int page, CancellationToken cancel = default)
    {
        var shown = db.ImportDrafts.AsNoTracking().Where(d => (d.State == DraftState.Discarded) == discarded);
        var rows = await shown.OrderBy(d => d.State == DraftState.Open ? 0 : 1).ThenByDescending(d => d.Id).Skip((page - 1) * PageSize).Take(PageSize)
            .Select(d => new DraftRow(d.Id, d.FileName, d.Title, d.Region, d.Tasks, d.Confirmed, d.OpenFindings, d.State, d.PlanKey, d.UploadedAt)).ToListAsync(cancel);
        return new([.. rows.Select(r => r with { UploadedAt = clock.ToLocal(r.UploadedAt) })], await shown.CountAsync(cancel), await db.ImportDrafts.CountAsync(d => d.State == DraftState.Discarded, cancel));
    }
}
