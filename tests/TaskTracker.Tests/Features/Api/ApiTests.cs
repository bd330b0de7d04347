using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Access;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Evidence;
using TaskTracker.Persistence;
using TaskTracker.Tests.Access;
using TaskTracker.Tests.Features.Evidence;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Api;

/// <summary>The daily loop as programs walk it.</summary>
public sealed class ApiTests
{
    [DatabaseFact]
    public async Task Loop_FromMyWorkToTheAcceptedReport_GoesThroughTheSameHandlers(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var liaison = await Caller.OfAsync(house, "a");
        using var office = await Caller.OfAsync(house, "s");
        var mine = (await liaison.GetAsync("mine")).GetProperty("items")[0];
        var (id, version) = (mine.GetProperty("responsibility").Number("id"), mine.Number("version"));

        var report = new { state = "onSchedule", percent = 45, done = "桩基完成", nextStep = "主体施工", problems = "雨季" };
        var (status, body, tag) = await liaison.PostAsync($"responsibilities/{id}/reports", report, version);
        status.ShouldBe(HttpStatusCode.OK, $"{body}");
        tag.ShouldBe($"\"{body.Number("version")}\"");
        body.GetProperty("reports")[0].Text("done").ShouldBe("桩基完成");
        body.GetProperty("reports")[0].Text("by").ShouldStartWith("甲局 张三");
        body.GetProperty("timeline").EnumerateArray().ShouldContain(e => e.Text("kind") == "ReportSubmitted" && e.Text("what") == "reported progress");

        var waiting = (await office.GetAsync("review?kind=report")).EnumerateArray().Single();
        waiting.Text("text").ShouldBe("桩基完成");
        (status, body, _) = await office.PostAsync($"responsibilities/{id}/decisions", new { kind = "report", accept = false }, waiting.Number("version"));
        (status, body.Code()).ShouldBe((HttpStatusCode.UnprocessableEntity, "ReasonMissing"));
        body.Fields().ShouldBe(["reason"]);
        (status, body, _) = await office.PostAsync($"responsibilities/{id}/decisions", new { kind = "report", accept = true }, waiting.Number("version"));
        status.ShouldBe(HttpStatusCode.OK);
        body.GetProperty("reports")[0].Text("review").ShouldBe("accepted");

        var extension = new { milestone = "2024-2", until = "2024-12-20", reason = "雨季" };
        (status, body, _) = await liaison.PostAsync($"responsibilities/{id}/extensions", extension, body.Number("version"));
        status.ShouldBe(HttpStatusCode.OK, $"{body}");
        (_, body, _) = await office.PostAsync($"responsibilities/{id}/decisions", new { kind = "extension", accept = true, milestone = "2024-2" }, body.Number("version"));
        body.GetProperty("milestones").EnumerateArray().Single(m => m.Text("key") == "2024-2").Text("due").ShouldBe("2024-12-20");
        (status, var missing, _) = await liaison.PostAsync($"responsibilities/{id}/completions", new { statement = "全部完成" }, body.Number("version"));
        (status, missing.Code()).ShouldBe((HttpStatusCode.UnprocessableEntity, "EvidenceMissing"));
        await using (var scope = house.Services.CreateAsyncScope())
        {
            (await scope.ServiceProvider.GetRequiredService<AttachEvidence>().HandleAsync(id, null, EvidencePurpose.Completion, "甲局 张三", "验收.pdf", () => new MemoryStream(EvidenceFiles.Pdf), default)).Refusal.ShouldBeNull();
        }

        version = (await liaison.GetAsync($"responsibilities/{id}")).Number("version");
        (_, body, _) = await liaison.PostAsync($"responsibilities/{id}/completions", new { statement = "全部完成" }, version, "completion");
        (_, body, _) = await liaison.PostAsync($"responsibilities/{id}/completions", new { statement = "全部完成" }, version, "completion");
        (_, body, _) = await office.PostAsync($"responsibilities/{id}/decisions", new { kind = "completion", accept = true }, body.Number("version"));
        body.Text("state").ShouldBe("closed");
    }

    [DatabaseFact]
    public async Task Responsibility_ToAProgram_SaysWhyItsLightIsWhatItIs(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var liaison = await Caller.OfAsync(house, "a");
        var line = (await liaison.GetAsync("responsibilities?light=red&sort=due")).GetProperty("items")[0];
        var it = await liaison.GetAsync($"responsibilities/{line.Number("id")}");
        var why = it.GetProperty("explanation").GetProperty("holding")[0];
        why.Text("rule").ShouldStartWith("milestone-deadline/");
        why.GetProperty("conditions").GetArrayLength().ShouldBeGreaterThan(0);
        it.Text("light").ShouldBe("red");
        foreach (var address in new[] { "me", "plans", "plans/small", "plans/small/tasks", "tasks/1", "mine", "departments", $"departments/{it.Number("departmentId")}", "orders?all=true" })
        {
            await liaison.GetAsync(address);
        }

        using var office = await Caller.OfAsync(house, "s");
        (await office.GetAsync("notices?on=2024-11-19")).Text("on").ShouldBe("2024-11-19");
        (await office.GetAsync("notices?skipped=true")).Number("total").ShouldBeGreaterThan(0);
    }

    [DatabaseFact]
    public async Task Post_SentTwice_CountsOnce(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var liaison = await Caller.OfAsync(house, "a");
        var (id, version) = await MineAsync(liaison);
        var report = new { state = "behind", done = "一次", nextStep = "" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => liaison.PostAsync($"responsibilities/{id}/reports", report, version, "same")));

        answers.ShouldAllBe(a => a.Status == HttpStatusCode.OK);
        (await house.Services.GetRequiredService<TrackerDb>().Reports.CountAsync(r => r.Done == "一次")).ShouldBe(1);
    }

    [DatabaseFact]
    public async Task Post_OfWhoComesSecond_IsAnsweredWithBothVersionsAndChangesNothing(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var liaison = await Caller.OfAsync(house, "a");
        var (id, version) = await MineAsync(liaison);
        (await liaison.PostAsync($"responsibilities/{id}/reports", new { state = "behind", done = "先到", nextStep = "" }, version)).Status.ShouldBe(HttpStatusCode.OK);

        var (status, body, _) = await liaison.PostAsync($"responsibilities/{id}/reports", new { state = "behind", done = "后到", nextStep = "" }, version);

        (status, body.Code()).ShouldBe((HttpStatusCode.PreconditionFailed, "ChangedMeanwhile"));
        body.GetProperty("sent").Text("done").ShouldBe("后到");
        body.GetProperty("current").GetProperty("reports")[0].Text("done").ShouldBe("先到");
        body.GetProperty("since")[0].GetProperty("data").GetProperty("Done").GetString().ShouldBe("先到");
        (await house.Services.GetRequiredService<TrackerDb>().Reports.AnyAsync(r => r.Done == "后到")).ShouldBeFalse();
        var again = await liaison.PostAsync($"responsibilities/{id}/reports", new { state = "behind", done = "后到", nextStep = "" }, body.GetProperty("current").Number("version"));
        again.Status.ShouldBe(HttpStatusCode.OK);
    }

    [DatabaseFact]
    public async Task Order_FromIssueToClose_IsFollowedByPrograms(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var liaison = await Caller.OfAsync(house, "a");
        using var office = await Caller.OfAsync(house, "s");
        var it = (await liaison.GetAsync("responsibilities")).GetProperty("items")[0];
        var wanted = new { number = "督办〔2024〕9号", departmentId = it.Number("departmentId"), requirement = "限期推进", replyBy = "2024-11-30", signer = "主任", responsibilities = new[] { it.Number("id") } };
        (await liaison.PostAsync("orders", wanted)).Body.Code().ShouldBe("NotAllowed");

        var first = await office.PostAsync("orders", wanted, key: "issue");
        first.Status.ShouldBe(HttpStatusCode.Created, $"{first.Body}");
        (await office.PostAsync("orders", wanted, key: "issue")).Body.Number("id").ShouldBe(first.Body.Number("id"));
        (await office.PostAsync("orders", wanted, key: "another")).Body.Fields().ShouldBe(["number"]);

        var at = $"orders/{first.Body.Number("id")}";
        (await liaison.PostAsync($"{at}/close", new { }, 1)).Body.Code().ShouldBe("NotAllowed");
        var signed = await liaison.PostAsync($"{at}/sign", new { }, 1);
        signed.Body.Text("state").ShouldBe("signedFor");
        var stale = await liaison.PostAsync($"{at}/reply", new { reply = "已整改" }, 1);
        (stale.Status, stale.Body.Code()).ShouldBe((HttpStatusCode.PreconditionFailed, "ChangedMeanwhile"));
        stale.Body.GetProperty("current").Text("state").ShouldBe("signedFor");
        var replied = await liaison.PostAsync($"{at}/reply", new { reply = "已整改" }, signed.Body.Number("version"));
        (await office.PostAsync($"{at}/review", new { accept = false, remark = "不够" }, replied.Body.Number("version"))).Body.Fields().ShouldBe(["replyBy"]);
        var accepted = await office.PostAsync($"{at}/review", new { accept = true }, replied.Body.Number("version"));
        (await office.PostAsync($"{at}/close", new { }, accepted.Body.Number("version"))).Body.Text("state").ShouldBe("closed");
    }

    [DatabaseFact]
    public async Task Wrong_WhateverItIs_IsToldByFieldWithItsRemedyInTheCallersLanguage(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var liaison = await Caller.OfAsync(house, "a");
        var (id, version) = await MineAsync(liaison);
        var reports = $"responsibilities/{id}/reports";

        // What nobody may say of themselves (mass assignment), another case, an array and a number where one text is meant.
        foreach (var field in new[] { "by", "on", "byLink", "review", "Percent", "DONE", "responsibilityId", "evidence" })
        {
            var told = await liaison.PostAsync(reports, $$"""{ "state": "behind", "done": "x", "nextStep": "", "{{field}}": 1 }""", version);
            told.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, field);
            told.Body.Fields().ShouldBe([field], field);
        }

        var many = (await liaison.PostAsync(reports, """{ "state": "Behind", "done": ["x"], "percent": "50", "measured": 1 }""", version)).Body;
        many.Fields().Order().ShouldBe(["done", "measured", "nextStep", "percent", "state"]);
        many.GetProperty("errors").EnumerateArray().Single(e => e.Text("field") == "state").Text("detail").ShouldContain("notStarted | onSchedule | behind | done");
        (await liaison.PostAsync(reports, """{ "state": "behind", "done": "x", "nextStep": "", "done": "y" }""", version)).Body.Code().ShouldBe("NotJson");
        (await liaison.PostAsync(reports, "[[[[[[1]]]]]]", version)).Body.Code().ShouldBe("NotJson");
        (await liaison.PostAsync(reports, "[]", version)).Body.Fields().ShouldBe([""]);
        (await liaison.PostAsync(reports, new { state = "behind", done = "x", nextStep = "", percent = 101 }, version)).Body.Fields().ShouldBe(["percent"]);
        (await liaison.PostAsync(reports, new { state = "behind", done = new string('长', 4001), nextStep = "" }, version)).Body.Code().ShouldBe("TextTooLong");
        (await liaison.PostAsync(reports, new { state = "behind", done = new string('长', 400_000), nextStep = "" }, version)).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await liaison.PostAsync(reports, new { state = "behind", done = "x", nextStep = "" })).Status.ShouldBe(HttpStatusCode.PreconditionRequired);
        (await liaison.TryAsync(HttpMethod.Post, reports, "{}", "\"1\"")).Body.Fields().ShouldBe(["Idempotency-Key"]);
        (await liaison.TryAsync(HttpMethod.Post, reports, "{}", "*", "k")).Body.Fields().ShouldBe(["If-Match"]);

        // Parameters: twice, mistyped, another case, out of bounds.
        (await liaison.TryAsync("responsibilities?page=1&page=2")).Body.Fields().ShouldBe(["page"]);
        (await liaison.TryAsync("responsibilities?light=red&LIGHT=green")).Status.ShouldBe(HttpStatusCode.BadRequest);
        foreach (var (parameter, value) in new[] { ("light", "Red"), ("light", "red,green"), ("sort", "1"), ("when", "never"), ("page", "0"), ("page", "x"), ("department", "甲局") })
        {
            (await liaison.TryAsync($"responsibilities?{parameter}={Uri.EscapeDataString(value)}")).Body.Fields().ShouldBe([parameter], $"{parameter}={value}");
        }

        (await liaison.TryAsync("nothing-here")).Body.Code().ShouldBe("NotFound");
        (await liaison.TryAsync(HttpMethod.Delete, "plans/small")).Status.ShouldBe(HttpStatusCode.Forbidden, "what has no line in the table is refused");
        using var chinese = new Caller(house, await house.TokenAsync("a", TokenScope.Report), "zh-CN, en;q=0.5");
        var inChinese = await chinese.TryAsync("plans");
        (inChinese.Status, inChinese.Body.Text("detail")).ShouldBe((HttpStatusCode.Forbidden, "令牌不允许查看，请生成一个允许“查看”的令牌。"));
        (await house.Services.GetRequiredService<TrackerDb>().Reports.CountAsync()).ShouldBe(1, "nothing of all this was kept");
    }

    [DatabaseFact]
    public async Task Things_OfOthers_AreAnsweredAsIfTheyWereNotThere(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        await Cast.MakeAsync(house);
        using var liaison = await Caller.OfAsync(house, "a");
        var foreign = await Things.OfAsync(house, Cast.Neighbour);
        foreach (var (address, other) in new[] { ($"responsibilities/{foreign.Responsibility}", "responsibilities/999999"), ($"tasks/{foreign.Task}", "tasks/999999"), ($"plans/{foreign.Plan}", "plans/none"), ($"departments/{foreign.Department}", "departments/999999"), ($"orders/{foreign.Order}", "orders/999999") })
        {
            Without(await liaison.TryAsync(address)).ShouldBe(Without(await liaison.TryAsync(other)), address);
        }

        // With nothing right in it, with something wrong in it, and as it should be: not there all the same.
        foreach (var body in new[] { "{}", """{ "x": 1 }""", """{ "state": "behind", "done": "x", "nextStep": "" }""" })
        {
            Without(await liaison.PostAsync($"responsibilities/{foreign.Responsibility}/reports", body, 1)).ShouldBe(Without(await liaison.PostAsync("responsibilities/999999/reports", body, 1)));
        }

        static string Without((HttpStatusCode Status, JsonElement Body, string? Tag) answer) => $"{answer.Status} {answer.Tag} {string.Join(' ', answer.Body.EnumerateObject().Where(p => p.Name != "instance"))}";
    }

    [DatabaseFact]
    public async Task Document_OfTheInterface_HasEveryEndpointWithItsScopeAndHeaders(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var client = new HttpClient { BaseAddress = house.Address };
        var document = JsonDocument.Parse(await client.GetStringAsync("/api/v1/openapi.json")).RootElement;

        document.Text("openapi").ShouldStartWith("3.");
        var told = document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(m => (Key: $"{m.Name.ToUpperInvariant()} {p.Name}", m.Value))).ToDictionary(p => p.Key, p => p.Value);
        told.Keys.Order().ShouldBe(RightsTable.All.Where(r => r.Token is not null).Select(r => $"{r.Method} {r.Route.Replace(":int", "", StringComparison.Ordinal)}").Order());
        foreach (var (name, operation) in told)
        {
            operation.Text("description").ShouldStartWith("Scope: ", customMessage: name);
            operation.Text("summary").Length.ShouldBeGreaterThan(5, name);
            operation.GetProperty("responses").TryGetProperty("404", out _).ShouldBeTrue(name);
            var headers = operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray().Where(p => p.Text("in") == "header").Select(p => p.Text("name")).ToList() : [];
            headers.Contains("Idempotency-Key").ShouldBe(name.StartsWith("POST", StringComparison.Ordinal), name);
        }

        document.GetProperty("components").GetProperty("schemas").GetProperty("SendReport").GetProperty("properties").EnumerateObject().Select(p => p.Name).Order()
            .ShouldBe(["done", "measured", "nextStep", "percent", "problems", "state"]);
        document.GetProperty("components").GetProperty("securitySchemes").GetProperty("token").Text("scheme").ShouldBe("bearer");
    }

    [DatabaseFact]
    public async Task Audit_ExportedByItsAdministrator_IsWholeAndNobodyElsesToExport(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        await Cast.MakeAsync(house);
        using var audit = await Caller.OfAsync(house, "audit", TokenScope.Audit);
        var lines = (await audit.Client.GetStringAsync("audit/export")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Count(l => l.StartsWith("{\"entry\":", StringComparison.Ordinal)).ShouldBe(await house.Services.GetRequiredService<TrackerDb>().Audit.CountAsync());
        using var office = await Caller.OfAsync(house, "s", TokenScope.Audit | TokenScope.Read);
        (await office.TryAsync("audit/export")).Body.Code().ShouldBe("NotAllowed");
    }

    private static async Task<(int Id, int Version)> MineAsync(Caller liaison)
    {
        var mine = (await liaison.GetAsync("mine")).GetProperty("items")[0];
        return (mine.GetProperty("responsibility").Number("id"), mine.Number("version"));
    }
}
