using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskTracker.Features.Layout;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Accounts;

/// <summary>Signing in at an organisation's OAuth 2.0 server: it says who it is, this house knows whether that is anybody here.</summary>
internal static class OAuthSignIn
{
    private const string Scheme = "oauth";

    public static void AddTo(AuthenticationBuilder authentication, OAuthSignInOptions server, bool onlySecure) => authentication.AddOAuth(Scheme, o =>
    {
        (o.AuthorizationEndpoint, o.TokenEndpoint, o.UserInformationEndpoint) = (server.AuthorizationEndpoint, server.TokenEndpoint, server.UserInformationEndpoint);
        (o.ClientId, o.ClientSecret, o.CallbackPath, o.UsePkce, o.SaveTokens) = (server.ClientId, server.ClientSecret, "/sign-in/oauth/back", true, false);
        o.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        o.CorrelationCookie.SecurePolicy = onlySecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        o.CorrelationCookie.SameSite = SameSiteMode.Lax;
        foreach (var scope in server.Scopes)
        {
            o.Scope.Add(scope);
        }

        o.Events.OnCreatingTicket = FindAsync;
        o.Events.OnTicketReceived = EnterAsync;
        o.Events.OnRemoteFailure = context =>
        {
            context.Response.Redirect("/sign-in?problem=oauth");
            context.HandleResponse();
            return Task.CompletedTask;
        };
    });

    public static IResult Go(string? @return, IOptions<AccountsOptions> options) => options.Value.OAuth.IsOn
        ? Results.Challenge(new AuthenticationProperties { RedirectUri = Language.Local(@return) }, [Scheme]) : Results.NotFound();

    private static async Task FindAsync(OAuthCreatingTicketContext context)
    {
        var server = context.HttpContext.RequestServices.GetRequiredService<IOptions<AccountsOptions>>().Value.OAuth;
        using var ask = new HttpRequestMessage(HttpMethod.Get, server.UserInformationEndpoint);
        ask.Headers.Authorization = new AuthenticationHeaderValue("Bearer", context.AccessToken);
        ask.Headers.Accept.Add(new("application/json"));
        using var answer = await context.Backchannel.SendAsync(ask, context.HttpContext.RequestAborted);
        answer.EnsureSuccessStatusCode();
        using var about = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(context.HttpContext.RequestAborted));

        // One value, and a text: of an array or an object nobody can say which of them it is.
        if (about.RootElement.ValueKind == JsonValueKind.Object && about.RootElement.TryGetProperty(server.Claim, out var claim) && claim.ValueKind == JsonValueKind.String)
        {
            context.HttpContext.Items[Scheme] = claim.GetString();
        }
    }

    private static async Task EnterAsync(TicketReceivedContext context)
    {
        context.HandleResponse();
        var services = context.HttpContext.RequestServices;
        if (context.HttpContext.Items[Scheme] is string { Length: > 0 } claim && await AccountAsync(services, claim, context.HttpContext.RequestAborted) is { } account)
        {
            await services.GetRequiredService<BeginSession>().HandleAsync(account, Scheme, context.HttpContext.RequestAborted);
            context.Response.Redirect(Language.Local(context.ReturnUri));
            return;
        }

        await services.GetRequiredService<AccountLog>().WriteAsync(AccountEventKind.SignInFailed, null, detail: Scheme);
        context.Response.Redirect("/sign-in?problem=oauth");
    }

    /// <summary>Exactly one person with an account in use; two of the same address are nobody.</summary>
    private static async Task<Account?> AccountAsync(IServiceProvider services, string claim, CancellationToken cancel)
    {
        var field = services.GetRequiredService<IOptions<AccountsOptions>>().Value.OAuth.Person;
        await using var db = await services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync(cancel);
        var accounts = db.Accounts.AsNoTracking().Where(a => !a.Disabled);
        var found = await (field switch
        {
            PersonField.Email => accounts.Where(a => a.Person.Email.ToLower() == claim.ToLower()),
            PersonField.Account => accounts.Where(a => a.Name == claim),
            _ => accounts.Where(a => a.Person.Key == claim),
        }).Take(2).ToListAsync(cancel);
        return found is [var one] ? one : null;
    }
}
