using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Features.Home;
using TaskTracker.Features.Parts;
using TaskTracker.Persistence;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features;

public sealed partial class PagesTests
{
    [DatabaseFact]
    public async Task Pages_InBothLanguages_AnswerWithEveryTextFound(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        foreach (var english in new[] { false, true })
        {
            using var visitor = house.Visit(english);
            foreach (var address in await house.AddressesAsync())
            {
                using var answer = await visitor.GetAsync(address);
                answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
                var page = await answer.Content.ReadAsStringAsync();
                page.ShouldContain(english ? "<html lang=\"en\"" : "<html lang=\"zh-CN\"");
                TextName().Match(page).Value.ShouldBeEmpty(address);
                page.ShouldNotContain("<img src=x", customMessage: address);
                OwnScript().Replace(page, "").ShouldNotContain("<script", customMessage: address);
            }
        }
    }

    [DatabaseFact]
    public async Task Pages_WhenNothingStandsAtTheAddress_AnswerNotFound(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = house.Visit();
        foreach (var address in new[] { "/plans/none", "/tasks/999999", "/responsibilities/999999", "/responsibilities/x", "/departments/999999", "/mailbox/none", "/mailbox/..%2ftasktracker.db", "/nowhere" })
        {
            (await visitor.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        }
    }

    [DatabaseFact]
    public async Task Pages_WhenAskedForTheirHeadOnly_AnswerWithoutBody(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = house.Visit();
        using var answer = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/plans"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [DatabaseFact]
    public async Task Numbers_ThatAreLinks_EqualTheListsBehindThem(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = house.Visit();
        var followed = 0;
        foreach (var address in await house.AddressesAsync())
        {
            foreach (Match link in NumberedLink().Matches(await visitor.GetStringAsync(address)))
            {
                var target = WebUtility.HtmlDecode(link.Groups[1].Value);
                var number = Number().Matches(Tag().Replace(link.Groups[2].Value, " ")).LastOrDefault()?.Value;
                if (number is null || target.Contains("page=", StringComparison.Ordinal))
                {
                    continue;
                }

                CountOn(target, await visitor.GetStringAsync(target)).ShouldBe(number.Replace(",", ""), $"{address} → {target}");
                followed++;
            }
        }

        followed.ShouldBeGreaterThan(50);
    }

    [DatabaseFact]
    public async Task Home_AfterSweepsOfTwoWeeks_ShowsLightsChangesAndWhoIsNotReached(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        await using var scope = house.Services.CreateAsyncScope();
        var home = await scope.ServiceProvider.GetRequiredService<ShowHome>().GetAsync();
        home.Lights.Red.ShouldBe(2);
        home.Lights.Blue.ShouldBe(1);
        home.Lights.Total.ShouldBe(4);
        home.WeekAgo!.Total.ShouldBe(4);
        home.Attention.ShouldHaveSingleItem().Red.ShouldBe(2);
        home.DueSoon.ShouldHaveSingleItem().Open.ShouldBe(3);
        home.Unreached.Single().Name.ShouldStartWith("丁局");
        home.PlanMatters.Single().Matters.Select(m => m.Kind).ShouldBe([PlanMatterKind.NotBrokenDown, PlanMatterKind.Unassigned, PlanMatterKind.IndicatorsMissing]);
    }

    [DatabaseFact]
    public async Task WeekAgo_WhenRetold_EqualsTheLightsThatStoodThen(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        await using var scope = house.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TrackerDb>();
        var then = SmallHouse.Today.AddDays(-7);
        var stood = (await db.LightChanges.Where(c => c.On <= then).ToListAsync()).GroupBy(c => c.ResponsibilityId).Select(g => g.MaxBy(c => c.Id)!.To);
        (await scope.ServiceProvider.GetRequiredService<ShowHome>().GetAsync()).WeekAgo.ShouldBe(LightCounts.Of(stood));
    }

    [DatabaseFact]
    public async Task Responsibility_WhenRed_TellsTheRuleItsValuesAndWhatHappened(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        int id;
        await using (var scope = house.Services.CreateAsyncScope())
        {
            id = await scope.ServiceProvider.GetRequiredService<TrackerDb>().Responsibilities.Where(r => r.Department.Name == "甲局").Select(r => r.Id).SingleAsync();
        }

        using var visitor = house.Visit();
        var page = Tag().Replace(await visitor.GetStringAsync($"/responsibilities/{id}"), "");
        page.ShouldContain("时间节点已逾期15个工作日");
        page.ShouldContain("已逾期 ≥ 15");
        page.ShouldContain("已逾期 32 个工作日");
        page.ShouldContain("原定 09-27");
        page.ShouldContain("评估了但不成立的规则");
        page.ShouldContain("督查室 王五 · 已发送");
        page.ShouldContain("2024-09-27 → 2024-10-08");
    }

    [DatabaseFact]
    public async Task Mailbox_OutsideTheDemo_DoesNotExist(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database, isDemo: false);
        using var visitor = house.Visit();
        foreach (var address in (await house.AddressesAsync()).Where(a => a.StartsWith("/mailbox", StringComparison.Ordinal)))
        {
            (await visitor.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        }

        foreach (var address in (await house.AddressesAsync()).Where(a => !a.StartsWith("/mailbox", StringComparison.Ordinal)))
        {
            (await visitor.GetStringAsync(address)).ShouldNotContain("/mailbox", customMessage: address);
        }
    }

    /// <summary>How many responsibilities, or of a plan's tasks how many, the page lists.</summary>
    private static string CountOn(string address, string page) => address.StartsWith("/plans", StringComparison.Ordinal)
        ? Regex.Count(page, "href=\"/tasks/").ToString(System.Globalization.CultureInfo.InvariantCulture)
        : Total().Match(page) is { Success: true } total ? total.Groups[1].Value.Replace(",", "") : "0";

    [GeneratedRegex("<script type=\"module\" src=\"/(rule-editor|keep-typed)\\.js\\?v=[^\"]+\"></script>")]
    private static partial Regex OwnScript();

    // A text that is missing shows its name, e.g. "Why.None.Red"; rule names have no capital after the dot.
    [GeneratedRegex(@">\s*[A-Z][A-Za-z]+\.[A-Z][A-Za-z.]+\s*<")]
    private static partial Regex TextName();

    [GeneratedRegex("""<a [^>]*?href="(/responsibilities\?[^"]*|/plans/small\?only=[^"]*)"[^>]*>(.*?)</a>""", RegexOptions.Singleline)]
    private static partial Regex NumberedLink();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"(?<![+−±\d])\d[\d,]*")]
    private static partial Regex Number();

    [GeneratedRegex("共 ([0-9,]+) 项</span>")]
    private static partial Regex Total();
}
