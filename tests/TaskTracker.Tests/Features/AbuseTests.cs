using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Accounts;
using TaskTracker.Persistence;
using TaskTracker.Tests.Access;
using TaskTracker.Tests.Features.Accounts;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features;

/// <summary>What is sent to pages by who fills in no form: fields that nobody offered, the same twice, names in another case, too much of everything.</summary>
public sealed class AbuseTests
{
    [DatabaseFact]
    public async Task Form_WithFieldsThatNobodyOffered_ChangesNothingByThem(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var liaison = new Guest(house, await house.SignInAsync("a"));
        var (own, other) = (await IdAsync(house, "甲局"), await IdAsync(house, "乙局"));
        (await liaison.PostAsync($"/responsibilities/{own}/report", ("_handler", "report"), ("key", "k"), ("seen", await SeenAsync(house, own)), ("state", "OnSchedule"), ("percent", "30"), ("done", "进展"), ("next", "下一步"),
            ("by", "督查室"), ("By", "督查室"), ("on", "2020-01-01"), ("review", "Accepted"), ("Review", "Accepted"), ("byLink", "true"), ("id", $"{other}"), ("Id", $"{other}"), ("responsibilityId", $"{other}"), ("Evidence", "1"), ("period", "2020Q1")))
            .Status.ShouldBe(HttpStatusCode.Found);
        await using var db = await house.Services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync();
        var report = await db.Reports.AsNoTracking().OrderBy(r => r.Id).LastAsync();
        (report.ResponsibilityId, report.Review, report.ByLink, report.ReportedOn, report.Period, report.Evidence.Count).ShouldBe((own, ReviewState.Submitted, false, SmallHouse.Today, "2024Q3", 0));
        report.By.ShouldStartWith("甲局 张三");

        (await liaison.PostAsync("/account/password", ("_handler", "password"), ("present", "wrong"), ("new", "x"), ("again", "x"), ("Disabled", "false"), ("Roles", "255"), ("PersonId", "1"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await db.Grants.CountAsync()).ShouldBe(0);
    }

    [DatabaseFact]
    public async Task Parameters_TwiceInAnotherCaseAsArraysOrOutOfBounds_AreAnsweredAndNarrowNothingWrongly(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        await Cast.MakeAsync(house);
        using var office = new Guest(house, house.Supervisor);
        using var liaison = new Guest(house, await house.SignInAsync("a"));
        foreach (var address in new[]
        {
            "/responsibilities?light=red&light=green", "/responsibilities?LIGHT=Red", "/responsibilities?light%5B%5D=red", "/responsibilities?department=1&department=2", "/responsibilities?page=-1", "/responsibilities?page=99999999999999999999",
            "/responsibilities?sort=4294967297", "/responsibilities?when=0", "/review?kind=0&kind=1", "/orders?show=all&show=all", "/notices?on=0001-01-01", "/notices?on=9999-12-31&level=-5", "/audit?chain=&by=%25&on=x", "/departments?region=a&region=b", "/mine?page=0",
        })
        {
            var visitor = address.StartsWith("/mine", StringComparison.Ordinal) ? liaison : office;
            (await visitor.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK, address);
        }

        // Whichever of two values is taken, it is the person's own scope that decides what is seen.
        var foreign = await Things.OfAsync(house, Cast.Neighbour);
        (await (await liaison.GetAsync($"/responsibilities?plan=small&plan={foreign.Plan}&department={foreign.Department}")).Content.ReadAsStringAsync()).ShouldNotContain("建设学校");
        (await liaison.GetAsync($"/responsibilities/{foreign.Responsibility}?id=1&Id=1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await office.GetAsync("/responsibilities?plan=" + new string('x', 4000))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await office.GetAsync("/responsibilities?plan=" + new string('x', 40_000))).StatusCode.ShouldBeOneOf(HttpStatusCode.RequestUriTooLong, HttpStatusCode.BadRequest);
    }

    [DatabaseFact]
    public async Task Accounts_WhoseNamesLookAlike_AreOneOrAreRefused(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        await house.SignInAsync("a");
        await using var scope = house.Services.CreateAsyncScope();
        var (open, db) = (scope.ServiceProvider.GetRequiredService<OpenAccount>(), scope.ServiceProvider.GetRequiredService<TrackerDb>());
        var b = await db.People.Where(p => p.Key == "b").Select(p => p.Id).SingleAsync();
        foreach (var name in new[] { "A", " a ", "a\u0000", "ａ", "а", "a\u200b", "a\n" })
        {
            (await open.HandleAsync(b, name, "test", default)).Problem.ShouldBeOneOf("DuplicateUserName", "InvalidUserName");
        }

        using var guest = new Guest(house);
        (await guest.SignInAsync("A", SmallHouse.Password)).Location.ShouldNotBeNull("of large letters and small ones no difference is made");
        using var twice = new Guest(house);
        var answer = await twice.PostAsync("/sign-in", ("_handler", "sign-in"), ("name", "nobody"), ("name", "a"), ("password", SmallHouse.Password));
        (answer.Status, answer.SetCookie.Contains("session=", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, false), "two names are nobody's");
    }

    [DatabaseFact]
    public async Task Forms_WithTooMuchInThem_AreRefusedAndTheHouseGoesOn(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var liaison = new Guest(house, await house.SignInAsync("a"));
        var id = await IdAsync(house, "甲局");
        var fields = Enumerable.Range(0, 25_000).Select(i => ($"f{i}", "x")).Append(("_handler", "report")).ToArray();
        ((int)(await liaison.PostAsync($"/responsibilities/{id}/report", fields)).Status).ShouldBeInRange(400, 499);
        ((int)(await liaison.PostAsync($"/responsibilities/{id}/report", ("_handler", "report"), ("key", "k"), ("seen", await SeenAsync(house, id)), ("state", "Behind"), ("done", new string('x', 6 << 20)))).Status).ShouldBeInRange(400, 499);
        var refused = await liaison.PostAsync($"/responsibilities/{id}/report", ("_handler", "report"), ("key", "k"), ("seen", await SeenAsync(house, id)), ("state", "Behind"), ("done", new string('长', 4001)));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        // Uploads at once beyond what is looked at at once: each is answered, none is kept that is no file.
        var uploads = await Task.WhenAll(Enumerable.Range(0, 30).Select(async i =>
        {
            using var one = new Guest(house, await house.SignInAsync("a"));
            return (await one.PostAsync($"/responsibilities/{id}/evidence", ("purpose", "Report"), ("file", $"{i}"))).Status;
        }));
        uploads.ShouldAllBe(s => s == HttpStatusCode.SeeOther);
        (await house.Services.GetRequiredService<TrackerDb>().Evidence.CountAsync()).ShouldBe(0);
        (await liaison.GetAsync("/mine")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<int> IdAsync(SmallHouse house, string department)
    {
        await using var db = await house.Services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync();
        return await db.Responsibilities.Where(r => r.Department.Name == department && r.Task.Number == "1").Select(r => r.Id).SingleAsync();
    }

    private static async Task<string> SeenAsync(SmallHouse house, int id)
    {
        await using var db = await house.Services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync();
        return (await db.Responsibilities.Where(r => r.Id == id).Select(r => r.Version).SingleAsync()).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
