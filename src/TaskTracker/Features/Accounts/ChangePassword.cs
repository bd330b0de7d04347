using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Accounts;

/// <summary>A person's own new password. The sessions on other devices end; this one goes on.</summary>
internal sealed class ChangePassword(UserManager<Account> accounts, IDbContextFactory<TrackerDb> databases, CurrentPerson me, AccountLog log, HouseClock clock)
{
    /// <returns>Codes of what is wrong: <c>PasswordMismatch</c> for the present one, else as <see cref="PasswordRules"/> names them. Empty where it was changed.</returns>
    public async Task<IReadOnlyList<string>> HandleAsync(string present, string wanted, CancellationToken cancel)
    {
        if (me.Id is not { } id || present.Length > PasswordRules.Longest || await accounts.FindByIdAsync(id.ToString(CultureInfo.InvariantCulture)) is not { } account)
        {
            return ["PasswordMismatch"];
        }

        // A borrowed session must not try passwords without end.
        if (await accounts.IsLockedOutAsync(account) || !await accounts.CheckPasswordAsync(account, present))
        {
            await accounts.AccessFailedAsync(account);
            return ["PasswordMismatch"];
        }

        var earlier = WithEarlier(account);
        var result = await accounts.ChangePasswordAsync(account, present, wanted);
        if (!result.Succeeded)
        {
            return [.. result.Errors.Select(e => e.Code)];
        }

        (account.EarlierPasswords, account.MustChangePassword, account.PasswordChangedAt, account.AccessFailedCount) = (earlier, false, clock.UtcNow, 0);
        await accounts.UpdateAsync(account);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.Sessions.Where(s => s.Id == me.SessionId).ExecuteUpdateAsync(s => s.SetProperty(x => x.Stamp, account.SecurityStamp), cancel);
        await db.Sessions.Where(s => s.PersonId == id && s.Id != me.SessionId).ExecuteDeleteAsync(cancel);
        await log.WriteAsync(AccountEventKind.PasswordChanged, id);
        return [];
    }

    /// <summary>The present password joins the earlier ones.</summary>
    public static List<string> WithEarlier(Account account) =>
        [.. (account.PasswordHash is { } hash ? account.EarlierPasswords.Prepend(hash) : account.EarlierPasswords).Take(PasswordRules.EarlierKept)];
}
