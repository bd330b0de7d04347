using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Parts;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Visits;

/// <param name="Number">Of the responsibility's visits, from 1; its letter goes by it.</param>
internal sealed record VisitRow(int Responsibility, int Number, VisitRecorded Of, string TaskNumber, string Task, string Department, string Plan)
{
    public string Href => string.Create(CultureInfo.InvariantCulture, $"{Links.Responsibilities}/{Responsibility}");
}

/// <param name="Plan">Its key.</param>
/// <param name="From">Held on this day or later.</param>
/// <param name="Page">From 1.</param>
internal sealed record VisitFilter(VisitKind? Kind, string? Plan, int? Department, DateOnly? From, DateOnly? Until, int Page)
{
    public const int PageSize = 50;

    public string Address => Parts.Address.To(
        "/visits", ("kind", Kind?.ToString().ToLowerInvariant()), ("plan", Plan), ("department", Department?.ToString(CultureInfo.InvariantCulture)), ("from", From?.Iso()), ("until", Until?.Iso()),
        ("page", Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture)));
}

/// <param name="Plans">Those with a visit, by key.</param>
/// <param name="Departments">Those with a visit.</param>
internal sealed record VisitsModel(DateOnly Today, IReadOnlyList<VisitRow> Rows, int Total, IReadOnlyList<(string Key, string Title)> Plans, IReadOnlyList<(int Id, string Name)> Departments);

/// <summary>Visits, calls and talks, the latest first. They are entries of the history, few among many, with an index of their own.</summary>
internal sealed class ListVisits(TrackerDb db, HouseClock clock)
{
    private const int AtOnce = 500;

    public async Task<VisitsModel> GetAsync(VisitFilter filter, CancellationToken cancel = default)
    {
        var entries = await db.Audit.AsNoTracking().IgnoreQueryFilters(TrackerDb.Ended).Where(e => e.Kind == nameof(VisitRecorded)).OrderBy(e => e.Id).Select(e => new { e.Subject, e.Kind, e.Data }).ToListAsync(cancel);
        var held = entries.Select(e => (Id: AuditSubject.ResponsibilityOf(e.Subject)!.Value, Of: (VisitRecorded)HistoryJson.Read(e.Kind, e.Data)))
            .GroupBy(e => e.Id).SelectMany(g => g.Select((e, i) => (e.Id, Number: i + 1, e.Of))).ToList();
        var about = new Dictionary<int, (string Number, string Title, int DepartmentId, string Department, string Key, string Plan)>();
        foreach (var some in held.Select(h => h.Id).Distinct().Chunk(AtOnce))
        {
            foreach (var r in await db.Responsibilities.IgnoreQueryFilters(TrackerDb.Ended).Where(r => some.Contains(r.Id))
                .Select(r => new { r.Id, r.Task.Number, r.Task.Title, r.DepartmentId, Department = r.Department.Name, r.Task.Plan.Key, Plan = r.Task.Plan.Title }).ToListAsync(cancel))
            {
                about[r.Id] = (r.Number, r.Title, r.DepartmentId, r.Department, r.Key, r.Plan);
            }
        }

        var passing = held.Where(h => about.ContainsKey(h.Id)
            && (filter.Kind is null || h.Of.Kind == filter.Kind) && (filter.Plan is null || about[h.Id].Key == filter.Plan) && (filter.Department is null || about[h.Id].DepartmentId == filter.Department)
            && !(h.Of.HeldOn < filter.From) && !(h.Of.HeldOn > filter.Until)).OrderByDescending(h => h.Of.HeldOn).ThenByDescending(h => h.Of.On).ThenBy(h => h.Id).ThenByDescending(h => h.Number).ToList();
        return new(
            clock.Today,
            [.. passing.Skip((filter.Page - 1) * VisitFilter.PageSize).Take(VisitFilter.PageSize).Select(h => new VisitRow(h.Id, h.Number, h.Of, about[h.Id].Number, about[h.Id].Title, about[h.Id].Department, about[h.Id].Plan))],
            passing.Count, [.. about.Values.Select(a => (a.Key, a.Plan)).Distinct().OrderBy(p => p.Key, StringComparer.Ordinal)], [.. about.Values.Select(a => (a.DepartmentId, a.Department)).Distinct().OrderBy(d => d.DepartmentId)]);
    }
}
