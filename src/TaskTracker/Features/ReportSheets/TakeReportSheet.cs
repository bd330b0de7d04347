using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Progress;
using TaskTracker.Letters;
using TaskTracker.Persistence;

namespace TaskTracker.Features.ReportSheets;

/// <summary>What a row of the sheet would do.</summary>
/// <param name="Version">Of the responsibility when the sheet was looked at.</param>
/// <param name="Now">The report that somebody filed since the sheet was made; null where nobody did.</param>
internal sealed record PlannedReport(SheetLine Line, string Number, string Task, string Department, int Version, StaleReport? Now);

internal sealed record StaleReport(DateOnly On, string By, ReportedState State, int? Percent, string Done, string Problems, string NextStep);

/// <param name="Unchanged">Rows in which nothing was changed, and which were not meant.</param>
internal sealed record SheetPreview(IReadOnlyList<PlannedReport> Planned, IReadOnlyList<SheetFault> Faults, int Unchanged);

/// <summary>Brings a sheet's reports in: looked at as a whole first, then each by the handler that every report goes through.</summary>
internal sealed class TakeReportSheet(TrackerDb db, RecordProgress record, CurrentPerson me, HouseClock clock)
{
    public async Task<SheetPreview> PreviewAsync(SheetReading reading, CancellationToken cancel)
    {
        var faults = reading.Faults.ToList();
        var ids = reading.Lines.Select(l => l.Id).ToList();
        var known = await db.Responsibilities.AsNoTracking().Whole().Include(r => r.Department).Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancel);
        var (planned, unchanged) = (new List<PlannedReport>(), 0);
        foreach (var line in reading.Lines)
        {
            // What is another's is answered as what is not there.
            if (!known.TryGetValue(line.Id, out var it) || !me.May(Act.Work, it) || line.Seen > it.Version)
            {
                faults.Add(new(line.Row, reading.Columns["识别码"], "NotYours"));
                continue;
            }

            var since = it.Version == line.Seen ? [] : (await db.Audit.AsNoTracking().Where(e => e.Subject == it.Chain && e.Sequence > line.Seen).OrderBy(e => e.Sequence).ToListAsync(cancel)).ConvertAll(e => HistoryJson.Read(e.Kind, e.Data));
            var filed = since.Count(e => e is ReportSubmitted);
            if (!line.Meant && IsAs(line, it.Reports.ElementAtOrDefault(it.Reports.Count - 1 - filed)))
            {
                unchanged++;
                continue;
            }

            var command = CommandOf(line);
            if (ProgressDecision.Decide(it, ReportingTerms.Of(it.Task.Plan, it.Task.Shares, it), command).Refusal is { } refusal)
            {
                faults.Add(new(line.Row, refusal is ProgressRefusal.PercentOutOfRange or ProgressRefusal.PercentContradictsState ? reading.Columns["完成百分比"] : "", $"ProgressRefusal.{refusal}"));
                continue;
            }

            var last = since.Any(e => Matters.Meet(command, e)) ? it.Reports.LastOrDefault() : null;
            planned.Add(new(line, it.Task.Number, it.Task.Title, it.Department.Name, it.Version, last is null ? null : new(last.ReportedOn, last.By, last.State, last.Percent, last.Done, last.Problems, last.NextStep)));
        }

        return new(planned, [.. faults.OrderBy(f => f.Row)], unchanged);
    }

    /// <param name="key">Of the form; sent twice it counts once.</param>
    /// <param name="over">Rows that go on although somebody has reported since, for their sender has seen it.</param>
    /// <returns>What was refused after all, since something happened between the looking and the sending.</returns>
    public async Task<IReadOnlyList<SheetFault>> HandleAsync(IReadOnlyList<PlannedReport> planned, string key, IReadOnlySet<int> over, CancellationToken cancel)
    {
        var refused = new List<SheetFault>();
        foreach (var one in planned.Where(p => p.Now is null || over.Contains(p.Line.Row)))
        {
            if (await record.HandleAsync(one.Line.Id, CommandOf(one.Line), cancel, new FormStamp($"{key}{one.Line.Row}", one.Version)) is { } refusal)
            {
                refused.Add(new(one.Line.Row, "", $"ProgressRefusal.{refusal}"));
            }
        }

        return refused;
    }

    private SubmitReport CommandOf(SheetLine line) => new(clock.Today, me.By, line.State, line.Percent, line.Done, line.NextStep) { Problems = line.Problems };

    /// <summary>A sheet holds a text as a cell can, so it comes back otherwise than it stands in the ledger.</summary>
    private static bool IsAs(SheetLine line, ProgressReport? last) =>
        line.State == (last?.State ?? ReportedState.OnSchedule) && line.Percent == last?.Percent && Same(line.Done, last?.Done) && Same(line.Problems, last?.Problems) && Same(line.NextStep, last?.NextStep);

    private static bool Same(string cell, string? text) => CellText.Of(cell) == CellText.Of(text);
}
