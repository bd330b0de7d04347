using System.Globalization;
using Microsoft.AspNetCore.Identity;
using TaskTracker.Access;

namespace TaskTracker.Features.Accounts;

/// <summary>Ties an authenticator app to the person's account, or unties it; both want the password again.</summary>
internal sealed class SetAuthenticator(UserManager<Account> accounts, CurrentPerson me, AccountLog log)
{
    private const int Codes = 10;

    /// <summary>The key for the app; made when it is first asked for, and in use only once a code of it was shown.</summary>
    public async Task<string?> KeyAsync()
    {
        if (await MineAsync() is not { TwoFactorEnabled: false } account)
        {
            return null;
        }

        if (account.AuthenticatorKey is null)
        {
            // Not ResetAuthenticatorKeyAsync, which changes the stamp and so would end the session.
            account.AuthenticatorKey = accounts.GenerateNewAuthenticatorKey();
            await accounts.UpdateAsync(account);
        }

        return account.AuthenticatorKey;
    }

    /// <returns>The recovery codes, to be shown once; null where password or code is wrong.</returns>
    public async Task<IReadOnlyList<string>?> OnAsync(string password, string code)
    {
        if (await MineAsync() is not { TwoFactorEnabled: false, AuthenticatorKey: not null } account || !await IsMeAsync(account, password)
            || !await accounts.VerifyTwoFactorTokenAsync(account, accounts.Options.Tokens.AuthenticatorTokenProvider, code.Replace(" ", "", StringComparison.Ordinal)))
        {
            return null;
        }

        account.TwoFactorEnabled = true;
        var codes = await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, Codes);
        await log.WriteAsync(AccountEventKind.AuthenticatorOn, account.PersonId);
        return [.. codes ?? []];
    }

    public async Task<bool> OffAsync(string password)
    {
        if (await MineAsync() is not { TwoFactorEnabled: true } account || !await IsMeAsync(account, password))
        {
            return false;
        }

        (account.TwoFactorEnabled, account.AuthenticatorKey, account.LastCode, account.RecoveryCodes) = (false, null, null, []);
        await accounts.UpdateAsync(account);
        await log.WriteAsync(AccountEventKind.AuthenticatorOff, account.PersonId);
        return true;
    }

    private async Task<Account?> MineAsync() => me.Id is { } id ? await accounts.FindByIdAsync(id.ToString(CultureInfo.InvariantCulture)) : null;

    private async Task<bool> IsMeAsync(Account account, string password)
    {
        if (password.Length <= PasswordRules.Longest && !await accounts.IsLockedOutAsync(account) && await accounts.CheckPasswordAsync(account, password))
        {
            return true;
        }

        await accounts.AccessFailedAsync(account);
        return false;
    }
}
