using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskTracker.Features.Accounts;
using TaskTracker.Persistence;

namespace TaskTracker.Access;

/// <summary>Reads who a session belongs to and what they may today. Asked at every request, so that whatever was taken is gone at the next.</summary>
internal sealed class ReadPerson(IDbContextFactory<TrackerDb> databases, HouseClock clock, IOptions<AccountsOptions> options)
{
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    /// <returns>Null where the session is over, or its account disabled.</returns>
    public async Task<CurrentPerson?> BySessionAsync(string secret, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var hash = Secret.Hash(secret);
        var now = clock.UtcNow;
        if (await db.Sessions.AsNoTracking().Include(s => s.Account).ThenInclude(a => a.Person).FirstOrDefaultAsync(s => s.SecretHash == hash, cancel) is not { } session
            || session.Account.Disabled || session.Stamp != session.Account.SecurityStamp
            || now - session.SeenAt > options.Value.IdleFor || now - session.StartedAt > options.Value.SignedInFor)
        {
            return null;
        }

        if (now - session.SeenAt > SeenEvery)
        {
            await db.Sessions.Where(s => s.Id == session.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.SeenAt, now), cancel);
        }

        var account = session.Account;
        return await OfAsync(db, account.PersonId, account.Person.Name, account.MustChangePassword || PasswordRules.IsTooOld(account, options.Value.PasswordProfile, now), session.Id, cancel);
    }

    /// <summary>For whoever acts without a session, such as by the signed link of a mail.</summary>
    /// <returns>Null where there is no such person.</returns>
    public async Task<CurrentPerson?> ByIdAsync(int personId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var name = await db.People.Where(p => p.Id == personId).Select(p => p.Name).FirstOrDefaultAsync(cancel);
        return name is null ? null : await OfAsync(db, personId, name, false, 0, cancel);
    }

    private async Task<CurrentPerson> OfAsync(TrackerDb db, int personId, string name, bool mustChangePassword, int sessionId, CancellationToken cancel)
    {
        var today = clock.Today;
        var posts = await db.Posts.AsNoTracking().Where(p => p.Holders.Any(h => h.PersonId == personId && h.From <= today && (h.Until == null || h.Until >= today))).OrderBy(p => p.Id)
            .Select(p => new HeldPost(p.Kind, p.DepartmentId, p.Department.Name, p.Department.Region)).ToListAsync(cancel);
        var grants = await db.Grants.AsNoTracking().Where(g => g.PersonId == personId && g.From <= today && (g.Until == null || g.Until >= today)).OrderBy(g => g.Id)
            .Select(g => new HeldGrant(g.Role, g.Region, g.PlanId)).ToListAsync(cancel);
        var regions = posts.Select(p => p.Region).Concat(grants.Select(g => g.Region).OfType<string>()).Distinct().ToList();
        var plans = await db.Plans.Where(p => regions.Contains(p.Region)).Select(p => new { p.Id, p.Region }).ToListAsync(cancel);
        return CurrentPerson.Of(personId, name, posts, grants, [.. plans.Select(p => (p.Id, p.Region))], mustChangePassword, sessionId);
    }
}
