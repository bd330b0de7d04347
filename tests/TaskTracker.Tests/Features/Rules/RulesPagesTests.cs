using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Persistence;
using TaskTracker.RulesInForce;
using TaskTracker.Sweep;
using TaskTracker.Tests.Fixtures;
using TaskTracker.Tests.RulesInForce;

namespace TaskTracker.Tests.Features.Rules;

public sealed partial class RulesPagesTests
{
    private const string Edit = "/rules/edit?file=workflows/progress.json";

    [DatabaseFact]
    public async Task Service_WhileABadFileLiesInTheFolder_GoesOnDegradedAndSaysSoUntilItIsMended(TestDatabase database)
    {
        using var rules = new RulesCopy();
        await using var house = await SmallHouse.OpenAsync(database, rules: rules.Folder);
        using var visitor = house.Visit();
        (await visitor.GetStringAsync("/health")).ShouldBe("Healthy");
        var sound = rules.Read(RulesCopy.Progress);
        rules.Write(RulesCopy.Progress, sound.Replace("milestone.IsOpen", "milestone.IsOpne", StringComparison.Ordinal));

        var said = await UntilAsync(visitor, "/health", body => body.StartsWith("Degraded", StringComparison.Ordinal));
        said.ShouldContain($"rules: The rules in {rules.Folder} do not load");
        said.ShouldContain($"{RulesCopy.Progress}:7:");
        (await visitor.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await visitor.GetStringAsync("/")).ShouldContain("规则文件有误，未启用");
        var page = await visitor.GetStringAsync("/rules");
        page.ShouldContain("仍按第1版规则运行");
        page.ShouldContain("IsOpne");
        await Task.Delay(TimeSpan.FromSeconds(5));
        await using var db = house.Services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContext();
        (await db.Mails.CountAsync(m => m.Run.Kind == RunKind.RulesFault)).ShouldBe(1);
        (await db.RuleVersions.CountAsync()).ShouldBe(1);

        rules.Write(RulesCopy.Progress, sound);
        (await UntilAsync(visitor, "/health", body => !body.Contains("rules:", StringComparison.Ordinal))).ShouldBe("Healthy");
        (await visitor.GetStringAsync("/")).ShouldNotContain("规则文件有误");
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "nested", new string('[', 1000) + new string(']', 1000) },
        { "nested expression", File("(".PadRight(1000, '(') + "1" + new string(')', 1000) + " > 0") },
        { "negations", File(new string('!', 3900) + "milestone.IsOpen") },
        { "huge number", File("milestone.DaysLeft < 1" + new string('0', 3000)) },
        { "long expression", File(string.Join(" && ", Enumerable.Repeat("milestone.DaysLeft < 5", 5000))) },
        { "many rules", "{\"WorkflowName\":\"x\",\"Rules\":[" + string.Join(',', Enumerable.Range(0, 290).Select(i => $"{{\"RuleName\":\"r{i}\",\"Expression\":\"milestone.DaysLeft < {i} && responsibility.Progress < {i % 100}\",\"Properties\":{{\"light\":\"Yellow\"}}}}")) + "]}" },
        { "too many rules", "{\"WorkflowName\":\"x\",\"Rules\":[" + string.Join(',', Enumerable.Repeat("{\"RuleName\":\"r\"}", 400)) + "]}" },
        { "too long", new string('x', 300_000) },
        { "half a surrogate", File("milestone.Origin == \\\"\\ud800\\\"") },
        { "nothing", "" },
        { "doubling parameters", "{\"WorkflowName\":\"progress\",\"Rules\":[{\"RuleName\":\"r\",\"LocalParams\":[" + string.Join(',', Enumerable.Range(0, 60).Select(i => $"{{\"Name\":\"p{i}\",\"Expression\":\"{(i == 0 ? "milestone.IsOpen" : $"p{i - 1} && p{i - 1}")}\"}}")) + "],\"Expression\":\"p59\",\"Properties\":{\"light\":\"Yellow\"}}]}" },
        { "reflection", File("typeof(System.IO.File).Assembly.GetType(\\\"x\\\") != null") },
        { "many commas", "{\"WorkflowName\":\"x\",\"Rules\":[" + new string(',', 190_000) + "]}" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Lint_OfAHostileText_AnswersSoonAndNamesTheFault(string what, string text)
    {
        await using var database = await TestDatabase.CreateAsync(TestProvider.Sqlite);
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = house.Visit();
        var token = await TokenAsync(visitor);
        var watch = Stopwatch.StartNew();
        var answer = await visitor.PostAsync("/rules/lint", Form(token, text));
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, what);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30), what);
        if (what != "many rules")
        {
            body.ShouldContain("\"line\":", customMessage: what);
        }

        (await visitor.PostAsync(Edit, Form(token, text, "check"))).StatusCode.ShouldBe(what == "many rules" && !body.Contains("\"line\":", StringComparison.Ordinal) ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity, what);
    }

    [Fact]
    public async Task Lint_WithoutTokenOrBeyondItsLimits_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync(TestProvider.Sqlite);
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = house.Visit();
        var token = await TokenAsync(visitor);
        (await visitor.PostAsync("/rules/lint", Form("", "{}"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await visitor.PostAsync("/rules/lint", Form(token, "{}", file: "workflows/none.json"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.PostAsync("/rules/lint", Form(token, "{}", file: "../appsettings.json"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.PostAsync("/rules/lint", Form(token, new string('x', 2_100_000)))).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await visitor.GetAsync("/rules/edit?file=workflows/none.json")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.GetAsync("/rules/versions/99")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.PostAsync(Edit, Form(token, "{}", "publish"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await using var db = house.Services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContext();
        (await db.RuleVersions.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Pages_OnlyOfTheEditor_MayRunOurScript()
    {
        await using var database = await TestDatabase.CreateAsync(TestProvider.Sqlite);
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = house.Visit();
        (await visitor.GetAsync(Edit)).Headers.GetValues("Content-Security-Policy").Single().ShouldContain("script-src 'self'");
        (await visitor.GetAsync("/rules")).Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("script-src");
        (await visitor.GetAsync("/rule-editor.js")).Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
    }

    private static string File(string expression) =>
        $$$"""{"WorkflowName":"progress","Rules":[{"RuleName":"r","Expression":"{{{expression}}}","Properties":{"light":"Yellow"}}]}""";

    private static FormUrlEncodedContent Form(string token, string text, string? what = null, string file = "workflows/progress.json") => new(new Dictionary<string, string>
    {
        ["__RequestVerificationToken"] = token, ["file"] = file, ["text"] = text, ["_handler"] = "edit", ["do"] = what ?? "", ["base"] = "1", ["span"] = "next", ["from"] = "", ["to"] = "", ["seen"] = "",
    });

    private static async Task<string> TokenAsync(HttpClient visitor) => Token().Match(await visitor.GetStringAsync(Edit)).Groups[1].Value;

    private static async Task<string> UntilAsync(HttpClient visitor, string address, Func<string, bool> reached)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var body = await visitor.GetStringAsync(address);
            if (reached(body) || watch.Elapsed > TimeSpan.FromMinutes(1))
            {
                return body;
            }

            await Task.Delay(200);
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
