using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Organisation;
using TaskTracker.Persistence;

namespace TaskTracker.Features.People;

internal enum AccountState { None, New, InUse, Locked, Disabled }

/// <param name="Posts">Held today.</param>
/// <param name="Roles">Granted today.</param>
internal sealed record PersonRow(int Id, string Key, string Name, string Email, AccountState Account, IReadOnlyList<(PostKind Kind, string Department, string Region)> Posts, IReadOnlyList<Role> Roles);

internal sealed record PeopleModel(IReadOnlyList<PersonRow> Rows, int Total);

internal sealed class ListPeople(TrackerDb db, HouseClock clock)
{
    public const int PageSize = 50;

    /// <param name="search">Part of name, id, address or department; null for all.</param>
    /// <param name="page">From 1.</param>
    public async Task<PeopleModel> GetAsync(string? search, int page, CancellationToken cancel = default)
    {
        var today = clock.Today;
        var held = db.PostHolders.Where(h => h.From <= today && (h.Until == null || h.Until >= today))
            .Join(db.Posts, h => h.PostId, p => p.Id, (h, p) => new { h.PersonId, p.Kind, Department = p.Department.Name, p.Department.Region });
        var people = search is null ? db.People.AsNoTracking()
            : db.People.AsNoTracking().Where(p => p.Name.Contains(search) || p.Key.Contains(search) || p.Email.Contains(search) || held.Any(h => h.PersonId == p.Id && h.Department.Contains(search)));
        var rows = await people.OrderBy(p => p.Key).Skip((page - 1) * PageSize).Take(PageSize).Select(p => new
        {
            p.Id, p.Key, p.Name, p.Email,
            Account = db.Accounts.Where(a => a.PersonId == p.Id).Select(a => new { a.Disabled, a.LastSignInAt, a.LockedUntil }).FirstOrDefault(),
        }).ToListAsync(cancel);
        var ids = rows.Select(r => r.Id).ToList();
        var posts = (await held.Where(h => ids.Contains(h.PersonId)).ToListAsync(cancel)).ToLookup(h => h.PersonId, h => (h.Kind, h.Department, h.Region));
        var roles = (await db.Grants.Where(g => ids.Contains(g.PersonId) && g.From <= today && (g.Until == null || g.Until >= today)).Select(g => new { g.PersonId, g.Role }).ToListAsync(cancel))
            .ToLookup(g => g.PersonId, g => g.Role);
        return new(
            [.. rows.Select(r => new PersonRow(r.Id, r.Key, r.Name, r.Email, r.Account is null ? AccountState.None : StateOf(r.Account.Disabled, r.Account.LockedUntil, r.Account.LastSignInAt), [.. posts[r.Id]], [.. roles[r.Id].Distinct()]))],
            await people.CountAsync(cancel));
    }

    // Locks run by the real clock, as Identity's managers see it, also where the house lives on another day.
    internal static AccountState StateOf(bool disabled, DateTime? lockedUntil, DateTime? lastSignInAt) =>
        disabled ? AccountState.Disabled : lockedUntil > DateTime.UtcNow ? AccountState.Locked : lastSignInAt is null ? AccountState.New : AccountState.InUse;
}
