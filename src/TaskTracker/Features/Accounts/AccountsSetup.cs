using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Features.Api;
using TaskTracker.Features.People;
using TaskTracker.Persistence;
using TaskTracker.Resources;

namespace TaskTracker.Features.Accounts;

/// <summary>Accounts for pages and command line, and what stands before the pages so that each request has its person.</summary>
internal static class AccountsSetup
{
    private const string PasswordPage = "/account/password";

    /// <summary>Programs come by token and people by cookie, and neither is taken where the other belongs.</summary>
    private const string ByAddress = "by-address";

    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("Accounts").Get<AccountsOptions>() ?? new AccountsOptions();
        services.Configure<AccountsOptions>(configuration.GetSection("Accounts"));
        services.AddHttpContextAccessor();
        services.AddScoped(s => s.GetRequiredService<IHttpContextAccessor>().HttpContext is { } http ? http.Features.Get<CurrentPerson>() ?? CurrentPerson.Nobody : CurrentPerson.House);
        services.AddSingleton<ReadPerson>().AddSingleton<AccountLog>();
        services.AddDataProtection().SetApplicationName(nameof(TaskTracker));
        services.AddOptions<KeyManagementOptions>().Configure<IDbContextFactory<TrackerDb>, HouseSecret>((o, databases, secret) =>
            (o.XmlRepository, o.XmlEncryptor) = (new LedgerKeys(databases, onlySealed: secret.IsConfigured), secret.IsConfigured ? new SealLedgerKeys(secret) : null));
        services.AddAuthentication();
        services.AddIdentityCore<Account>(o =>
        {
            (o.Lockout.MaxFailedAccessAttempts, o.Lockout.DefaultLockoutTimeSpan) = (options.LockoutAfter, options.LockoutFor);
            o.Tokens.ProviderMap[o.Tokens.AuthenticatorTokenProvider] = new TokenProviderDescriptor(typeof(AuthenticatorTokenProvider<Account>));
        }).AddUserStore<AccountStore>().AddSignInManager();
        services.AddScoped<AuthenticatorTokenProvider<Account>>();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = options.HashRounds);

        // Identity's own rules would be asked too; the profile is the only one.
        foreach (var other in services.Where(s => s.ServiceType == typeof(IPasswordValidator<Account>)).ToList())
        {
            services.Remove(other);
        }

        return services.AddScoped<IPasswordValidator<Account>, PasswordRules>().AddScoped<EndTokens>().AddScoped<OpenAccount>().AddScoped<GrantRole>().AddScoped<ImportPeople>().AddScoped<Demo.OpenDemoAccounts>();
    }

    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration, bool onlySecure)
    {
        var options = configuration.GetSection("Accounts").Get<AccountsOptions>() ?? new AccountsOptions();
        var authentication = services.AddAuthentication(ByAddress)
            .AddPolicyScheme(ByAddress, null, o => o.ForwardDefaultSelector = http => http.IsApi() ? TokenSignIn.Name : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, TokenSignIn>(TokenSignIn.Name, null).AddCookie(o =>
        {
            (o.Cookie.Name, o.Cookie.HttpOnly, o.Cookie.SameSite) = ("session", true, SameSiteMode.Lax);
            o.Cookie.SecurePolicy = onlySecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            (o.LoginPath, o.ReturnUrlParameter, o.ExpireTimeSpan, o.SlidingExpiration) = ("/sign-in", "return", options.SignedInFor, false);
            o.Events.OnValidatePrincipal = FindPersonAsync;
            o.Events.OnRedirectToLogin = AskToSignInAsync;
            o.Events.OnRedirectToAccessDenied = context => RefuseAsync(context.HttpContext);
        });
        if (options.OAuth.IsOn)
        {
            OAuthSignIn.AddTo(authentication, options.OAuth, onlySecure);
        }

        services.Configure<Microsoft.AspNetCore.Antiforgery.AntiforgeryOptions>(o => o.Cookie.SecurePolicy = onlySecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest);
        services.AddAuthorizationBuilder().SetFallbackPolicy(CheckRights.Policy).SetDefaultPolicy(CheckRights.Policy);
        services.AddSingleton<Microsoft.AspNetCore.Authorization.IAuthorizationHandler, CheckRights>();
        services.AddRateLimiter(o =>
        {
            (o.RejectionStatusCode, o.GlobalLimiter) = (StatusCodes.Status429TooManyRequests, PartitionedRateLimiter.Create<HttpContext, string>(http => LimitOf(http, options)));
            o.OnRejected = (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "60";
                context.HttpContext.RequestServices.GetRequiredService<ILogger<RateLimiter>>().LogWarning("Too many requests from {Address}: {Method} {Path} was refused.",
                    context.HttpContext.Connection.RemoteIpAddress, context.HttpContext.Request.Method, context.HttpContext.Request.Path);
                return ValueTask.CompletedTask;
            };
        });
        return services.AddScoped<SignIn>().AddScoped<BeginSession>().AddScoped<ChangePassword>().AddScoped<EndSessions>().AddScoped<ShowAccount>().AddScoped<MakeToken>().AddScoped<ListTokens>().AddScoped<ListPeople>().AddScoped<ShowPerson>().AddScoped<ChangeAccess>().AddScoped<ListPosts>().AddScoped<HandOverPost>().AddScoped<SetAuthenticator>();
    }

    /// <summary>After routing: who it is, how often they ask, whether they may, and whether they must change their password first.</summary>
    public static IApplicationBuilder UseRights(this IApplicationBuilder app) => app.UseAuthentication().UseRateLimiter().UseAuthorization().Use((http, next) =>
    {
        if (http.Features.Get<CurrentPerson>() is not { MustChangePassword: true } || http.GetEndpoint() is not { } endpoint
            || RightsTable.Of(endpoint, http.Request.Method) is { Roles: null } or { Route: PasswordPage or "/sign-out" })
        {
            return next(http);
        }

        if (http.IsApi())
        {
            return ApiErrors.WriteAsync(http, new ApiProblem(StatusCodes.Status403Forbidden, "PasswordMustChange"));
        }

        if (!HttpMethods.IsGet(http.Request.Method))
        {
            return RefuseAsync(http);
        }

        http.Response.Redirect(PasswordPage);
        return Task.CompletedTask;
    });

    private static async Task FindPersonAsync(CookieValidatePrincipalContext context)
    {
        var secret = context.Principal?.FindFirst(BeginSession.SecretClaim)?.Value;
        if (secret is null || await context.HttpContext.RequestServices.GetRequiredService<ReadPerson>().BySessionAsync(secret, context.HttpContext.RequestAborted) is not { } person)
        {
            context.RejectPrincipal();
            return;
        }

        context.HttpContext.Features.Set(person);
    }

    private static Task AskToSignInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var http = context.HttpContext;
        // Only a page can be gone back to; what was posted is lost with the session.
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = Parts.Address.To("/sign-in", ("return", HttpMethods.IsGet(http.Request.Method) && http.Request.Path != "/" ? http.Request.Path + http.Request.QueryString : null));
        return Task.CompletedTask;
    }

    private static async Task RefuseAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        if (!HttpMethods.IsGet(http.Request.Method))
        {
            // With a body, so that nobody answers the post with a page of their own.
            await http.Response.WriteAsync(http.RequestServices.GetRequiredService<PageText>()["Forbidden.Text"], http.RequestAborted);
        }
    }

    private static RateLimitPartition<string> LimitOf(HttpContext http, AccountsOptions options)
    {
        var from = http.Connection.RemoteIpAddress?.ToString() ?? "";
        if (HttpMethods.IsPost(http.Request.Method) && http.Request.Path.StartsWithSegments("/sign-in"))
        {
            return Window($"sign-in {from}", options.SignInsPerMinute);
        }

        if (http.Request.Path == SignedLinks.Route)
        {
            return Window($"link {from}", options.LinksPerMinute);
        }

        return Window(http.Features.Get<CurrentPerson>() is { Id: { } person } ? $"person {person}" : from, options.RequestsPerMinute);
    }

    private static RateLimitPartition<string> Window(string key, int most) => RateLimitPartition.GetSlidingWindowLimiter(
        key, _ => new SlidingWindowRateLimiterOptions { PermitLimit = most, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 });
}
