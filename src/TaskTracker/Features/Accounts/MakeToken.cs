using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Features.Progress;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Accounts;

internal enum TokenRefusal
{
    NameWrong, NoScope, DayWrong, TooMany, PasswordWrong,

    /// <summary>The same form made one before; what it was is shown once only.</summary>
    MadeBefore,
}

/// <param name="Token">To be shown once; kept nowhere. Null where none was made.</param>
internal sealed record MadeToken(string? Token, TokenRefusal? Refusal = null);

/// <summary>Gives the person at work a token for a program; it wants the password again, since it outlives the session.</summary>
internal sealed class MakeToken(UserManager<Account> accounts, IDbContextFactory<TrackerDb> databases, CurrentPerson me, AccountLog log, HouseClock clock)
{
    public const int MostAtOnce = 20;
    public const int LongestName = 100;

    /// <summary>By which a token is known where it lies around, in a file or a log.</summary>
    private const string Mark = "tasktracker_";

    /// <param name="until">The last day on which it is good.</param>
    /// <param name="key">Of the form.</param>
    public async Task<MadeToken> HandleAsync(string name, TokenScope scopes, DateOnly? until, string password, string key, CancellationToken cancel)
    {
        var (today, form) = (clock.Today, new SentForm { Subject = $"token:{me.Id}", Digest = new FormStamp(key, 0).DigestOf(nameof(MakeToken)) });
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (me.Id is not { } id || await accounts.FindByIdAsync(id.ToString(System.Globalization.CultureInfo.InvariantCulture)) is not { } account)
        {
            return new(null, TokenRefusal.PasswordWrong);
        }

        if (await SentForm.IsDoneAsync(db, form.Subject, form.Digest, cancel))
        {
            return new(null, TokenRefusal.MadeBefore);
        }

        if (await RefusalAsync(db, name, scopes, until, today, cancel) is { } refusal)
        {
            return new(null, refusal);
        }

        // A borrowed session must not try passwords without end.
        if (password.Length > PasswordRules.Longest || await accounts.IsLockedOutAsync(account) || !await accounts.CheckPasswordAsync(account, password))
        {
            await accounts.AccessFailedAsync(account);
            return new(null, TokenRefusal.PasswordWrong);
        }

        var secret = Mark + Secret.Make();
        db.Tokens.Add(new ApiToken { PersonId = id, Name = name, SecretHash = Secret.Hash(secret), Scopes = scopes, CreatedAt = clock.UtcNow, Until = until!.Value });
        db.Forms.Add(form);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e) when (e.Entries.Any(entry => entry.Entity is SentForm))
        {
            return new(null, TokenRefusal.MadeBefore);
        }

        await log.WriteAsync(AccountEventKind.TokenMade, id, detail: $"{name} · {scopes} · {until:yyyy-MM-dd}");
        return new(secret);
    }

    private async Task<TokenRefusal?> RefusalAsync(TrackerDb db, string name, TokenScope scopes, DateOnly? until, DateOnly today, CancellationToken cancel) =>
        name.Length is 0 or > LongestName || name.Any(char.IsControl) ? TokenRefusal.NameWrong
        : scopes == TokenScope.None ? TokenRefusal.NoScope
        : until is not { } day || day < today || day > today.AddYears(1) ? TokenRefusal.DayWrong
        : await db.Tokens.CountAsync(t => t.PersonId == me.Id && t.EndedAt == null && t.Until >= today, cancel) >= MostAtOnce ? TokenRefusal.TooMany : null;
}
