using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Organisation;
using TaskTracker.Persistence;

namespace TaskTracker.Features.People;

/// <param name="Holders">Latest first; of the list only those of today and later.</param>
internal sealed record PostHistory(PostKind Kind, IReadOnlyList<(string Key, string Name, DateOnly From, DateOnly? Until)> Holders);

internal sealed record DepartmentPosts(int Id, string Name, string Region, IReadOnlyList<PostHistory> Posts);

/// <summary>Who holds which post, in the regions whose posts the person at work may hand over.</summary>
internal sealed class ListPosts([WholeLedger] TrackerDb db, CurrentPerson me, HouseClock clock)
{
    public async Task<(IReadOnlyList<string> Regions, IReadOnlyList<DepartmentPosts> Departments)> GetAsync(string? region, CancellationToken cancel = default)
    {
        var regions = (await db.Departments.Select(d => d.Region).Distinct().OrderBy(r => r).ToListAsync(cancel)).Where(r => me.Is(Role.SecurityAdministrator) || me.Supervises(r)).ToList();
        var shown = regions.Contains(region!) ? region : regions.FirstOrDefault();
        var departments = await Read(db.Departments.Where(d => d.Region == shown)).ToListAsync(cancel);
        var today = clock.Today;
        return (regions, [.. departments.Select(d => Of(d, h => !(h.Until < today)))]);
    }

    /// <returns>Null where there is no such department, or its posts are not the person's to see.</returns>
    public async Task<DepartmentPosts?> OfAsync(int id, CancellationToken cancel = default) =>
        await Read(db.Departments.Where(d => d.Id == id)).FirstOrDefaultAsync(cancel) is { } department && (me.Is(Role.SecurityAdministrator) || me.Supervises(department.Region)) ? Of(department, _ => true) : null;

    private static IQueryable<Department> Read(IQueryable<Department> departments) =>
        departments.AsNoTracking().Where(d => !d.IsGroup).Include(d => d.Posts).ThenInclude(p => p.Holders).ThenInclude(h => h.Person).OrderBy(d => d.Name).AsSplitQuery();

    private static DepartmentPosts Of(Department department, Func<PostHolder, bool> shown) => new(department.Id, department.Name, department.Region,
        [.. Enum.GetValues<PostKind>().Select(kind => new PostHistory(kind, [.. department.Posts.Where(p => p.Kind == kind).SelectMany(p => p.Holders).Where(shown).OrderByDescending(h => h.From).Select(h => (h.Person.Key, h.Person.Name, h.From, h.Until))]))]);
}
