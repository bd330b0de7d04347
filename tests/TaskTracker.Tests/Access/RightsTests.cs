using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Access;
using TaskTracker.Features.Layout;
using TaskTracker.Persistence;
using TaskTracker.Tests.Features;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Access;

/// <summary>Every endpoint that the program has, whoever added it, against every role, and against what belongs to others.</summary>
public sealed partial class RightsTests
{
    [DatabaseFact]
    public async Task Table_AgainstTheProgram_HasALineForEveryEndpointAndNoOther(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        var endpoints = Endpoints(house).ToList();
        endpoints.Count.ShouldBeGreaterThan(40);
        endpoints.Where(e => e.Right is null).Select(e => $"{e.Method} {e.Route}").ShouldBeEmpty("endpoints without a line in RightsTable, refused to everybody");
        RightsTable.All.Select(r => (r.Method, r.Route.ToLowerInvariant())).Except(endpoints.Select(e => (e.Method, e.Route.ToLowerInvariant())))
            .Where(r => r.Item2 is not ("/error" or "/not-found") || r.Method == "GET").ShouldBeEmpty("lines of RightsTable for which there is no endpoint");
    }

    [DatabaseFact]
    public async Task Endpoint_ForEveryRole_LetsInWhomTheTableNamesAndNobodyElse(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        var cast = await Cast.MakeAsync(house);
        var own = await Things.OfAsync(house, Cast.Own);
        var endpoints = Endpoints(house).ToList();
        var (tried, refused) = (0, 0);
        foreach (var person in cast.All)
        {
            using var visitor = new Visitor(house, person.Session, person.Token);
            foreach (var (method, route, right) in endpoints.Where(e => e.Right is not { Roles: null } && e.Route != "/sign-out"))
            {
                var isAllowed = right!.Roles is { } roles && ((person.Roles & roles) != 0 || (roles == Roles.Anybody && person.Session is not null));
                if (isAllowed && (method == "POST" || (right.Reach == Reach.Own && route.Contains('{') && !person.SeesOwnDepartment)))
                {
                    continue;
                }

                var before = method == "POST" ? await Ledger(house) : "";
                var (status, location) = await visitor.SendAsync(method, own.Fill(route));
                tried++;
                var what = $"{person.Name}: {method} {route}";
                if (isAllowed)
                {
                    status.ShouldBe(HttpStatusCode.OK, what);
                    continue;
                }

                refused++;
                if (person.Session is null && route.StartsWith(Visitor.Api, StringComparison.Ordinal))
                {
                    status.ShouldBe(HttpStatusCode.Unauthorized, what);
                }
                else if (person.Session is null)
                {
                    status.ShouldBe(HttpStatusCode.SeeOther, what);
                    location.ShouldStartWith("/sign-in", customMessage: what);
                }
                else
                {
                    status.ShouldBeOneOf([HttpStatusCode.Forbidden, HttpStatusCode.NotFound], what);
                }

                (method == "POST" ? await Ledger(house) : "").ShouldBe(before, what);
            }
        }

        tried.ShouldBeGreaterThan(200);
        refused.ShouldBeGreaterThan(100);
    }

    [DatabaseFact]
    public async Task Endpoint_OfAnotherDepartmentOrRegion_IsNotThere(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        var cast = await Cast.MakeAsync(house);
        var elsewhere = await Things.OfAsync(house, Cast.Neighbour);
        var own = await Things.OfAsync(house, Cast.Own);
        var other = await Things.OfAsync(house, Cast.Own, "乙局");
        var tried = 0;
        foreach (var person in cast.All.Where(p => p.Session is not null))
        {
            using var visitor = new Visitor(house, person.Session, person.Token);
            foreach (var (method, route, right) in Endpoints(house).Where(e => e.Right is { Reach: Reach.Own, Roles: { } roles, Whole: var whole } && (person.Roles & roles & ~whole) != 0 && e.Route.Contains('{')))
            {
                var foreign = new List<Things> { elsewhere };
                if ((person.Roles & ~Roles.Department) == 0 && (route.Contains("/responsibilities/", StringComparison.Ordinal) || route.Contains("/departments/", StringComparison.Ordinal)))
                {
                    foreign.Add(other);
                }

                foreach (var things in foreign)
                {
                    var before = method == "POST" ? await Ledger(house) : "";
                    var (status, _) = await visitor.SendAsync(method, things.Fill(route), ("_handler", await FormAsync(house, method, own.Fill(route))), ("version", "1"), ("confirmed", "true"), ("discard", "true"), ("key", "x"), ("title", "x"), ("number", "1"));
                    status.ShouldBeOneOf([HttpStatusCode.Forbidden, HttpStatusCode.NotFound], $"{person.Name}: {method} {things.Fill(route)}");
                    (method == "POST" ? await Ledger(house) : "").ShouldBe(before, $"{person.Name}: {method} {things.Fill(route)}");
                    tried++;
                }
            }
        }

        tried.ShouldBeGreaterThan(30);
    }

    [DatabaseFact]
    public async Task Endpoint_OfAMailsLink_IsTheLinksPersonsWhoeverHasSignedIn(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        var cast = await Cast.MakeAsync(house);
        var endpoints = Endpoints(house).Where(e => e.Right is { Reach: Reach.ByLink }).ToList();
        endpoints.Select(e => (e.Method, e.Route)).ShouldBe([("GET", "/link"), ("POST", "/link")]);
        var (own, other) = (await Things.OfAsync(house, Cast.Own), await Things.OfAsync(house, Cast.Own, "乙局"));
        await using var db = await house.Services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync();
        var mail = await db.Mails.Where(m => m.Person.Key == "a" && m.FrozenAt != null).FirstAsync();
        var link = new SignedLink(mail.PersonId, own.Responsibility, mail.Id, DateTime.UtcNow.AddDays(1));
        string Token(SignedLink said) => house.Services.GetRequiredService<SignedLinks>().Sign(said);
        var pages = new List<string>();
        var before = await Ledger(house);
        foreach (var person in cast.All)
        {
            using var visitor = new Visitor(house, person.Session);
            foreach (var (method, route, _) in endpoints)
            {
                (await visitor.SendAsync(method, route)).Status.ShouldBe(HttpStatusCode.NotFound, person.Name);
                (await visitor.SendAsync(method, $"{route}/forged")).Status.ShouldBe(HttpStatusCode.NotFound, person.Name);
                (await visitor.SendAsync(method, $"{route}/{Token(link with { ResponsibilityId = other.Responsibility })}")).Status.ShouldBe(HttpStatusCode.Gone, person.Name);
            }

            pages.Add(FormToken().Replace(await visitor.Client.GetStringAsync($"/link/{Token(link)}"), ""));
        }

        pages.Distinct().Count().ShouldBe(1, "nobody sees more of it, or less, for having signed in");
        (await Ledger(house)).ShouldBe(before);
    }

    [DatabaseFact]
    public async Task Lists_ForALiaison_CountAndNameTheirOwnDepartmentOnly(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        await Cast.MakeAsync(house);
        using var liaison = house.Visit(session: await house.SignInAsync("a"));
        var all = Tag().Replace(await liaison.GetStringAsync("/responsibilities"), "");
        all.ShouldContain("甲局");
        all.ShouldContain("共 1 项");
        foreach (var address in new[] { "/", "/responsibilities", "/responsibilities?light=red", "/departments", "/plans", "/plans/small", "/plans/small?view=gantt" })
        {
            var page = Tag().Replace(await liaison.GetStringAsync(address), "");
            page.ShouldNotContain("乙局", customMessage: address);
            page.ShouldNotContain("邻区", customMessage: address);
        }

        (await liaison.GetAsync("/notices")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [DatabaseFact]
    public async Task Lists_ForASupervisor_NameTheirOwnRegionOnly(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var supervisor = house.Visit();
        var before = await Task.WhenAll(Lists.Select(supervisor.GetStringAsync));
        await Cast.MakeAsync(house);
        var after = await Task.WhenAll(Lists.Select(supervisor.GetStringAsync));
        foreach (var (address, was, now) in Lists.Zip(before, after))
        {
            Tag().Replace(Token().Replace(now, ""), "").ShouldBe(Tag().Replace(Token().Replace(was, ""), ""), address);
            now.ShouldNotContain("邻区", customMessage: address);
        }
    }

    [DatabaseFact]
    public async Task Audit_ForASupervisor_TellsOfTheirOwnRegionOnly(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        await Cast.MakeAsync(house);
        async Task<string> ReadAsync(string person, string address)
        {
            using var visitor = house.Visit(session: await house.SignInAsync(person));
            return Tag().Replace(await visitor.GetStringAsync(address), "");
        }

        (await ReadAsync("audit", "/audit")).ShouldContain("建设学校");
        (await ReadAsync("audit", "/audit?chain=ledger")).ShouldContain("启用签名密钥");
        var own = await ReadAsync("s", "/audit");
        own.ShouldContain("销号");
        own.ShouldNotContain("建设学校");
        own.ShouldNotContain("邻");
        foreach (var chain in new[] { "plan:neighbour", "org:邻区", "ledger" })
        {
            (await ReadAsync("s", $"/audit?chain={chain}")).ShouldContain("没有记录");
        }
    }

    private static readonly string[] Lists = ["/responsibilities", "/departments", "/plans", "/notices", "/notices?view=skipped", "/import", "/rules", "/rules/signals?workflow=milestone-deadline&rule=overdue-15-workdays"];

    /// <summary>A page answers GET always, and POST where it has a form.</summary>
    private static IEnumerable<(string Method, string Route, Right? Right)> Endpoints(SmallHouse house) =>
        from endpoint in house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')

        // The framework's own, for pages that come by script. We have none, so it stays refused to everybody.
        where route != "/_framework/opaque-redirect"
        let page = endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type
        let methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        from method in page is null ? methods : typeof(FormPage).IsAssignableFrom(page) ? ["GET", "POST"] : ["GET"]
        select (method, route, RightsTable.Of(endpoint, method));

    /// <summary>The name of the form on a page, as the one who may use it gets it; empty where the address is a button's.</summary>
    private static async Task<string> FormAsync(SmallHouse house, string method, string address)
    {
        using var supervisor = house.Visit();
        using var page = method == "POST" ? await supervisor.GetAsync(address) : null;
        return page is { StatusCode: HttpStatusCode.OK } ? Handler().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value : "";
    }

    private static async Task<string> Ledger(SmallHouse house)
    {
        await using var db = await house.Services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync();

        // When a session or a token was last used moves with every request.
        return string.Join('\n', await AllRows.OfAsync(db, "Sessions", "ApiTokens"));
    }

    [GeneratedRegex("name=\"_handler\" value=\"([^\"]+)")]
    private static partial Regex Handler();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("value=\"CfDJ8[^\"]*\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"form\" value=\"[^\"]*\"")]
    private static partial Regex FormToken();
}
