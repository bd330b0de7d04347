using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Accounts;

public sealed class OAuthSignInTests
{
    [DatabaseFact]
    public async Task SignIn_AtTheOrganisationsServer_LetsInWhomItNames(TestDatabase database)
    {
        await using var server = await ServerAsync("""{ "employee": "a" }""");
        await using var house = await SmallHouse.OpenAsync(database, settings: Settings(server));
        await house.SignInAsync("a");
        using var visitor = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = house.Address };
        (await visitor.GetStringAsync("/sign-in")).ShouldContain("/sign-in/oauth");
        var page = await visitor.GetAsync("/sign-in/oauth?return=%2Faccount");
        page.RequestMessage!.RequestUri!.PathAndQuery.ShouldBe("/account");
        (await page.Content.ReadAsStringAsync()).ShouldContain("张三");
    }

    [DatabaseFact]
    [InlineData("""{ "employee": "nobody-here" }""")]
    [InlineData("""{ "employee": "b" }""")]
    [InlineData("""{ "employee": ["a", "s"] }""")]
    [InlineData("""{ "name": "a" }""")]
    [InlineData("""["a"]""")]
    [InlineData("not json")]
    public async Task SignIn_OfNobodyWithAnAccountHere_IsRefused(TestDatabase database, string about)
    {
        await using var server = await ServerAsync(about);
        await using var house = await SmallHouse.OpenAsync(database, settings: Settings(server));
        await house.SignInAsync("a");
        using var visitor = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = house.Address };
        var page = await visitor.GetAsync("/sign-in/oauth");
        page.RequestMessage!.RequestUri!.PathAndQuery.ShouldBe("/sign-in?problem=oauth");
        (await visitor.GetAsync("/account")).RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/sign-in");
    }

    [DatabaseFact]
    public async Task Callback_ThatNobodyAskedFor_IsRefused(TestDatabase database)
    {
        await using var server = await ServerAsync("""{ "employee": "a" }""");
        await using var house = await SmallHouse.OpenAsync(database, settings: Settings(server));
        await house.SignInAsync("a");
        using var visitor = new Guest(house);
        using var answer = await visitor.GetAsync("/sign-in/oauth/back?code=c&state=forged");
        answer.Headers.Location!.ToString().ShouldBe("/sign-in?problem=oauth");
    }

    private static Dictionary<string, string?> Settings(WebApplication server) => new()
    {
        ["Accounts:OAuth:Title"] = "单位统一认证", ["Accounts:OAuth:AuthorizationEndpoint"] = $"{server.Urls.Single()}/authorize", ["Accounts:OAuth:TokenEndpoint"] = $"{server.Urls.Single()}/token",
        ["Accounts:OAuth:UserInformationEndpoint"] = $"{server.Urls.Single()}/me", ["Accounts:OAuth:ClientId"] = "house", ["Accounts:OAuth:ClientSecret"] = "secret", ["Accounts:OAuth:Claim"] = "employee",
    };

    /// <summary>Signs everybody in as the same person, but takes a code only once and with the verifier it was made for.</summary>
    private static async Task<WebApplication> ServerAsync(string about)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.UseRouting();
        app.MapGet("/authorize", (HttpContext http) => Results.Redirect($"{http.Request.Query["redirect_uri"]}?code=good&state={Uri.EscapeDataString(http.Request.Query["state"]!)}"));
        app.MapPost("/token", async (HttpContext http) =>
        {
            var form = await http.Request.ReadFormAsync();
            return form["code"] == "good" && form["code_verifier"].ToString().Length >= 43 && form["client_secret"] == "secret"
                ? Results.Text("""{ "access_token": "t", "token_type": "Bearer" }""", "application/json") : Results.BadRequest();
        });
        app.MapGet("/me", (HttpContext http) => http.Request.Headers.Authorization == "Bearer t" ? Results.Text(about, "application/json") : Results.Unauthorized());
        await app.StartAsync();
        return app;
    }
}
