using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using TaskTracker.Access;
using TaskTracker.Features.Api;

namespace TaskTracker.Features.Accounts;

/// <summary>Knows a program by its token, in the header and nowhere else. A browser sends no such header by itself, so nobody can be led to act here against their will.</summary>
internal sealed class TokenSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ReadPerson people)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "token";
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // Two of them are none: whatever stands between us and the program may have read the other.
        if (Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        if (await people.ByTokenAsync(header[Bearer.Length..].Trim(), Context.RequestAborted) is not { } person)
        {
            return AuthenticateResult.Fail("The token is unknown or no longer good.");
        }

        Context.Features.Set(person);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(Name)), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return ApiErrors.WriteAsync(Context, new ApiProblem(StatusCodes.Status401Unauthorized, "NoToken"));
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ApiErrors.WriteAsync(Context, ApiErrors.ForbiddenTo(Context));
}
