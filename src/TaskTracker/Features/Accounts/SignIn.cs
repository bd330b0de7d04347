using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace TaskTracker.Features.Accounts;

internal enum SignInAnswer
{
    /// <summary>Unknown, wrong, locked and disabled are one answer, so that nobody learns which names exist.</summary>
    Refused,
    CodeWanted,
    SignedIn,
}

/// <param name="Step">Proves, for some minutes, that the password was right; goes with the code.</param>
internal sealed record SignInOutcome(SignInAnswer Answer, string? Step = null);

/// <summary>Name and password, then the authenticator's code where the account has one.</summary>
internal sealed class SignIn(
    UserManager<Account> accounts, SignInManager<Account> gate, IPasswordHasher<Account> hasher, BeginSession begin, AccountLog log, IDataProtectionProvider protection)
{
    public const int LongestName = 100;
    private static readonly TimeSpan StepLasts = TimeSpan.FromMinutes(5);
    private static readonly Account Unknown = new() { Name = "" };
    private static string? _hashOfNobody;

    private readonly ITimeLimitedDataProtector _steps = protection.CreateProtector("TaskTracker.SignIn.Step").ToTimeLimitedDataProtector();

    public async Task<SignInOutcome> WithPasswordAsync(string name, string password, CancellationToken cancel)
    {
        name = name.Trim();
        if (name.Length > LongestName || password.Length > PasswordRules.Longest)
        {
            return new(SignInAnswer.Refused);
        }

        var account = await accounts.FindByNameAsync(name);
        if (account is null or { Disabled: true } or { PasswordHash: null } || await accounts.IsLockedOutAsync(account))
        {
            // The same work as for a right name, so that the time tells nothing either.
            hasher.VerifyHashedPassword(Unknown, _hashOfNobody ??= hasher.HashPassword(Unknown, Secret.Make()), password);
            await log.WriteAsync(AccountEventKind.SignInFailed, account?.PersonId, detail: account is null ? "name" : account.Disabled ? "disabled" : account.PasswordHash is null ? "no password" : "locked");
            return new(SignInAnswer.Refused);
        }

        var checkedPassword = await gate.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (!checkedPassword.Succeeded)
        {
            await log.WriteAsync(checkedPassword.IsLockedOut ? AccountEventKind.LockedOut : AccountEventKind.SignInFailed, account.PersonId, detail: "password");
            return new(SignInAnswer.Refused);
        }

        if (account.TwoFactorEnabled)
        {
            return new(SignInAnswer.CodeWanted, _steps.Protect(string.Create(CultureInfo.InvariantCulture, $"{account.PersonId}:{account.SecurityStamp}"), StepLasts));
        }

        await begin.HandleAsync(account, "password", cancel);
        return new(SignInAnswer.SignedIn);
    }

    /// <param name="code">Of the authenticator app, or a recovery code.</param>
    public async Task<SignInOutcome> WithCodeAsync(string step, string code, CancellationToken cancel)
    {
        code = code.Replace(" ", "", StringComparison.Ordinal).Trim();
        if (AccountOf(step) is not { } proved || await accounts.FindByIdAsync(proved.Id) is not { Disabled: false } account || account.SecurityStamp != proved.Stamp)
        {
            return new(SignInAnswer.Refused);
        }

        if (await accounts.IsLockedOutAsync(account))
        {
            await log.WriteAsync(AccountEventKind.SignInFailed, account.PersonId, detail: "locked");
            return new(SignInAnswer.Refused);
        }

        var byApp = code != account.LastCode && await accounts.VerifyTwoFactorTokenAsync(account, accounts.Options.Tokens.AuthenticatorTokenProvider, code);
        if (byApp)
        {
            account.LastCode = code;
            byApp = (await accounts.UpdateAsync(account)).Succeeded;
        }

        if (!byApp && !(code.Length > 6 && (await accounts.RedeemTwoFactorRecoveryCodeAsync(account, code.ToUpperInvariant())).Succeeded))
        {
            await accounts.AccessFailedAsync(account);
            await log.WriteAsync(AccountEventKind.SignInFailed, account.PersonId, detail: "code");
            return new(SignInAnswer.CodeWanted, step);
        }

        if (!byApp)
        {
            await log.WriteAsync(AccountEventKind.RecoveryCodeUsed, account.PersonId);
        }

        await accounts.ResetAccessFailedCountAsync(account);
        await begin.HandleAsync(account, "password and code", cancel);
        return new(SignInAnswer.SignedIn);
    }

    private (string Id, string Stamp)? AccountOf(string step)
    {
        try
        {
            return _steps.Unprotect(step).Split(':') is [var id, var stamp] ? (id, stamp) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
