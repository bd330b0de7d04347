using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Review;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Import;

/// <summary>The ledger's departments by all their names, as the importer and the review want them.</summary>
internal sealed class ReadRegistry(TrackerDb db)
{
    public async Task<DepartmentRegistry> OfAsync(string region, CancellationToken cancel) =>
        new((await RowsAsync(db.Departments.Where(d => d.Region == region), cancel)).Select(r => r.Department));

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<PlanDepartment>>> ByRegionAsync(CancellationToken cancel) =>
        (await RowsAsync(db.Departments, cancel)).GroupBy(r => r.Region).ToDictionary(g => g.Key, g => (IReadOnlyList<PlanDepartment>)[.. g.Select(r => r.Department)]);

    private static async Task<List<(string Region, PlanDepartment Department)>> RowsAsync(IQueryable<Domain.Organisation.Department> departments, CancellationToken cancel)
    {
        var rows = await departments.AsNoTracking().OrderBy(d => d.Id).Select(d => new { d.Region, d.Name, d.IsGroup, Aliases = d.Aliases.Select(a => a.Alias).ToList() }).AsSplitQuery().ToListAsync(cancel);
        return [.. rows.Select(r => (r.Region, new PlanDepartment(r.Name, r.IsGroup) { Aliases = r.Aliases }))];
    }
}
