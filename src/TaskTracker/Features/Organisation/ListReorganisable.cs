using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Organisation;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Organisation;

/// <param name="Regions">Those whose supervision office the person is.</param>
/// <param name="Departments">Of the region, in force, no groups.</param>
internal sealed record Reorganisable(IReadOnlyList<string> Regions, string? Region, IReadOnlyList<(int Id, string Name)> Departments);

/// <summary>The departments that somebody may rename, merge or split.</summary>
internal sealed class ListReorganisable(TrackerDb db, HouseClock clock, CurrentPerson me)
{
    /// <param name="region">The first one where it is none of the person's.</param>
    public async Task<Reorganisable> GetAsync(string? region, CancellationToken cancel)
    {
        var regions = (await db.Departments.Select(d => d.Region).Distinct().ToListAsync(cancel)).Where(r => me.Supervises(r)).Order(StringComparer.Ordinal).ToList();
        var shown = regions.Contains(region!) ? region : regions.FirstOrDefault();
        var today = clock.Today;
        var departments = await db.Departments.AsNoTracking().Where(d => d.Region == shown && !d.IsGroup && (d.From == null || d.From <= today) && (d.Until == null || d.Until >= today)).OrderBy(d => d.Id)
            .Select(d => new { d.Id, d.Name }).ToListAsync(cancel);
        return new(regions, shown, departments.ConvertAll(d => (d.Id, d.Name)));
    }

    public async Task<List<Department>> WholeAsync(IReadOnlyList<int> ids, CancellationToken cancel) =>
        [.. (await db.Departments.AsNoTracking().Where(d => ids.Contains(d.Id)).ToListAsync(cancel)).Where(d => me.Supervises(d.Region))];
}
