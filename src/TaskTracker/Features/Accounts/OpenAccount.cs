using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Accounts;

/// <param name="Password">To be handed over once; kept nowhere. Null where nothing was done.</param>
/// <param name="Problem">The code of what was wrong with the name, e.g. <c>DuplicateUserName</c>.</param>
internal sealed record FirstPassword(string? Password, string? Problem = null);

/// <summary>Gives a person an account, or an account a new first password. Whoever gets it must change it.</summary>
internal sealed class OpenAccount(UserManager<Account> accounts, IDbContextFactory<TrackerDb> databases, EndTokens tokens, AccountLog log, HouseClock clock)
{
    public async Task<FirstPassword> HandleAsync(int personId, string name, string by, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await db.People.AnyAsync(p => p.Id == personId, cancel) || await db.Accounts.AnyAsync(a => a.PersonId == personId, cancel))
        {
            return new(null, "NoPersonWithoutAccount");
        }

        var password = Secret.FirstPassword();
        var account = new Account { PersonId = personId, Name = name.Trim(), MustChangePassword = true, CreatedAt = clock.UtcNow, PasswordChangedAt = clock.UtcNow };
        var result = await accounts.CreateAsync(account, password);
        if (!result.Succeeded)
        {
            return new(null, result.Errors.First().Code);
        }

        await log.WriteAsync(AccountEventKind.AccountCreated, personId, by, account.Name);
        return new(password);
    }

    /// <summary>All its sessions and tokens end, and it is no longer locked.</summary>
    public async Task<FirstPassword> ResetAsync(int personId, string by)
    {
        if (await FindAsync(personId) is not { } account)
        {
            return new(null, "NotFound");
        }

        var password = Secret.FirstPassword();
        account.EarlierPasswords = ChangePassword.WithEarlier(account);
        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password);
        (account.MustChangePassword, account.PasswordChangedAt, account.LockedUntil, account.AccessFailedCount) = (true, clock.UtcNow, null, 0);
        await accounts.UpdateSecurityStampAsync(account);
        await tokens.AllOfAsync(personId, by);
        await log.WriteAsync(AccountEventKind.PasswordReset, personId, by);
        return new(password);
    }

    private Task<Account?> FindAsync(int personId) => accounts.FindByIdAsync(personId.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
