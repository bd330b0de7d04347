using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Accounts;

/// <summary>Lets a person in whose identity is proved: a row that can be ended, and a cookie with its secret.</summary>
internal sealed class BeginSession(IDbContextFactory<TrackerDb> databases, IHttpContextAccessor request, AccountLog log, HouseClock clock, IOptions<AccountsOptions> options)
{
    public const string SecretClaim = "session";
    private const int LongestDevice = 200;

    public async Task HandleAsync(Account account, string detail, CancellationToken cancel)
    {
        var http = request.HttpContext!;
        await http.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, PrincipalOf(account.PersonId, await MakeAsync(account, http.Request.Headers.UserAgent.ToString(), http.Connection.RemoteIpAddress?.ToString() ?? "", cancel)));
        await log.WriteAsync(AccountEventKind.SignedIn, account.PersonId, detail: detail);
    }

    public static ClaimsPrincipal PrincipalOf(int personId, string secret) => new(new ClaimsIdentity(
        [new(ClaimTypes.NameIdentifier, personId.ToString(System.Globalization.CultureInfo.InvariantCulture)), new(SecretClaim, secret)], CookieAuthenticationDefaults.AuthenticationScheme));

    /// <returns>The session's secret, which is kept nowhere else.</returns>
    public async Task<string> MakeAsync(Account account, string device, string address, CancellationToken cancel)
    {
        var (secret, now) = (Secret.Make(), clock.UtcNow);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.Sessions.Where(s => s.PersonId == account.PersonId && (s.SeenAt < now - options.Value.IdleFor || s.StartedAt < now - options.Value.SignedInFor)).ExecuteDeleteAsync(cancel);
        await db.Accounts.Where(a => a.PersonId == account.PersonId).ExecuteUpdateAsync(s => s.SetProperty(a => a.LastSignInAt, now), cancel);
        db.Sessions.Add(new Session
        {
            SecretHash = Secret.Hash(secret), PersonId = account.PersonId, Stamp = account.SecurityStamp, StartedAt = now, SeenAt = now,
            Device = device.Length > LongestDevice ? device[..LongestDevice] : device, Address = address,
        });
        await db.SaveChangesAsync(cancel);
        return secret;
    }
}
