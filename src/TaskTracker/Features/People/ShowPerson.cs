using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Organisation;
using TaskTracker.Persistence;

namespace TaskTracker.Features.People;

/// <param name="SignInName">Null where the person has no account.</param>
/// <param name="LastSignInAt">At the house.</param>
internal sealed record PersonModel(int Id, string Key, string Name, string Email, string? SignInName, AccountState Account, bool TwoFactor, DateTime? LastSignInAt, int Sessions,
    IReadOnlyList<(PostKind Kind, int DepartmentId, string Department, string Region, DateOnly From, DateOnly? Until)> Posts,
    IReadOnlyList<GrantRow> Grants, IReadOnlyList<string> Regions, IReadOnlyList<(int Id, string Title)> Plans);

internal sealed record GrantRow(int Id, Role Role, string? Region, string? Plan, DateOnly From, DateOnly? Until, string By);

internal sealed class ShowPerson([WholeLedger] TrackerDb db, HouseClock clock)
{
    /// <returns>Null where there is no such person.</returns>
    public async Task<PersonModel?> GetAsync(int id, CancellationToken cancel = default)
    {
        if (await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancel) is not { } person)
        {
            return null;
        }

        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.PersonId == id, cancel);
        var posts = await db.PostHolders.Where(h => h.PersonId == id).Join(db.Posts, h => h.PostId, p => p.Id, (h, p) => new { p.Kind, p.DepartmentId, p.Department.Name, p.Department.Region, h.From, h.Until })
            .OrderByDescending(p => p.From).ToListAsync(cancel);
        var grants = await db.Grants.AsNoTracking().Where(g => g.PersonId == id).OrderByDescending(g => g.From).ThenBy(g => g.Id)
            .Select(g => new GrantRow(g.Id, g.Role, g.Region, db.Plans.Where(p => p.Id == g.PlanId).Select(p => p.Title).FirstOrDefault(), g.From, g.Until, g.GrantedBy)).ToListAsync(cancel);
        var plans = await db.Plans.OrderBy(p => p.Id).Select(p => new { p.Id, p.Title }).ToListAsync(cancel);
        return new(
            person.Id, person.Key, person.Name, person.Email, account?.Name, account is null ? AccountState.None : ListPeople.StateOf(account.Disabled, account.LockedUntil, account.LastSignInAt),
            account is { TwoFactorEnabled: true }, account?.LastSignInAt is { } at ? clock.ToLocal(at) : null,
            account is null ? 0 : await db.Sessions.CountAsync(s => s.PersonId == id && s.Stamp == account.SecurityStamp, cancel),
            [.. posts.Select(p => (p.Kind, p.DepartmentId, p.Name, p.Region, p.From, p.Until))], grants,
            await db.Departments.Select(d => d.Region).Distinct().OrderBy(r => r).ToListAsync(cancel), [.. plans.Select(p => (p.Id, p.Title))]);
    }
}
