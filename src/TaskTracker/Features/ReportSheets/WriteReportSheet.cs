using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Parts;
using TaskTracker.Features.Progress;
using TaskTracker.Letters;
using TaskTracker.Persistence;
using TaskTracker.Words;

namespace TaskTracker.Features.ReportSheets;

/// <summary>What a person is to report on, as a sheet that is filled with the last reports.</summary>
internal sealed class WriteReportSheet(TrackerDb db, ListMyWork mine, HouseClock clock)
{
    /// <summary>More fit on no desk, nor in one form when the sheet comes back.</summary>
    public const int MostRows = 500;

    public static IReadOnlyDictionary<ReportedState, string> States { get; } = Enum.GetValues<ReportedState>().ToDictionary(s => s, LedgerWords.Chinese.Of);

    public async Task HandleAsync(Stream to, CancellationToken cancel)
    {
        var ids = await mine.IdsAsync(MostRows, cancel);
        var found = await db.Responsibilities.AsNoTracking().Include(r => r.Task).Include(r => r.Department).Include(r => r.Reports.OrderBy(p => p.Id)).AsSplitQuery().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancel);
        var rows = ids.Where(found.ContainsKey).Select(id => found[id]).Select(r => (It: r, Last: r.Reports.LastOrDefault()));
        ReportWorkbook.Write(
            to, $"进展填报表（{clock.Today.Iso()}）", "改动过的行才会填报；没有变化也要填报的，最后一列选“是”。本系统为非涉密系统，严禁填报、上传涉密信息。", [.. States.Values],
            [.. rows.Select(r => new Letters.ReportRow(KeyOf(r.It), $"{r.It.Task.Number} {r.It.Task.Title}", r.It.Department.Name, States[r.Last?.State ?? ReportedState.OnSchedule], r.Last?.Percent, r.Last?.Done ?? "", r.Last?.Problems ?? "", r.Last?.NextStep ?? ""))]);
    }

    /// <summary>Which responsibility, and what had happened to it when the sheet was made.</summary>
    private static string KeyOf(Responsibility it) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{it.Id}.{it.Version}");
}
