using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Organisation;
using TaskTracker.Features.Accounts;
using TaskTracker.Persistence;

namespace TaskTracker.Features.People;

/// <summary>What the security administrator does to another person's account: each takes effect at that person's next request.</summary>
internal sealed class ChangeAccess([WholeLedger] TrackerDb db, UserManager<Account> accounts, EndTokens tokens, CurrentPerson me, AccountLog log)
{
    /// <summary>A new stamp ends every session, whichever node serves it; tokens end too.</summary>
    /// <returns>False where there is no such account, or it is one's own.</returns>
    public Task<bool> EndSessionsAsync(int personId) => WithAsync(personId, AccountEventKind.SessionsEnded, _ => { });

    public Task<bool> SetDisabledAsync(int personId, bool disabled) =>
        WithAsync(personId, disabled ? AccountEventKind.AccountDisabled : AccountEventKind.AccountEnabled, account => account.Disabled = disabled);

    /// <summary>For who lost their phone and their codes.</summary>
    public Task<bool> UntieAuthenticatorAsync(int personId) => WithAsync(
        personId, AccountEventKind.AuthenticatorOff, account => (account.TwoFactorEnabled, account.AuthenticatorKey, account.LastCode, account.RecoveryCodes) = (false, null, null, []));

    /// <returns>Fields that are wrong.</returns>
    public async Task<IReadOnlyList<string>> ChangePersonAsync(int personId, string name, string email, CancellationToken cancel)
    {
        string[] wrong = [.. name.Length is 0 or > 100 || name.Any(char.IsControl) ? ["name"] : Array.Empty<string>(), .. MailAddressSyntax.IsValid(email) ? Array.Empty<string>() : ["email"]];
        if (wrong.Length > 0 || await db.People.FirstOrDefaultAsync(p => p.Id == personId, cancel) is not { } person)
        {
            return wrong;
        }

        (person.Name, person.Email) = (name, email);
        await db.SaveChangesAsync(cancel);
        await log.WriteAsync(AccountEventKind.PersonChanged, personId, me.Name);
        return [];
    }

    private async Task<bool> WithAsync(int personId, AccountEventKind kind, Action<Account> change)
    {
        if (personId == me.Id || await accounts.FindByIdAsync(personId.ToString(CultureInfo.InvariantCulture)) is not { } account)
        {
            return false;
        }

        change(account);
        await accounts.UpdateSecurityStampAsync(account);
        await tokens.AllOfAsync(personId, me.Name);
        await log.WriteAsync(kind, personId, me.Name);
        return true;
    }
}
