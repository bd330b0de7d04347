using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace TaskTracker.Features.Accounts;

internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in/oauth", OAuthSignIn.Go);
        var buttons = app.MapButtons("");
        buttons.MapPost("/sign-out", async (HttpContext http, EndSessions handler) =>
        {
            await handler.SignOutAsync(http.RequestAborted);
            await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);

            // The page to sign in reads it and forgets what this browser keeps of forms not yet submitted.
            http.Response.Cookies.Append("signed-out", "1", new() { SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, IsEssential = true });
            return Buttons.See("/sign-in");
        });
        buttons.MapPost("/account/tokens/end", async (HttpContext http, EndTokens handler) =>
        {
            await handler.OneOfMineAsync(http.Number("token") ?? 0, http.RequestAborted);
            return Buttons.See("/account/tokens?done=ended");
        });
        buttons.MapPost("/account/sessions/end", async (HttpContext http, EndSessions handler) =>
        {
            await handler.OthersAsync(http.Number("session"), http.RequestAborted);
            return Buttons.See("/account?done=sessions");
        });
    }
}
