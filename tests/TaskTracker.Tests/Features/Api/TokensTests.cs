using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Access;
using TaskTracker.Features.Accounts;
using TaskTracker.Features.People;
using TaskTracker.Persistence;
using TaskTracker.Tests.Access;
using TaskTracker.Tests.Features.Accounts;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Api;

public sealed partial class TokensTests
{
    [DatabaseFact]
    public async Task Token_MadeOnThePage_IsShownOnceKeptAsAHashAndGoodUntilItIsEnded(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var person = new Guest(house, await house.SignInAsync("a"));
        (await MakeAsync(person, "k1", ("password", "wrong"))).Page.ShouldContain("当前密码不对");
        (await MakeAsync(person, "k1", ("until", "2025-11-21"))).Page.ShouldContain("最长一年");
        (await MakeAsync(person, "k1", ("name", ""))).Page.ShouldContain("请填写名称");

        var page = await MakeAsync(person, "k1");
        page.Status.ShouldBe(HttpStatusCode.OK);
        var token = Shown().Match(page.Page).Groups[1].Value;
        var twice = await MakeAsync(person, "k1");
        (twice.Status, Shown().IsMatch(twice.Page)).ShouldBe((HttpStatusCode.Conflict, false));
        var list = await (await person.GetAsync("/account/tokens")).Content.ReadAsStringAsync();
        list.ShouldContain("报表程序");
        list.ShouldNotContain(token);

        await using var db = await house.Services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync();
        var kept = await db.Tokens.AsNoTracking().SingleAsync();
        (kept.SecretHash, kept.Scopes, kept.Until, kept.UsedOn).ShouldBe((Secret.Hash(token), TokenScope.Read | TokenScope.Report, new DateOnly(2025, 2, 20), null));
        string.Join('\n', await AllRows.OfAsync(db)).ShouldNotContain(token);
        using var program = new Caller(house, token);
        (await program.GetAsync("me")).GetProperty("scopes").EnumerateArray().Select(s => s.GetString()).ShouldBe(["read", "report"]);
        (await db.Tokens.AsNoTracking().SingleAsync()).UsedOn.ShouldBe(SmallHouse.Today);

        using var other = new Guest(house, await house.SignInAsync("b"));
        (await other.PostAsync("/account/tokens/end", ("token", Text(kept.Id)))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await program.TryAsync("me")).Status.ShouldBe(HttpStatusCode.OK, "somebody else's button ends nothing");
        (await person.PostAsync("/account/tokens/end", ("token", Text(kept.Id)))).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await program.TryAsync("me")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await db.AccountEvents.Where(e => e.Kind == AccountEventKind.TokenMade || e.Kind == AccountEventKind.TokenEnded).CountAsync()).ShouldBe(2);
    }

    [DatabaseFact]
    public async Task Token_OnAPage_AndASessionAtTheInterface_AreNothing(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var session = house.Visit(follow: false);
        (await session.GetAsync("/api/v1/plans")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await session.PostAsync("/API/v1/orders", new StringContent("{}"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await session.GetAsync("/api/v1/nothing")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        using var program = await Caller.OfAsync(house, "s");
        using var page = await program.Client.GetAsync("/plans");
        (page.StatusCode, page.Headers.Location!.ToString()).ShouldBe((HttpStatusCode.SeeOther, "/sign-in?return=%2Fplans"));
        foreach (var header in new[] { "Bearer", "Bearer x", "Basic eDp4", $"Bearer {new string('x', 4000)}" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
            request.Headers.TryAddWithoutValidation("Authorization", header);
            using var bare = new HttpClient { BaseAddress = house.Address };
            using var answer = await bare.SendAsync(request);
            (answer.StatusCode, answer.Headers.WwwAuthenticate.ToString()).ShouldBe((HttpStatusCode.Unauthorized, "Bearer"), header);
        }
    }

    [DatabaseFact]
    public async Task Token_WithLessThanItsPersonMay_AllowsThatOnly(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var reads = await Caller.OfAsync(house, "a", TokenScope.Read);
        using var reports = await Caller.OfAsync(house, "a", TokenScope.Report);
        var mine = (await reads.GetAsync("mine")).GetProperty("items")[0];
        var address = $"responsibilities/{mine.GetProperty("responsibility").Number("id")}/reports";
        var body = new { state = "behind", done = "x", nextStep = "" };
        (await reads.PostAsync(address, body, mine.Number("version"))).Body.Code().ShouldBe("NeedsScope.Report");
        (await reports.TryAsync("mine")).Body.Code().ShouldBe("NeedsScope.Read");
        (await reports.PostAsync(address, body, mine.Number("version"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [DatabaseFact]
    public async Task Token_WhenItsDayIsOverOrItsPersonLosesAccountOrRole_IsRefusedAtTheNextRequest(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        await Cast.MakeAsync(house);
        using var late = new Caller(house, await house.TokenAsync("a", TokenScope.Read, SmallHouse.Today.AddDays(-1)));
        (await late.TryAsync("me")).Status.ShouldBe(HttpStatusCode.Unauthorized);

        using var liaison = await Caller.OfAsync(house, "a");
        using var evaluator = await Caller.OfAsync(house, "evaluator");
        using var head = await Caller.OfAsync(house, "head");
        var id = (await liaison.GetAsync("responsibilities")).GetProperty("items")[0].Number("id");
        (await evaluator.TryAsync($"responsibilities/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        await using (var db = await house.Services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync())
        {
            (await db.Grants.SingleAsync(g => g.Person.Key == "evaluator")).Until = SmallHouse.Today.AddDays(-1);
            (await db.PostHolders.SingleAsync(h => h.Person.Key == "a")).Until = SmallHouse.Today.AddDays(-1);
            await db.SaveChangesAsync();
        }

        (await evaluator.TryAsync("plans")).Body.Code().ShouldBe("NotAllowed");
        (await liaison.TryAsync("mine")).Body.Code().ShouldBe("NotAllowed");
        (await liaison.PostAsync($"responsibilities/{id}/reports", new { state = "behind", done = "x", nextStep = "" }, 1)).Status.ShouldBe(HttpStatusCode.Forbidden);

        // Whatever an administrator does to the account ends its tokens, and giving it back brings none of them back.
        (await head.TryAsync("mine")).Status.ShouldBe(HttpStatusCode.OK);
        await using var scope = house.Services.CreateAsyncScope();
        var headId = await scope.ServiceProvider.GetRequiredService<TrackerDb>().People.Where(p => p.Key == "head").Select(p => p.Id).SingleAsync();
        foreach (var disabled in new[] { true, false })
        {
            (await scope.ServiceProvider.GetRequiredService<ChangeAccess>().SetDisabledAsync(headId, disabled)).ShouldBeTrue();
            (await head.TryAsync("mine")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }

        using var again = new Caller(house, await house.TokenAsync("head", TokenScope.Read));
        (await again.TryAsync("mine")).Status.ShouldBe(HttpStatusCode.OK);
        (await scope.ServiceProvider.GetRequiredService<OpenAccount>().ResetAsync(headId, "test")).Password.ShouldNotBeNull();
        (await again.TryAsync("mine")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [DatabaseFact]
    public async Task Token_OfAnAccountWhosePasswordIsTooOld_WaitsUntilItIsChanged(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var program = await Caller.OfAsync(house, "a");
        await using var db = await house.Services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync();
        (await db.Accounts.SingleAsync(a => a.Person.Key == "a")).MustChangePassword = true;
        await db.SaveChangesAsync();
        var answer = await program.TryAsync("me");
        (answer.Status, answer.Body.Code()).ShouldBe((HttpStatusCode.Forbidden, "PasswordMustChange"));
    }

    [DatabaseFact]
    public async Task Requests_OfOnePerson_CountTogetherWhetherByTokenOrSession(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database, settings: new() { ["Accounts:RequestsPerMinute"] = "20" });
        using var program = await Caller.OfAsync(house, "a");
        using var other = await Caller.OfAsync(house, "b");
        using var session = house.Visit(session: await house.SignInAsync("a"));
        for (var i = 0; i < 10; i++)
        {
            (await program.TryAsync("me")).Status.ShouldBe(HttpStatusCode.OK);
            (await session.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var (status, body, _) = await program.TryAsync("me");
        (status, body.Code()).ShouldBe((HttpStatusCode.TooManyRequests, "TooMany"));
        (await session.GetAsync("/account")).Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(1));
        (await other.TryAsync("me")).Status.ShouldBe(HttpStatusCode.OK, "it is counted by person");
    }

    private static Task<GuestAnswer> MakeAsync(Guest person, string key, params (string Name, string Value)[] other)
    {
        var fields = new Dictionary<string, string> { ["name"] = "报表程序", ["until"] = "2025-02-20", ["password"] = SmallHouse.Password };
        foreach (var (name, value) in other)
        {
            fields[name] = value;
        }

        return person.PostAsync("/account/tokens", [("_handler", "token"), ("key", key), ("scope", "Read"), ("scope", "Report"), .. fields.Select(f => (f.Key, f.Value))]);
    }

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("<code class=\"key\">(tasktracker_[A-Za-z0-9_-]{43})</code>")]
    private static partial Regex Shown();
}
