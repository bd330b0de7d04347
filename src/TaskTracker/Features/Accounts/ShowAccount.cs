using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Accounts;

/// <param name="Codes">How many recovery codes are left.</param>
internal sealed record AccountModel(string Name, string Email, string SignInName, bool TwoFactor, int Codes, DateTime? PasswordChangedAt, IReadOnlyList<SessionRow> Sessions);

/// <param name="SeenAt">At the house, as all times here.</param>
internal sealed record SessionRow(int Id, string Device, string Address, DateTime StartedAt, DateTime SeenAt, bool IsThis);

/// <summary>What a person sees of their own account.</summary>
internal sealed class ShowAccount(TrackerDb db, CurrentPerson me, HouseClock clock)
{
    /// <returns>Null where nobody is signed in.</returns>
    public async Task<AccountModel?> GetAsync(CancellationToken cancel = default)
    {
        if (await db.Accounts.AsNoTracking().Include(a => a.Person).FirstOrDefaultAsync(a => a.PersonId == me.Id, cancel) is not { } account)
        {
            return null;
        }

        var sessions = await db.Sessions.AsNoTracking().Where(s => s.PersonId == me.Id && s.Stamp == account.SecurityStamp).OrderByDescending(s => s.SeenAt).ToListAsync(cancel);
        return new(account.Person.Name, account.Person.Email, account.Name, account.TwoFactorEnabled, account.RecoveryCodes.Count,
            account.PasswordChangedAt is { } changed ? clock.ToLocal(changed) : null,
            [.. sessions.Select(s => new SessionRow(s.Id, s.Device, s.Address, clock.ToLocal(s.StartedAt), clock.ToLocal(s.SeenAt), s.Id == me.SessionId))]);
    }
}
