using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Parts;
using TaskTracker.Features.Responsibilities;
using TaskTracker.Persistence;
using TaskTracker.Resources;

namespace TaskTracker.Features.Search;

internal enum SearchGroupKind { Plan, Task, Responsibility, Department, Order, Person }

/// <param name="About">Where it belongs.</param>
internal sealed record SearchHit(string Href, string Title, string? About, Light? Light = null);

/// <param name="More">There are more than are counted.</param>
internal sealed record SearchGroup(SearchGroupKind Kind, int Total, bool More, IReadOnlyList<SearchHit> Hits);

/// <param name="TooLong">Nothing was looked for.</param>
internal sealed record SearchModel(IReadOnlyList<SearchGroup> Groups, bool TooLong = false);

/// <summary>
/// Finds what has all the words, among what the person may see anyway. Words are looked for as they are written, wherever they stand; nothing in
/// them is a wildcard. Of large letters and small ones no difference is made.
/// </summary>
internal sealed class FindAnything(TrackerDb db, ReadRows rows, CurrentPerson me, HouseClock clock, PageText text)
{
    public const int LongestQuery = 100;
    public const int PageSize = 50;
    private const int Shown = 6;

    /// <summary>Nobody reads further; whoever finds so many adds a word.</summary>
    private const int MostCounted = 1000;
    private const int MostWords = 5;

    /// <param name="only">One group, page by page; null for the first hits of each.</param>
    public async Task<SearchModel> GetAsync(string? query, SearchGroupKind? only, int page, CancellationToken cancel)
    {
        if (query?.Length > LongestQuery)
        {
            return new([], TooLong: true);
        }

        // Not every database takes every control character, and nobody looks for one.
        var words = string.Concat((query ?? "").ToLowerInvariant().Select(c => char.IsControl(c) ? ' ' : c)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MostWords).ToList();
        if (words.Count == 0)
        {
            return new([]);
        }

        var groups = new List<SearchGroup>();
        foreach (var kind in Enum.GetValues<SearchGroupKind>().Where(k => only is null || only == k))
        {
            if (await FindAsync(kind, words, only is null ? (0, Shown) : ((page - 1) * PageSize, PageSize), cancel) is { Total: > 0 } found)
            {
                groups.Add(found);
            }
        }

        return new(groups);
    }

    private Task<SearchGroup> FindAsync(SearchGroupKind kind, List<string> words, (int Skip, int Take) part, CancellationToken cancel) => kind switch
    {
        SearchGroupKind.Plan => HitsAsync(kind, Plans(words).OrderBy(p => p.Id).Select(p => p.Id), part, PlansAsync, cancel),
        SearchGroupKind.Task => HitsAsync(kind, Tasks(words).OrderBy(t => t.PlanId).ThenBy(t => t.Position).Select(t => t.Id), part, TasksAsync, cancel),
        SearchGroupKind.Responsibility => HitsAsync(kind, Responsibilities(words).OrderBy(r => r.Id).Select(r => r.Id), part, ResponsibilitiesAsync, cancel),
        SearchGroupKind.Department => HitsAsync(kind, Departments(words).OrderBy(d => d.Region).ThenBy(d => d.Name).Select(d => d.Id), part, DepartmentsAsync, cancel),
        SearchGroupKind.Order => HitsAsync(kind, Orders(words).OrderByDescending(o => o.Id).Select(o => o.Id), part, OrdersAsync, cancel),
        _ => HitsAsync(kind, People(words).OrderBy(p => p.Name).ThenBy(p => p.Id).Select(p => p.Id), part, PeopleAsync, cancel),
    };

    private static async Task<SearchGroup> HitsAsync(
        SearchGroupKind kind, IQueryable<int> found, (int Skip, int Take) part, Func<List<int>, (int Skip, int Take), CancellationToken, Task<IReadOnlyList<SearchHit>>> read, CancellationToken cancel)
    {
        var ids = await found.Take(MostCounted + 1).ToListAsync(cancel);
        var counted = ids.Take(MostCounted).ToList();
        return new(kind, counted.Count, ids.Count > MostCounted, counted.Count <= part.Skip ? [] : await read(counted, part, cancel));
    }

#pragma warning disable CA1304, CA1311, CA1862 // These run in the database, which has one lower() and no cultures.
    private IQueryable<Plan> Plans(List<string> words) => words.Aggregate(db.Plans.AsNoTracking(), (all, word) => all.Where(p => p.Title.ToLower().Contains(word) || p.Key.ToLower().Contains(word)));

    private IQueryable<PlanTask> Tasks(List<string> words) => words.Aggregate(db.Tasks.AsNoTracking(), (all, word) =>
        all.Where(t => t.Number.ToLower().Contains(word) || t.Title.ToLower().Contains(word) || (t.Text != null && t.Text.ToLower().Contains(word))));

    // Tasks and departments are looked through once each, not once for every responsibility.
    private IQueryable<Responsibility> Responsibilities(List<string> words) => words.Aggregate(db.Responsibilities.AsNoTracking(), (all, word) =>
    {
        var tasks = db.Tasks.Where(t => t.Number.ToLower().Contains(word) || t.Title.ToLower().Contains(word)).Select(t => t.Id);
        var departments = db.Departments.Where(d => d.Name.ToLower().Contains(word) || d.Aliases.Any(a => a.Alias.ToLower().Contains(word))).Select(d => d.Id);
        return all.Where(r => tasks.Contains(r.TaskId) || departments.Contains(r.DepartmentId));
    });

    private IQueryable<Department> Departments(List<string> words) => words.Aggregate(Seen(), (all, word) =>
        all.Where(d => d.Name.ToLower().Contains(word) || d.Region.ToLower().Contains(word) || d.Aliases.Any(a => a.Alias.ToLower().Contains(word))));

    private IQueryable<Domain.Orders.SupervisionOrder> Orders(List<string> words) => words.Aggregate(db.Orders.AsNoTracking(), (all, word) => all.Where(o => o.Number.ToLower().Contains(word) || o.Requirement.ToLower().Contains(word)));

    /// <summary>Whoever holds a post in a department whose page the viewer may open; all of them for who keeps the accounts.</summary>
    private IQueryable<Person> People(List<string> words)
    {
        var today = clock.Today;
        var people = db.People.AsNoTracking();
        if (!me.Is(Role.SecurityAdministrator))
        {
            var seen = Seen().Select(d => d.Id);
            people = people.Where(p => db.PostHolders.Any(h => h.PersonId == p.Id && h.From <= today && (h.Until == null || h.Until >= today) && db.Posts.Any(post => post.Id == h.PostId && seen.Contains(post.DepartmentId))));
        }

        return words.Aggregate(people, (all, word) => all.Where(p => p.Name.ToLower().Contains(word)));
    }
#pragma warning restore CA1304, CA1311, CA1862

    /// <summary>Those whose page the viewer may open; see <see cref="Departments.ShowDepartment"/>.</summary>
    private IQueryable<Department> Seen()
    {
        var all = db.Departments.AsNoTracking();
        return me.Scope is not { } scope ? all
            : all.Where(d => scope.Departments.Contains(d.Id) || scope.Regions.Contains(d.Region) || (d.IsGroup && scope.HeadRegions.Contains(d.Region)) || db.Responsibilities.Any(r => r.DepartmentId == d.Id));
    }

    private async Task<IReadOnlyList<SearchHit>> PlansAsync(List<int> ids, (int Skip, int Take) part, CancellationToken cancel)
    {
        var some = Part(ids, part);
        var found = await db.Plans.AsNoTracking().Where(p => some.Contains(p.Id)).Select(p => new { p.Id, p.Key, p.Title, p.Region, p.State }).ToDictionaryAsync(p => p.Id, cancel);
        return [.. some.Where(found.ContainsKey).Select(id => found[id]).Select(p => new SearchHit($"/plans/{Uri.EscapeDataString(p.Key)}", p.Title, $"{p.Region} · {text.Of(p.State)}"))];
    }

    private async Task<IReadOnlyList<SearchHit>> TasksAsync(List<int> ids, (int Skip, int Take) part, CancellationToken cancel)
    {
        var some = Part(ids, part);
        var found = await db.Tasks.AsNoTracking().Where(t => some.Contains(t.Id)).Select(t => new { t.Id, t.Number, t.Title, Plan = t.Plan.Title }).ToDictionaryAsync(t => t.Id, cancel);
        return [.. some.Where(found.ContainsKey).Select(id => found[id]).Select(t => new SearchHit($"/tasks/{t.Id}", $"{t.Number} {t.Title}", t.Plan))];
    }

    /// <summary>Worst first among those that are counted.</summary>
    private async Task<IReadOnlyList<SearchHit>> ResponsibilitiesAsync(List<int> ids, (int Skip, int Take) part, CancellationToken cancel)
    {
        var found = await rows.GetAsync(Lines.Of(db).Where(l => ids.Contains(l.Of.Id)).InOrder(ResponsibilitySort.Worst).Skip(part.Skip).Take(part.Take), cancel);
        return [.. found.Select(r => new SearchHit($"{Links.Responsibilities}/{r.Id}", $"{r.Number} {r.Task}", $"{r.Department} · {text.Of(r.State)}", r.Light))];
    }

    private async Task<IReadOnlyList<SearchHit>> DepartmentsAsync(List<int> ids, (int Skip, int Take) part, CancellationToken cancel)
    {
        var some = Part(ids, part);
        var found = await db.Departments.AsNoTracking().Where(d => some.Contains(d.Id)).Select(d => new { d.Id, d.Name, d.Region, Aliases = d.Aliases.Select(a => a.Alias).ToList() }).ToDictionaryAsync(d => d.Id, cancel);
        return [.. some.Where(found.ContainsKey).Select(id => found[id]).Select(d => new SearchHit($"/departments/{d.Id}", d.Name, string.Join(" · ", [d.Region, .. d.Aliases])))];
    }

    private async Task<IReadOnlyList<SearchHit>> OrdersAsync(List<int> ids, (int Skip, int Take) part, CancellationToken cancel)
    {
        var some = Part(ids, part);
        var found = await db.Orders.AsNoTracking().Where(o => some.Contains(o.Id)).Select(o => new { o.Id, o.Number, Department = o.Department.Name, o.State }).ToDictionaryAsync(o => o.Id, cancel);
        return [.. some.Where(found.ContainsKey).Select(id => found[id]).Select(o => new SearchHit($"/orders/{o.Id}", o.Number, $"{o.Department} · {text.Of(o.State)}"))];
    }

    private async Task<IReadOnlyList<SearchHit>> PeopleAsync(List<int> ids, (int Skip, int Take) part, CancellationToken cancel)
    {
        var (some, today) = (Part(ids, part), clock.Today);
        var names = await db.People.AsNoTracking().Where(p => some.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        if (me.Is(Role.SecurityAdministrator))
        {
            return [.. some.Where(names.ContainsKey).Select(id => new SearchHit($"/people/{id}", names[id], null))];
        }

        var seen = Seen().Select(d => d.Id);
        var posts = (await db.PostHolders.AsNoTracking().Where(h => some.Contains(h.PersonId) && h.From <= today && (h.Until == null || h.Until >= today))
            .Join(db.Posts.Where(p => seen.Contains(p.DepartmentId)), h => h.PostId, p => p.Id, (h, p) => new { h.PersonId, p.Kind, p.DepartmentId, p.Department.Name }).ToListAsync(cancel)).ToLookup(p => p.PersonId);
        return [.. some.Where(names.ContainsKey).SelectMany(id => posts[id].Take(1).Select(p => new SearchHit($"/departments/{p.DepartmentId}", names[id], $"{p.Name} · {text.Of(p.Kind)}")))];
    }

    private static List<int> Part(List<int> ids, (int Skip, int Take) part) => [.. ids.Skip(part.Skip).Take(part.Take)];
}
