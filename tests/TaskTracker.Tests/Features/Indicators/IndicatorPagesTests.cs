using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Plans;
using TaskTracker.Features.Audit;
using TaskTracker.Features.Indicators;
using TaskTracker.Persistence;
using TaskTracker.Sweep;
using TaskTracker.Tests.Features.Import;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Indicators;

public sealed class IndicatorPagesTests
{
    private const string Targets = "/plans/small/indicators/targets";
    private const string Values = "/plans/small/indicators?year=2023";

    [DatabaseFact]
    public async Task Proposals_UntilSomebodySavesThem_AreNoTargets(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var office = new ImportVisitor(house);
        (await office.GetAsync(Targets)).ShouldContain("建议值 81.2");

        var filled = await office.PostAsync(Targets, Targets, ("_handler", "targets"), ("key", "k"), ("do", "propose"), ("target-1-2021", "79"), ("was-target-1-2021", ""), ("target-1-2022", ""), ("was-target-1-2022", ""));
        filled.Page.ShouldContain("尚未保存");
        filled.Page.ShouldContain("name=\"target-1-2022\" value=\"80.8\"");
        filled.Page.ShouldContain("name=\"target-1-2021\" value=\"79\"", customMessage: "what was typed is left alone");
        await using var db = database.Open();
        (await db.Indicators.SelectMany(i => i.YearlyTargets).CountAsync()).ShouldBe(0);
        (await db.Audit.CountAsync(e => e.Subject == AuditSubject.Indicator(1))).ShouldBe(0);
    }

    [DatabaseFact]
    public async Task Targets_WhenSaved_StandInTheLedgerAndInTheChain(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var office = new ImportVisitor(house);
        var wrong = await SetAsync(office, "82,x", "82");
        wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        wrong.Page.ShouldContain("82,x");
        (await SetAsync(office, "82.5", "82")).Location.ShouldBe($"{Targets}?saved=3");
        (await SetAsync(office, "82.5", "82")).Location.ShouldBe($"{Targets}?saved=3", "the same form sent twice");

        await using var db = database.Open();
        var indicator = await db.Indicators.Include(i => i.YearlyTargets).Include(i => i.ReportingDepartment).SingleAsync();
        indicator.YearlyTargets.OrderBy(t => t.Year).Select(t => (t.Year, t.Value)).ShouldBe([(2023, 82.5m), (2024, 82m)]);
        indicator.ReportingDepartment!.Name.ShouldBe("甲局");
        (await db.Audit.Where(e => e.Subject == AuditSubject.Indicator(1)).OrderBy(e => e.Sequence).Select(e => e.Kind).ToListAsync()).ShouldBe(["YearlyTargetsSet", "ReporterSet"]);
        (await house.Services.GetRequiredService<VerifyAudit>().HandleAsync(null, default)).Findings.ShouldBeEmpty();
        (await office.GetAsync("/indicators/1")).ShouldContain("未定 → 甲局");

        static async Task<Answer> SetAsync(ImportVisitor office, string first, string second) => await office.PostAsync(
            Targets, Targets, ("_handler", "targets"), ("key", "k"), ("do", "save"), ("reporter-1", await DepartmentAsync(office)), ("was-reporter-1", ""), ("target-1-2023", first), ("was-target-1-2023", ""), ("target-1-2024", second), ("was-target-1-2024", ""));
    }

    [DatabaseFact]
    public async Task Targets_WhenTwoSetThem_TheSecondSeesBothAndDecides(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var one = new ImportVisitor(house);
        using var other = new ImportVisitor(house);
        (await SetAsync(one, "82.5", "")).Location.ShouldNotBeNull();
        var second = await SetAsync(other, "81", "");
        second.Status.ShouldBe(HttpStatusCode.Conflict);
        second.Page.ShouldContain("他人已改为 82.5");
        second.Page.ShouldContain("name=\"target-1-2023\" value=\"81\"");
        second.Page.ShouldContain("name=\"was-target-1-2023\" value=\"82.5\"");
        (await SetAsync(other, "81", "82.5")).Location.ShouldNotBeNull();
        await using var db = database.Open();
        (await db.Indicators.SelectMany(i => i.YearlyTargets).SingleAsync()).Value.ShouldBe(81);

        static Task<Answer> SetAsync(ImportVisitor visitor, string value, string was) => visitor.PostAsync(Targets, Targets, ("_handler", "targets"), ("key", "k"), ("do", "save"), ("target-1-2023", value), ("was-target-1-2023", was));
    }

    [DatabaseFact]
    public async Task Value_OfTheReportingDepartment_ReachesTheRulesAndKeepsWhatItWas(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        await PrepareAsync(house);
        using var liaison = new ImportVisitor(house, session: await house.SignInAsync("a"));
        (await liaison.GetAsync("/mine")).ShouldContain("2023 年实际值未报 1 项");
        (await liaison.GetAsync("/plans/small?view=indicators")).ShouldNotContain("未达年度目标", customMessage: "no value yet is never behind");

        var refused = await ValueAsync(liaison, "81", "", "2024-03-01", "");
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Page.ShouldContain("请填写数据来源");
        (await ValueAsync(liaison, "81", "统计公报", "2024-03-01", "")).Location.ShouldBe($"{Values}&saved=1");
        (await liaison.GetAsync("/plans/small?view=indicators")).ShouldContain("预期性指标未达年度目标");
        await house.Services.GetRequiredService<RunSweep>().HandleAsync(SmallHouse.Today.AddDays(1), null, default);
        await using (var db = database.Open())
        {
            (await db.Signals.Where(s => s.IndicatorId == 1).Select(s => s.Light).ToListAsync()).ShouldBe([Light.Yellow], "预期性 turns yellow at most");
        }

        (await ValueAsync(liaison, "82.5", "年鉴", "2024-09-01", "81|2024-03-01|统计公报")).Location.ShouldBe($"{Values}&saved=1");
        await using (var db = database.Open())
        {
            (await db.Signals.CountAsync(s => s.IndicatorId == 1)).ShouldBe(0, "cured at once");
            (await db.Indicators.SelectMany(i => i.Observations).SingleAsync()).Value.ShouldBe(82.5m);
        }

        var told = await liaison.GetAsync("/indicators/1");
        told.ShouldContain("81（统计公报，2024-03-01） → 82.5（年鉴，2024-09-01）");
        told.ShouldContain("甲局 张三");
        (await liaison.GetAsync("/mine")).ShouldContain("已报齐");
        (await house.Services.GetRequiredService<VerifyAudit>().HandleAsync(null, default)).Findings.ShouldBeEmpty();
    }

    [DatabaseFact]
    public async Task Value_WhenSomebodyElseEnteredOne_IsShownBesideWhatWasTyped(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        await PrepareAsync(house);
        using var office = new ImportVisitor(house);
        using var liaison = new ImportVisitor(house, session: await house.SignInAsync("a"));
        (await ValueAsync(office, "81", "统计公报", "2024-03-01", "")).Location.ShouldNotBeNull();
        (await ValueAsync(office, "81", "统计公报", "2024-03-01", "")).Location.ShouldNotBeNull("the same form sent twice counts once");
        var second = await ValueAsync(liaison, "82", "年鉴", "2024-03-02", "");
        second.Status.ShouldBe(HttpStatusCode.Conflict);
        second.Page.ShouldContain("81（统计公报，2024-03-01）");
        second.Page.ShouldContain("name=\"value-1\" value=\"82\"");

        var version = await liaison.FieldAsync("/indicators/1", "version");
        (await OneAsync(office, "83", version)).Location.ShouldBe("/indicators/1");
        (await OneAsync(liaison, "84", version)).Status.ShouldBe(HttpStatusCode.Conflict);
        await using var db = database.Open();
        (await db.Indicators.SelectMany(i => i.Observations).SingleAsync()).Value.ShouldBe(83);
        (await db.Audit.CountAsync(e => e.Subject == AuditSubject.Indicator(1) && e.Kind.StartsWith("Observation"))).ShouldBe(2);

        static Task<Answer> OneAsync(ImportVisitor visitor, string value, string version) => visitor.PostAsync(
            "/indicators/1", "/indicators/1", ("_handler", "value"), ("key", "k"), ("version", version), ("year", "2023"), ("institution", ""), ("number", value), ("source", "年鉴"), ("on", "2024-05-01"));
    }

    [DatabaseFact]
    public async Task Values_OfAnInstitution_StandBesideTheWholeAndAreWithdrawn(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        await PrepareAsync(house);
        using var liaison = new ImportVisitor(house, session: await house.SignInAsync("a"));
        (await EnterAsync("别处的医院")).Page.ShouldContain("附表中没有这个机构");
        (await EnterAsync("医院" + SmallHouse.Markup)).Location.ShouldBe("/indicators/1");
        await using var db = database.Open();
        var value = await db.Indicators.SelectMany(i => i.Observations).SingleAsync();
        (value.Institution, value.Value).ShouldBe(("医院" + SmallHouse.Markup, 12m));
        (await liaison.GetAsync("/mine")).ShouldContain("未报 1 项", customMessage: "an institution's value is not the region's");

        var stood = await liaison.FieldAsync("/indicators/1", $"stood-{value.Id}");
        (await liaison.PostAsync("/indicators/1", "/indicators/1", ("_handler", "withdraw"), ("withdraw", $"{value.Id}"), ($"stood-{value.Id}", "12|2024-01-01|x"))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await liaison.PostAsync("/indicators/1", "/indicators/1", ("_handler", "withdraw"), ("withdraw", $"{value.Id}"), ($"stood-{value.Id}", stood))).Location.ShouldBe("/indicators/1");
        (await db.Indicators.SelectMany(i => i.Observations).CountAsync()).ShouldBe(0);
        (await liaison.GetAsync("/indicators/1")).ShouldContain("撤回指标值");

        Task<Answer> EnterAsync(string institution) => liaison.PostAsync(
            "/indicators/1", "/indicators/1", ("_handler", "value"), ("key", "k"), ("version", "1"), ("year", "2023"), ("institution", institution), ("number", "12"), ("source", "年报"), ("on", "2024-03-01"));
    }

    [DatabaseFact]
    public async Task Values_OfAnotherDepartmentsIndicator_AreNotTheirs(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        await PrepareAsync(house);
        using var other = new ImportVisitor(house, session: await house.SignInAsync("b"));
        (await other.GetAsync(Values)).ShouldContain("没有由您填报的指标");
        (await other.GetAsync("/indicators/1")).ShouldNotContain("name=\"number\"");
        await ValueAsync(other, "99", "自编", "2024-03-01", "");
        (await other.PostAsync("/indicators/1", "/plans/small/indicators", ("_handler", "value"), ("key", "k"), ("year", "2023"), ("number", "99"), ("source", "自编"), ("on", "2024-03-01"))).Status.ShouldNotBe(HttpStatusCode.Found);
        (await other.StatusAsync(Targets)).ShouldBe(HttpStatusCode.Forbidden);
        await using var scope = house.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TrackerDb>();
        (await db.Indicators.SelectMany(i => i.Observations).CountAsync()).ShouldBe(0);
    }

    [DatabaseFact]
    public async Task Report_WithAnOwedValue_SavesBothOrNeither(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        await PrepareAsync(house);
        using var liaison = new ImportVisitor(house, session: await house.SignInAsync("a"));
        const string page = "/responsibilities/1/report";
        var seen = await liaison.FieldAsync(page, "seen");
        (await liaison.GetAsync(page)).ShouldContain("name=\"value-1\"");
        (await SendAsync("Done", "20", "81")).Page.ShouldContain("完成比例与进展情况不一致");
        (await SendAsync("OnSchedule", "20", "八十一")).Page.ShouldContain("八十一");
        await using var db = database.Open();
        (await db.Indicators.SelectMany(i => i.Observations).CountAsync()).ShouldBe(0);
        var reports = await db.Reports.CountAsync();

        (await SendAsync("OnSchedule", "20", "81")).Location.ShouldBe("/responsibilities/1");
        (await SendAsync("OnSchedule", "20", "81")).Location.ShouldBe("/responsibilities/1", "the same form sent twice");
        (await db.Indicators.SelectMany(i => i.Observations).SingleAsync()).Value.ShouldBe(81);
        (await db.Reports.CountAsync()).ShouldBe(reports + 1);
        (await liaison.GetAsync(page)).ShouldNotContain("name=\"value-1\"", customMessage: "what is known is not asked again");

        Task<Answer> SendAsync(string state, string percent, string value) => liaison.PostAsync(page, page, ("_handler", "report"), ("key", "r"), ("seen", seen), ("state", state), ("percent", percent), ("done", "进展"), ("problems", ""), ("next", ""), ("was-1", ""), ("value-1", value), ("source-1", "公报"), ("on-1", "2024-03-01"));
    }

    [DatabaseFact]
    public async Task Values_WhenManyEnterAtOnce_AreOneAndEverybodyElseIsTold(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => Task.Run(async () =>
        {
            await using var scope = house.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<RecordObservations>().HandleAsync([new(1, "", new ObservedValue(2023, null, i, "年鉴", new(2024, 3, 1)))], default);
        })));
        outcomes.Count(o => o.Count == 0).ShouldBe(1);
        await using var db = database.Open();
        (await db.Indicators.SelectMany(i => i.Observations).CountAsync()).ShouldBe(1);
        (await db.Audit.CountAsync(e => e.Subject == AuditSubject.Indicator(1))).ShouldBe(1);
    }

    /// <summary>甲局 reports the indicator, and 2023 has a target of 82.</summary>
    private static async Task PrepareAsync(SmallHouse house)
    {
        await using var scope = house.Services.CreateAsyncScope();
        var department = await scope.ServiceProvider.GetRequiredService<TrackerDb>().Departments.Where(d => d.Name == "甲局").Select(d => d.Id).SingleAsync();
        (await scope.ServiceProvider.GetRequiredService<SetYearlyTargets>().HandleAsync("small", [new(1, 2023, null, 82)], [new(1, null, department)], default)).Conflicts.ShouldNotBeNull().ShouldBeEmpty();
    }

    private static Task<Answer> ValueAsync(ImportVisitor visitor, string value, string source, string on, string was) =>
        visitor.PostAsync(Values, Values, ("_handler", "values"), ("key", "k"), ("value-1", value), ("source-1", source), ("on-1", on), ("was-1", was));

    private static async Task<string> DepartmentAsync(ImportVisitor office) =>
        System.Text.RegularExpressions.Regex.Match(await office.GetAsync(Targets), "<option value=\"(\\d+)\"[^>]*>甲局").Groups[1].Value;
}
