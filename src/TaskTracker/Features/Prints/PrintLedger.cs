using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Responsibilities;
using TaskTracker.Letters;
using TaskTracker.Persistence;
using TaskTracker.Sweep;
using TaskTracker.Words;

namespace TaskTracker.Features.Prints;

/// <summary>A plan's responsibilities as the ledger (台账) that an office keeps, narrowed as their list is.</summary>
internal sealed class PrintLedger(TrackerDb db, ListResponsibilities list, HouseRules house, HouseClock clock)
{
    /// <summary>So many are in memory at a time.</summary>
    private const int ChunkSize = 1000;

    private static readonly LedgerWords Words = LedgerWords.Chinese;

    /// <param name="filter">Its plan is the one that is printed; its page is not looked at.</param>
    /// <param name="open">Where the workbook goes; not asked for where there is nothing to print.</param>
    /// <returns>Null where it was printed.</returns>
    public async Task<PrintRefusal?> HandleAsync(ResponsibilityFilter filter, Func<Stream> open, CancellationToken cancel = default)
    {
        var today = clock.Today;
        var plan = await db.Plans.AsNoTracking().Where(p => p.Key == filter.Plan).Select(p => new { p.Title, p.Region, p.ActiveFrom }).FirstOrDefaultAsync(cancel);
        if (plan is null)
        {
            return PrintRefusal.NoPlan;
        }

        var ids = await list.Narrow(filter, today).InOrder(filter.Sort).Select(l => l.Of.Id).ToListAsync(cancel);
        if (ids.Count > LedgerWorkbook.MostRows)
        {
            return PrintRefusal.TooManyRows;
        }

        var narrowed = await NarrowedByAsync(filter, cancel);
        var head = new LedgerHead(
            PrintWords.Chinese.Format("ledger.title", PrintedText.Titled(plan.Title)),
            PrintWords.Chinese.Format("ledger.about", PrintWords.Chinese.Day(today), ids.Count, narrowed.Count == 0 ? "" : PrintWords.Chinese.Format("ledger.narrowed", string.Join('、', narrowed))));
        await LedgerWorkbook.WriteAsync(open(), head, RowsAsync(ids, await PeopleAsync(plan.Region, today, cancel), plan.ActiveFrom, today, cancel), cancel);
        return null;
    }

    private async IAsyncEnumerable<LedgerRow> RowsAsync(List<int> ids, Dictionary<int, string> people, DateOnly? activeFrom, DateOnly today, [EnumeratorCancellation] CancellationToken cancel)
    {
        var calendar = house.Current.Calendar;
        foreach (var chunk in ids.Chunk(ChunkSize))
        {
            var lines = await Lines.Of(db).Where(l => chunk.Contains(l.Of.Id)).Select(l => new
            {
                l.Of.Id, l.Of.Task.Number, l.Of.Task.Title, l.Of.DepartmentId, Department = l.Of.Department.Name, l.Of.State, l.Of.ClosedOn, l.Light,
            }).ToDictionaryAsync(l => l.Id, cancel);
            var shares = (await db.MilestoneShares.AsNoTracking().Where(m => chunk.Contains(m.ResponsibilityId))
                .Select(m => new { m.ResponsibilityId, m.Due, m.MetOn }).ToListAsync(cancel)).ToLookup(m => m.ResponsibilityId);
            var lastReports = db.Reports.Where(r => chunk.Contains(r.ResponsibilityId) && r.Review != ReviewState.Returned).GroupBy(r => r.ResponsibilityId).Select(g => g.Max(r => r.Id));
            var reports = await db.Reports.AsNoTracking().Where(r => lastReports.Contains(r.Id)).ToDictionaryAsync(r => r.ResponsibilityId, cancel);
            foreach (var line in chunk.Where(lines.ContainsKey).Select(id => lines[id]))
            {
                var open = line.ClosedOn is null ? shares[line.Id].Where(m => m.MetOn is null).Min(m => (DateOnly?)m.Due) : null;
                var report = reports.GetValueOrDefault(line.Id);
                yield return new(
                    $"{line.Number} {line.Title}", line.Department, people.GetValueOrDefault(line.DepartmentId, ""), open ?? shares[line.Id].Max(m => (DateOnly?)m.Due),
                    report is null ? PrintWords.Chinese["ledger.notReported"]
                        : PrintWords.Chinese.Format("ledger.report", Words.Period(report.Period), Words.Of(report.State), report.Percent) + (report.Done.Length == 0 ? "" : "\n" + report.Done),
                    Problems: "", report?.NextStep ?? "",
                    StateOf(line.State, line.Light, line.ClosedOn, open is { } due ? ReadRows.WorkdaysOverdue(calendar, due, activeFrom, today) : 0), line.ClosedOn);
            }
        }
    }

    private static string StateOf(ResponsibilityState state, Light light, DateOnly? closedOn, int workdaysOverdue)
    {
        var lines = closedOn is not null || Words.Of(light) == Words.Of(state) || light == Light.Grey ? [Words.Of(state)] : new List<string> { Words.Of(light), Words.Of(state) };
        return string.Join('\n', workdaysOverdue > 0 ? lines.Append(Words.Format("status.overdue", workdaysOverdue)) : lines);
    }

    /// <summary>责任人 is the department's head; where nobody holds that post, the liaison.</summary>
    private async Task<Dictionary<int, string>> PeopleAsync(string region, DateOnly today, CancellationToken cancel)
    {
        var held = await db.PostHolders.AsNoTracking().Where(h => h.From <= today && (h.Until == null || h.Until >= today))
            .Join(db.Posts.Where(p => p.Department.Region == region && (p.Kind == PostKind.DepartmentHead || p.Kind == PostKind.Liaison)), h => h.PostId, p => p.Id,
                (h, p) => new { p.DepartmentId, p.Kind, h.Id, h.Person.Name }).ToListAsync(cancel);
        return held.GroupBy(h => h.DepartmentId).ToDictionary(g => g.Key, g => g.OrderBy(h => h.Kind == PostKind.DepartmentHead ? 0 : 1).ThenBy(h => h.Id).First().Name);
    }

    private async Task<List<string>> NarrowedByAsync(ResponsibilityFilter filter, CancellationToken cancel)
    {
        var by = new List<string>();
        if (filter.Department is { } id)
        {
            by.Add(await db.Departments.Where(d => d.Id == id).Select(d => d.Name).FirstOrDefaultAsync(cancel) ?? PrintWords.Chinese["missing"]);
        }

        if (filter.Light is { } light)
        {
            by.Add(Words.Of(light));
        }

        if (filter.When is { } when)
        {
            by.Add(PrintWords.Chinese[$"when.{when}"]);
        }

        return by;
    }
}
