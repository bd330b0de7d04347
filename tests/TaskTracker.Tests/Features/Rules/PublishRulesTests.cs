using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TaskTracker.Features.Rules;
using TaskTracker.Persistence;
using TaskTracker.RulesInForce;
using TaskTracker.Sweep;
using TaskTracker.Tests.Fixtures;
using TaskTracker.Tests.RulesInForce;

namespace TaskTracker.Tests.Features.Rules;

/// <summary>A rule that matches everybody: shown before it counts, stopped by the cap, held until somebody says to have looked.</summary>
public sealed partial class PublishRulesTests
{
    private const string File = "workflows/acceptance.json";

    [DatabaseFact]
    public async Task Publish_OfARuleThatWritesToEverybodyEachDay_IsRefusedByTheCap(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        var outcome = await PublishAsync(house, Everybody(house, "[1, 1, 1, 1, 1, 1, 1, 1]"), isChecked: true);
        outcome.ShouldBe((null, PublishRefusal.OverCap));
        (await VersionsAsync(house)).ShouldBe(1);
    }

    [DatabaseFact]
    public async Task Publish_OfARuleThatWritesToEverybodyNowAndThen_WaitsUntilSomebodyHasLooked(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        var texts = Everybody(house, "[7, 7, 7, 7, 7, 7, 7]");
        (await PublishAsync(house, texts, isChecked: false)).ShouldBe((null, PublishRefusal.NotChecked));
        (await VersionsAsync(house)).ShouldBe(1);
        (await PublishAsync(house, texts, isChecked: true)).ShouldBe((2, null));
    }

    [Fact]
    public async Task Publish_UnderATightCap_StopsOnlyWhatTheChangeMakesWorse()
    {
        await using var database = await TestDatabase.CreateAsync(TestProvider.Sqlite);
        await using var house = await SmallHouse.OpenAsync(database, settings: new() { ["Rules:MailsPerPersonAndWeek"] = "1" });
        var rules = house.Services.GetRequiredService<HouseRules>().InForce;
        var progress = rules.Texts.All.Single(f => f.Name == RulesCopy.Progress).Text;
        (await PublishAsync(house, rules.Texts.With(new RuleText(RulesCopy.Progress, progress.Replace("+ 25", "+ 30", StringComparison.Ordinal))), isChecked: false)).ShouldBe((2, null));
        (await PublishAsync(house, Everybody(house, "[2, 2, 2, 2, 2, 2]"), isChecked: true)).ShouldBe((null, PublishRefusal.OverCap));
    }

    [Fact]
    public async Task Page_BeforeARuleThatWritesToEverybodyIsPublished_TellsHowMuchMoreAndAsks()
    {
        await using var database = await TestDatabase.CreateAsync(TestProvider.Sqlite);
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = house.Visit();
        var texts = Everybody(house, "[7, 7, 7, 7, 7, 7, 7]");
        var form = new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = Token().Match(await visitor.GetStringAsync($"/rules/edit?file={File}")).Groups[1].Value, ["_handler"] = "edit", ["file"] = File,
            ["text"] = texts.All.Single(f => f.Name == File).Text, ["base"] = "1", ["span"] = "next", ["from"] = "", ["to"] = "", ["reason"] = "督查例会决定", ["do"] = "prepare",
        };
        var shown = await (await PostAsync(visitor, form)).Content.ReadAsStringAsync();
        Growth().IsMatch(shown).ShouldBeTrue(shown);
        shown.ShouldContain("我已核对");
        form["seen"] = Seen().Match(shown).Groups[1].Value;
        form["do"] = "publish";

        var refused = await PostAsync(visitor, form);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("id=\"error-checked\"");
        (await VersionsAsync(house)).ShouldBe(1);

        form["checked"] = "true";
        (await PostAsync(visitor, form)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await VersionsAsync(house)).ShouldBe(2);
    }

    [Theory]
    [InlineData("prepare")]
    [InlineData("publish")]
    public async Task Page_WhenAnotherEngineReadsARuleOtherwise_PublishesNothingAndNamesRuleSubjectAndValues(string step)
    {
        await using var database = await TestDatabase.CreateAsync(TestProvider.Sqlite);
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = house.Visit();
        CrossCheck(house);
        var inForce = house.Services.GetRequiredService<HouseRules>().InForce;
        var texts = inForce.Texts.With(new RuleText(File, inForce.Texts.All.Single(f => f.Name == File).Text + "\n"));
        var form = new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = Token().Match(await visitor.GetStringAsync($"/rules/edit?file={File}")).Groups[1].Value, ["_handler"] = "edit", ["file"] = File,
            ["text"] = texts.All.Single(f => f.Name == File).Text, ["base"] = "1", ["span"] = "next", ["from"] = "", ["to"] = "", ["reason"] = "督查例会决定",
            ["seen"] = PublishRules.SeenOf(texts, inForce), ["do"] = step,
        };

        var refused = await PostAsync(visitor, form);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        NamesTheDifference(await refused.Content.ReadAsStringAsync());
        (await VersionsAsync(house)).ShouldBe(1);
    }

    [Fact]
    public async Task RollBack_WhenAnotherEngineReadsARuleOtherwise_NamesRuleSubjectAndValues()
    {
        await using var database = await TestDatabase.CreateAsync(TestProvider.Sqlite);
        await using var house = await SmallHouse.OpenAsync(database);
        var inForce = house.Services.GetRequiredService<HouseRules>().InForce.Texts;
        (await PublishAsync(house, inForce.With(new RuleText(File, inForce.All.Single(f => f.Name == File).Text + "\n")), isChecked: true)).ShouldBe((2, null));
        CrossCheck(house);
        using var visitor = house.Visit();
        NamesTheDifference(await visitor.GetStringAsync("/rules/versions/1?rollback=1"));
    }

    private static void CrossCheck(SmallHouse house)
    {
        var options = house.Services.GetRequiredService<IOptions<RulesOptions>>().Value;
        (options.CrossCheck, options.Other) = (true, new AlwaysYes());
    }

    private static void NamesTheDifference(string page)
    {
        var shown = WebUtility.HtmlDecode(page);
        shown.ShouldContain("两个规则引擎的结论不一致");
        shown.ShouldMatch("The engines disagree about rule \"acceptance/[^\"]+\": here it does not hold, in another it holds\\. Subject: \\w+Subject with \\w+\\.\\w+ = ");
    }

    /// <summary>The rules in force, but their first rule holds for every responsibility.</summary>
    private static RuleTexts Everybody(SmallHouse house, string repeats)
    {
        var texts = house.Services.GetRequiredService<HouseRules>().InForce.Texts;
        var text = texts.All.Single(f => f.Name == File).Text;
        var changed = text.Replace("!responsibility.IsAccepted && !responsibility.IsClosed && responsibility.WorkdaysWaiting > 5\"", "responsibility.Progress >= 0\"", StringComparison.Ordinal)
            .Replace("\"to\": [\"liaison\"], \"template\": \"reminder\", \"repeatWorkdays\": [5]", $"\"to\": [\"liaison\", \"supervision\"], \"template\": \"reminder\", \"repeatWorkdays\": {repeats}", StringComparison.Ordinal);
        changed.ShouldContain(repeats);
        return texts.With(new RuleText(File, changed));
    }

    private static async Task<(int?, PublishRefusal?)> PublishAsync(SmallHouse house, RuleTexts texts, bool isChecked)
    {
        await using var scope = house.Services.CreateAsyncScope();
        var seen = PublishRules.SeenOf(texts, house.Services.GetRequiredService<HouseRules>().InForce);
        var outcome = await scope.ServiceProvider.GetRequiredService<PublishRules>().HandleAsync(texts, seen, "督查例会决定", isChecked, null, default);
        outcome.Findings.ShouldBeEmpty();
        return (outcome.Number, outcome.Refusal);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient visitor, Dictionary<string, string> form) => visitor.PostAsync($"/rules/edit?file={File}", new FormUrlEncodedContent(form));

    private static async Task<int> VersionsAsync(SmallHouse house)
    {
        await using var db = house.Services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContext();
        return await db.RuleVersions.CountAsync();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"seen\" value=\"([^\"]+)\"")]
    private static partial Regex Seen();

    [GeneratedRegex(@"邮件 (\+|&#x2B;)\d+ 封，\d+ 人收到的邮件增多；通知 (\+|&#x2B;)\d\d+ 项")]
    private static partial Regex Growth();
}
