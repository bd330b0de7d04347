using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Organisation;
using TaskTracker.Features.Parts;
using TaskTracker.Features.Responsibilities;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Departments;

/// <param name="Until">The last day of its validity; null while in force.</param>
/// <param name="Successors">What it became.</param>
/// <param name="Predecessors">What it came from.</param>
/// <param name="Groups">Groups that it is a member of.</param>
/// <param name="Members">Of a group.</param>
/// <param name="Responsibilities">Worst first, at most <see cref="ResponsibilityFilter.PageSize"/> of <see cref="LightCounts.Total"/>.</param>
internal sealed record DepartmentModel(DateOnly Today, DepartmentShare Share, DateOnly? Until, IReadOnlyList<string> Aliases,
    IReadOnlyList<(int Id, string Name)> Successors, IReadOnlyList<(int Id, string Name)> Predecessors, IReadOnlyList<(int Id, string Name)> Groups,
    IReadOnlyList<(int Id, string Name)> Members, IReadOnlyList<PostRow> Posts, IReadOnlyList<ResponsibilityRow> Responsibilities);

/// <param name="Holder">Null where the post is vacant.</param>
internal sealed record PostRow(PostKind Post, string? Holder, DateOnly? Since);

internal sealed class ShowDepartment(TrackerDb db, ListDepartments departments, FindUnreached unreached, ReadRows rows, HouseClock clock, CurrentPerson me)
{
    /// <returns>Null where there is no such department, or the person has nothing to do with it.</returns>
    public async Task<DepartmentModel?> GetAsync(int id, CancellationToken cancel = default)
    {
        var today = clock.Today;
        var department = await db.Departments.AsNoTracking().Where(d => d.Id == id).Select(d => new
        {
            d.Name, d.Region, d.Until, d.IsGroup,
            Aliases = d.Aliases.OrderBy(a => a.Id).Select(a => a.Alias).ToList(),
            Successors = d.Successors.Select(s => new { s.Successor.Id, s.Successor.Name }).ToList(),
            Members = d.Members.Select(m => new { m.Member.Id, m.Member.Name }).ToList(),
            Posts = d.Posts.Select(p => new
            {
                p.Kind, Holders = p.Holders.Where(h => h.From <= today && (h.Until == null || h.Until >= today)).OrderBy(h => h.Id).Select(h => new { h.Person.Name, h.From }).ToList(),
            }).ToList(),
        }).AsSplitQuery().FirstOrDefaultAsync(cancel);
        if (department is null)
        {
            return null;
        }

        if (!Sees(id, department.Region, department.IsGroup) && !await db.Responsibilities.AnyAsync(r => r.DepartmentId == id, cancel))
        {
            return null;
        }

        var lines = Lines.Of(db).Watched().Where(l => l.Of.DepartmentId == id);
        var share = await departments.SharesAsync(lines, cancel) is [var counted] ? counted
            : new DepartmentShare(id, department.Name, department.Region, LightCounts.None, 0, 0, (await unreached.GetAsync(cancel)).All(d => d.Id != id));
        PostKind[] wanted = department.IsGroup || share.Lights.Total == 0 ? [] : [PostKind.Liaison, PostKind.DepartmentHead];
        return new(today, share, department.Until, department.Aliases,
            [.. department.Successors.Select(d => (d.Id, d.Name))], await NamesAsync(db.Departments.Where(p => p.Successors.Any(s => s.SuccessorId == id)), cancel),
            await NamesAsync(db.Departments.Where(g => g.Members.Any(m => m.MemberId == id)), cancel), [.. department.Members.Select(d => (d.Id, d.Name))],
            [
                .. from kind in wanted.Union(department.Posts.Select(p => p.Kind)).Order()
                   from holder in department.Posts.Where(p => p.Kind == kind).SelectMany(p => p.Holders).DefaultIfEmpty()
                   select new PostRow(kind, holder?.Name, holder?.From),
            ],
            await rows.GetAsync(lines.InOrder(ResponsibilitySort.Worst).Take(ResponsibilityFilter.PageSize), cancel));
    }

    /// <summary>A group is what documents print; how its members stand is not.</summary>
    private bool Sees(int id, string region, bool isGroup) =>
        me.Scope is not { } scope || scope.Departments.Contains(id) || scope.Regions.Contains(region) || (isGroup && scope.HeadRegions.Contains(region));

    private static async Task<IReadOnlyList<(int Id, string Name)>> NamesAsync(IQueryable<Department> departments, CancellationToken cancel) =>
        [.. (await departments.OrderBy(d => d.Id).Select(d => new { d.Id, d.Name }).ToListAsync(cancel)).Select(d => (d.Id, d.Name))];
}
