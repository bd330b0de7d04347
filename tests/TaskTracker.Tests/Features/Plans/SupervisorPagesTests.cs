using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Progress;
using TaskTracker.Persistence;
using TaskTracker.Tests.Features.Import;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Plans;

/// <summary>The supervision office's pages as it fills them in.</summary>
public sealed class SupervisorPagesTests
{
    private const string Grid = "/plans/small/breakdown?year=2024";

    [DatabaseFact]
    public async Task Breakdown_WhenACellIsWrong_ShowsItThereAndLosesNothing(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var office = new ImportVisitor(house);
        var task = await TaskAsync(house, "2");
        var seen = await office.FieldAsync(Grid, $"seen-{task}.n0");

        var wrong = await SaveAsync(office, ("line", $"{task}.n0"), ($"seen-{task}.n0", seen), ($"due-{task}.n0", "2024-11-19"), ($"text-{task}.n0", "完成选址"), ($"subject-{task}.n0", "选址"), ($"value-{task}.n0", "x"));
        wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        wrong.Page.ShouldContain("完成选址");
        wrong.Page.ShouldContain("有 2 处需要改正");
        Regex.IsMatch(wrong.Page, $"name=\"value-{task}.n0\" value=\"x\"[^>]*aria-invalid=\"true\"").ShouldBeTrue();
        (await CountAsync(house, task)).ShouldBe(0);

        var more = await office.PostAsync(Grid, Grid, ("_handler", "breakdown"), ("key", "k"), ("more", $"{task}"), ("line", $"{task}.n0"), ($"text-{task}.n0", "完成选址"));
        more.Page.ShouldContain($"text-{task}.n1");
        more.Page.ShouldContain("完成选址");

        (await SaveAsync(office, ("line", $"{task}.n0"), ($"seen-{task}.n0", seen), ($"due-{task}.n0", "2024-12-20"), ($"text-{task}.n0", "完成选址"))).Location.ShouldEndWith("saved=1");
        (await office.GetAsync("/plans/small/breakdown?year=2024&only=unset")).ShouldNotContain("没有人做的任务");
        (await CountAsync(house, task)).ShouldBe(1);
    }

    [DatabaseFact]
    public async Task Breakdown_WhenSomebodyElseSavedFirst_ShowsBothVersions(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var office = new ImportVisitor(house);
        var task = await TaskAsync(house, "1");
        await using var scope = house.Services.CreateAsyncScope();
        var milestone = await scope.ServiceProvider.GetRequiredService<TrackerDb>().Milestones.SingleAsync(m => m.TaskId == task && m.Key == "2024-2");
        var line = $"{task}.{milestone.Id}";
        var seen = await office.FieldAsync(Grid, $"seen-{line}");
        (string, string)[] Line(string text, string mark) => [("line", line), ($"seen-{line}", mark), ($"due-{line}", $"{milestone.Due:yyyy-MM-dd}"), ($"text-{line}", text), .. MeasureOf(line, milestone)];

        (await SaveAsync(office, Line("先改的", seen))).Location.ShouldNotBeNull();
        var second = await SaveAsync(office, Line("后改的", seen));
        second.Status.ShouldBe(HttpStatusCode.Conflict);
        second.Page.ShouldContain("先改的");
        second.Page.ShouldContain("后改的");
        (await SaveAsync(office, Line("后改的", Regex.Match(second.Page, $"name=\"seen-{line}\" value=\"(\\w+)\"").Groups[1].Value))).Location.ShouldNotBeNull();
    }

    [DatabaseFact]
    public async Task Assign_FromPreviewToApplying_MakesWhatWasShown(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var office = new ImportVisitor(house);
        const string page = "/plans/small/assign?only=unassigned";
        var task = await TaskAsync(house, "2");
        await using var scope = house.Services.CreateAsyncScope();
        var group = await scope.ServiceProvider.GetRequiredService<TrackerDb>().Departments.Where(d => d.Name == "各局").Select(d => d.Id).SingleAsync();
        (await office.PostAsync(page, page, ("_handler", "assign"), ("key", "k"), ("do", "preview"), ("task", $"{task}"))).Page.ShouldContain("请勾选责任单位");

        var shown = await office.PostAsync(page, page, ("_handler", "assign"), ("key", "k"), ("do", "preview"), ("task", $"{task}"), ("department", $"{group}"), ("role", "Support"));
        shown.Page.ShouldContain("将指派 1 项任务，新增 3 项责任");
        shown.Page.ShouldContain("各局：乙局、丙局");
        var mark = Regex.Match(shown.Page, "name=\"seen\" value=\"(\\w+)\"").Groups[1].Value;
        (await office.PostAsync(page, page, ("_handler", "assign"), ("key", "k"), ("do", "apply"), ("seen", "x"), ("task", $"{task}"), ("department", $"{group}"), ("role", "Support"))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await office.PostAsync(page, page, ("_handler", "assign"), ("key", "k"), ("do", "apply"), ("seen", mark), ("task", $"{task}"), ("department", $"{group}"), ("role", "Support"))).Location.ShouldEndWith("done=1");
        (await scope.ServiceProvider.GetRequiredService<TrackerDb>().Responsibilities.CountAsync(r => r.TaskId == task && r.Role == ResponsibilityRole.Support)).ShouldBe(3);
    }

    [DatabaseFact]
    public async Task Decision_AboutATask_AdjustsShowsBothVersionsAndCancels(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var office = new ImportVisitor(house);
        var task = await TaskAsync(house, "1");
        var page = $"/tasks/{task}/decision";
        (await office.GetAsync($"/tasks/{task}")).ShouldContain(page);
        var (seen, title) = (await office.FieldAsync(page, "seen"), await office.FieldAsync(page, "title"));

        var without = await AdjustAsync("a", seen, "改名一", "");
        without.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        without.Page.ShouldContain("改名一");
        (await AdjustAsync("a", seen, "改名一", "试政发〔2024〕3号")).Location.ShouldBe($"/tasks/{task}");
        (await AdjustAsync("a", seen, "改名一", "试政发〔2024〕3号")).Location.ShouldBe($"/tasks/{task}", "the same form again");
        var second = await AdjustAsync("b", seen, "改名二", "试政发〔2024〕4号");
        second.Status.ShouldBe(HttpStatusCode.Conflict);
        second.Page.ShouldContain("改名一");
        second.Page.ShouldContain("改名二");

        (await office.PostAsync(page, page, ("_handler", "cancel"), ("decision", "试政发〔2024〕5号"))).Page.ShouldContain("请先勾选");
        (await office.PostAsync(page, page, ("_handler", "cancel"), ("decision", "试政发〔2024〕5号"), ("sure", "true"))).Location.ShouldBe($"/tasks/{task}");
        (await office.GetAsync($"/tasks/{task}")).ShouldContain("试政发〔2024〕5号");
        (await office.StatusAsync(page)).ShouldBe(HttpStatusCode.NotFound);

        Task<Answer> AdjustAsync(string key, string mark, string name, string decision) =>
            office.PostAsync(page, page, ("_handler", "adjust"), ("key", key), ("seen", mark), ("title", name), ("decision", decision));
    }

    [DatabaseFact]
    public async Task Reorganise_WhenSplitOnThePage_AsksForEachAndMovesAsShown(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var office = new ImportVisitor(house);
        const string page = "/departments/reorganise";
        await using var scope = house.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TrackerDb>();
        var old = await db.Departments.Where(d => d.Name == "甲局").Select(d => d.Id).SingleAsync();
        var responsibility = await db.Responsibilities.Where(r => r.DepartmentId == old).Select(r => r.Id).SingleAsync();

        (await SendAsync("preview", "甲委\n乙委", "")).Page.ShouldContain("请填写决定文号");
        var shown = await SendAsync("preview", "甲委\n乙委", "机构改革方案");
        shown.Page.ShouldContain("甲局 拆分为 甲委、乙委");
        var mark = Regex.Match(shown.Page, "name=\"seen\" value=\"(\\w+)\"").Groups[1].Value;
        var unclear = await SendAsync("apply", "甲委\n乙委", "机构改革方案", ("seen", mark));
        (unclear.Status, unclear.Page.Contains("机构改革方案")).ShouldBe((HttpStatusCode.UnprocessableEntity, true));
        (await SendAsync("apply", "甲委\n乙委", "机构改革方案", ("seen", "x"), ($"goes-{responsibility}", "乙委"))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await SendAsync("apply", "甲委\n乙委", "机构改革方案", ("seen", mark), ($"goes-{responsibility}", "乙委"))).Location.ShouldEndWith("done=1");
        (await db.Responsibilities.Where(r => r.Id == responsibility).Select(r => r.Department.Name).SingleAsync()).ShouldBe("乙委");
        (await SendAsync("preview", "丙委", "又一个")).Page.ShouldContain("有单位已经撤并");

        Task<Answer> SendAsync(string what, string names, string decision, params (string, string)[] more) => office.PostAsync(
            page, page, [("_handler", "reorganise"), ("key", "k"), ("do", what), ("department", $"{old}"), ("successors", names), ("from", "2024-11-20"), ("decision", decision), .. more]);
    }

    [DatabaseFact]
    public async Task Settings_WhenSaved_AreKeptAndTheBulletinObeys(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var office = new ImportVisitor(house);
        const string page = "/plans/small/settings";
        var task = await TaskAsync(house, "1");
        (await office.GetAsync("/plans/small")).ShouldContain("name=\"ranking\"");
        var seen = await office.FieldAsync(page, "seen");
        (await office.PostAsync(page, page, ("_handler", "settings"), ("key", "k"), ("seen", seen), ("cadence", "Yearly"), ("workday", "x"))).Page.ShouldContain("请填写一至 20 的整数");
        (await office.PostAsync(page, page, ("_handler", "settings"), ("key", "k"), ("seen", seen), ("cadence", "HalfYearly"), ("workday", "8"), ($"task-{task}", "Monthly"))).Location.ShouldEndWith("saved=1");

        (await office.GetAsync("/plans/small")).ShouldNotContain("name=\"ranking\"");
        await using var scope = house.Services.CreateAsyncScope();
        var plan = await scope.ServiceProvider.GetRequiredService<TrackerDb>().Plans.Include(p => p.Tasks).SingleAsync(p => p.Key == "small");
        (plan.ReportCadence, plan.ReportDueWorkday, plan.Ranks, plan.ReportCadenceFrom).ShouldBe((ReportCadence.HalfYearly, 8, false, SmallHouse.Today));
        plan.Tasks.Single(t => t.Id == task).ReportCadence.ShouldBe(ReportCadence.Monthly);
        var stale = await office.PostAsync(page, page, ("_handler", "settings"), ("key", "other"), ("seen", seen), ("cadence", "Yearly"), ("workday", "8"));
        stale.Status.ShouldBe(HttpStatusCode.Conflict);
        stale.Page.ShouldContain("现在是");
    }

    [DatabaseFact]
    public async Task Visits_AreListedByTheirFiltersAndHaveALetter(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var office = new ImportVisitor(house);
        await using (var scope = house.Services.CreateAsyncScope())
        {
            var id = await scope.ServiceProvider.GetRequiredService<TrackerDb>().Responsibilities.Where(r => r.Department.Name == "甲局").Select(r => r.Id).SingleAsync();
            var record = scope.ServiceProvider.GetRequiredService<RecordProgress>();
            (await record.HandleAsync(id, new RecordVisit(SmallHouse.Today, "督查室", VisitKind.Visit, new(2024, 11, 4), "张科长", "现场未开工", ""), default)).ShouldBeNull();
            (await record.HandleAsync(id, new RecordVisit(SmallHouse.Today, "督查室", VisitKind.Talk, new(2024, 11, 19), "王局长", "进展缓慢", "月底前完成"), default)).ShouldBeNull();
            (await office.StatusAsync($"/responsibilities/{id}/visits/2/letter.docx")).ShouldBe(HttpStatusCode.OK);
            (await office.StatusAsync($"/responsibilities/{id}/visits/3/letter.docx")).ShouldBe(HttpStatusCode.NotFound);
        }

        var all = await office.GetAsync("/visits");
        all.IndexOf("王局长", StringComparison.Ordinal).ShouldBeLessThan(all.IndexOf("张科长", StringComparison.Ordinal));
        foreach (var (query, shows, hides) in new[] { ("kind=talk", "王局长", "张科长"), ("until=2024-11-10", "张科长", "王局长"), ("from=2024-11-10", "王局长", "张科长"), ("plan=other", "没有这样的记录", "王局长") })
        {
            var page = await office.GetAsync($"/visits?{query}");
            page.ShouldContain(shows);
            page.ShouldNotContain(hides);
        }
    }

    private static Task<Answer> SaveAsync(ImportVisitor office, params (string, string)[] fields) => office.PostAsync(Grid, Grid, [("_handler", "breakdown"), ("key", Guid.NewGuid().ToString("N")), ("do", "save"), .. fields]);

    private static IEnumerable<(string, string)> MeasureOf(string line, Milestone milestone) => milestone.Measure is not { } m ? []
        : [($"subject-{line}", m.Subject), ($"op-{line}", m.Operator), ($"value-{line}", m.Value.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture)), ($"unit-{line}", m.Unit)];

    private static async Task<int> TaskAsync(SmallHouse house, string number)
    {
        await using var scope = house.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TrackerDb>().Tasks.Where(t => t.Number == number).Select(t => t.Id).SingleAsync();
    }

    private static async Task<int> CountAsync(SmallHouse house, int task)
    {
        await using var scope = house.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TrackerDb>().Milestones.CountAsync(m => m.TaskId == task);
    }
}
