using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Domain.Progress;
using TaskTracker.Persistence;
using TaskTracker.Tests.Features.Evidence;
using TaskTracker.Tests.Features.Import;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Progress;

/// <summary>The loop as liaison and supervision office walk it, page by page.</summary>
public sealed class DailyLoopTests
{
    [DatabaseFact]
    public async Task Report_WhenSubmittedReturnedAndSubmittedAgain_IsAcceptedAndEverythingIsTold(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var liaison = new ImportVisitor(house, session: await house.SignInAsync("a"));
        using var office = new ImportVisitor(house);
        var id = await IdAsync(house, "甲局");
        (await liaison.GetAsync("/mine")).ShouldContain($"/responsibilities/{id}/report");

        (await SendAsync(liaison, id, "30", "已开工")).Location.ShouldBe($"/responsibilities/{id}");
        (await liaison.GetAsync($"/responsibilities/{id}/report")).ShouldContain("已开工", customMessage: "the form is filled with the last report");

        var refused = await ReviewAsync(office, $"no:Report:{id}:", "");
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Page.ShouldContain("请填写理由");
        (await ReviewAsync(office, $"no:Report:{id}:", "补充数据")).Location.ShouldBe("/review");
        (await liaison.GetAsync("/mine")).ShouldContain("补充数据");
        (await SendAsync(liaison, id, "35", "已开工，附数据")).Status.ShouldBe(HttpStatusCode.Found);
        (await ReviewAsync(office, $"yes:Report:{id}:", "")).Location.ShouldBe("/review");
        (await ReviewAsync(office, $"yes:Report:{id}:", "")).Status.ShouldBe(HttpStatusCode.Conflict, "it no longer waits");

        var told = await office.GetAsync($"/responsibilities/{id}");
        told.ShouldContain("补充数据");
        told.ShouldContain("审核通过");
        told.ShouldContain("甲局 张三");
    }

    [DatabaseFact]
    public async Task Report_WhenSentTwice_CountsOnceAndWhenSomebodyElseReported_ShowsBoth(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var liaison = new ImportVisitor(house, session: await house.SignInAsync("a"));
        var id = await IdAsync(house, "甲局");
        var page = $"/responsibilities/{id}/report";
        var (key, seen) = (await liaison.FieldAsync(page, "key"), await liaison.FieldAsync(page, "seen"));
        var before = await CountAsync(house, id);
        for (var i = 0; i < 3; i++)
        {
            (await liaison.PostAsync(page, page, Form(key, seen, "30", "甲的进展"))).Location.ShouldBe($"/responsibilities/{id}");
        }

        (await CountAsync(house, id)).ShouldBe(before + 1);

        var second = await liaison.PostAsync(page, page, Form("another", seen, "40", "乙的进展"));
        second.Status.ShouldBe(HttpStatusCode.Conflict);
        second.Page.ShouldContain("甲的进展");
        second.Page.ShouldContain("乙的进展");
        (await CountAsync(house, id)).ShouldBe(before + 1);

        (await liaison.PostAsync(page, page, Form("another", await liaison.FieldAsync(page, "seen"), "40", "乙的进展"))).Location.ShouldBe($"/responsibilities/{id}");
        (await CountAsync(house, id)).ShouldBe(before + 2);
    }

    [DatabaseFact]
    public async Task Requests_WhenAskedOnThePages_AreDecidedInTheQueue(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var liaison = new ImportVisitor(house, session: await house.SignInAsync("a"));
        using var office = new ImportVisitor(house);
        var id = await IdAsync(house, "甲局");
        var extension = $"/responsibilities/{id}/extension";
        (await liaison.PostAsync(extension, extension, ("_handler", "extension"), ("key", "e"), ("seen", await liaison.FieldAsync(extension, "seen")), ("milestone", "2024-2"), ("until", "x"), ("reason", "雨季"))).Page.ShouldContain("雨季");
        (await liaison.PostAsync(extension, extension, ("_handler", "extension"), ("key", "e"), ("seen", await liaison.FieldAsync(extension, "seen")), ("milestone", "2024-2"), ("until", "2024-12-31"), ("reason", "雨季"))).Location.ShouldBe($"/responsibilities/{id}");
        var granted = await office.PostAsync("/review", "/review", ("_handler", "review"), ("key", "g"), ($"seen-Extension:{id}:2024-2", await office.FieldAsync("/review", $"seen-Extension:{id}:2024-2")), ("do", $"yes:Extension:{id}:2024-2"), ($"until-Extension:{id}:2024-2", "2024-12-20"));
        granted.Location.ShouldBe("/review");

        var completion = $"/responsibilities/{id}/completion";
        var without = await liaison.PostAsync(completion, completion, ("_handler", "completion"), ("key", "c"), ("seen", await liaison.FieldAsync(completion, "seen")), ("milestone", ""), ("statement", "全部完成"));
        without.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        without.Page.ShouldContain("请附上佐证材料");
        without.Page.ShouldContain("全部完成");
        (await liaison.PostFilesAsync(completion, [("验收.pdf", EvidenceFiles.Pdf)], ("_handler", "completion"), ("key", "c"), ("seen", await liaison.FieldAsync(completion, "seen")), ("milestone", ""), ("statement", "全部完成"))).Location.ShouldBe($"/responsibilities/{id}");
        (await ReviewAsync(office, $"yes:Completion:{id}:", "")).Location.ShouldBe("/review");

        await using var scope = house.Services.CreateAsyncScope();
        var done = await scope.ServiceProvider.GetRequiredService<TrackerDb>().Responsibilities.Include(r => r.Milestones).ThenInclude(m => m.Milestone).SingleAsync(r => r.Id == id);
        done.State.ShouldBe(ResponsibilityState.Closed);
        done.Milestones.Single(m => m.Milestone.Key == "2024-2").Due.ShouldBe(new(2024, 12, 20));
    }

    [DatabaseFact]
    public async Task Order_FromIssueToClosing_IsFollowedOnItsPages(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var liaison = new ImportVisitor(house, session: await house.SignInAsync("a"));
        using var office = new ImportVisitor(house);
        var id = await IdAsync(house, "甲局");
        var issue = $"/responsibilities/{id}/order";
        var wrong = await office.PostAsync(issue, issue, ("_handler", "order"), ("key", "o"), ("number", ""), ("reply-by", "2024-12-02"), ("signer", "主任"), ("requirement", "限期推进"), ("about", $"{id}"));
        wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        wrong.Page.ShouldContain("限期推进");
        var order = (await office.PostAsync(issue, issue, ("_handler", "order"), ("key", "o"), ("number", "督办〔2024〕1号"), ("reply-by", "2024-12-02"), ("signer", "主任"), ("requirement", "限期推进"), ("about", $"{id}"))).Location!;
        order.ShouldStartWith("/orders/");
        (await liaison.GetAsync("/mine")).ShouldContain("督办〔2024〕1号");

        (await StepAsync(liaison, order, "reply", ("reply", "已推进"))).Location.ShouldBe(order);
        (await StepAsync(liaison, order, "close")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await StepAsync(office, order, "accept")).Location.ShouldBe(order);
        (await StepAsync(office, order, "close")).Location.ShouldBe(order);
        (await office.GetAsync($"/responsibilities/{id}")).ShouldContain("督办单销号");
        (await office.GetAsync("/orders")).ShouldContain("没有督办单");
        (await office.GetAsync("/orders?show=all")).ShouldContain("督办〔2024〕1号");
    }

    [DatabaseFact]
    public async Task Supervision_WhenSilencedOrRectified_ShowsOnTheResponsibility(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var liaison = new ImportVisitor(house, session: await house.SignInAsync("a"));
        using var office = new ImportVisitor(house);
        var id = await IdAsync(house, "甲局");
        var page = $"/responsibilities/{id}/supervise";
        (await DoAsync("silence", ("silence-until", "2024-12-31"), ("silence-reason", "在建"), ("silence-approver", ""))).Page.ShouldContain("请填写批准人");
        (await DoAsync("silence", ("silence-until", "2024-12-31"), ("silence-reason", "在建"), ("silence-approver", "主任"))).Location.ShouldBe($"/responsibilities/{id}");
        (await office.GetAsync($"/responsibilities/{id}")).ShouldContain("暂停催办至");
        (await DoAsync("rectify", ("requirement", "补许可"), ("rectify-by", "2024-12-02"))).Location.ShouldBe($"/responsibilities/{id}");
        (await liaison.GetAsync("/mine")).ShouldContain("补许可");
        var rectification = $"/responsibilities/{id}/rectification";
        (await liaison.PostAsync(rectification, rectification, ("_handler", "rectification"), ("key", "r"), ("seen", await liaison.FieldAsync(rectification, "seen")), ("done", "已补"))).Location.ShouldBe($"/responsibilities/{id}");
        (await ReviewAsync(office, $"yes:Rectification:{id}:", "同意")).Location.ShouldBe("/review");
        (await DoAsync("visit", ("visit-kind", "Talk"), ("visit-on", "2024-11-20"), ("visit-who", "王局长"), ("visit-said", "限期推进"))).Location.ShouldBe($"/responsibilities/{id}");
        (await office.GetAsync($"/responsibilities/{id}")).ShouldContain("王局长");

        async Task<Answer> DoAsync(string what, params (string, string)[] fields) =>
            await office.PostAsync(page, page, [("_handler", "supervise"), ("key", Guid.NewGuid().ToString("N")), ("seen", await office.FieldAsync(page, "seen")), ("do", what), .. fields]);
    }

    [DatabaseFact]
    public async Task Grid_WhenOneRowIsWrong_KeepsItAndSubmitsTheOthers(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var liaison = new ImportVisitor(house, session: await house.SignInAsync("b"));
        var id = await IdAsync(house, "乙局");
        const string page = "/mine/report";
        var wrong = await liaison.PostAsync(page, page, ("_handler", "grid"), ("key", "g"), ($"seen-{id}", await liaison.FieldAsync(page, $"seen-{id}")), ($"state-{id}", "OnSchedule"), ($"percent-{id}", "x"), ($"done-{id}", "推进中"));
        wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        wrong.Page.ShouldContain("推进中");
        (await liaison.PostAsync(page, page, ("_handler", "grid"), ("key", "g"), ($"seen-{id}", await liaison.FieldAsync(page, $"seen-{id}")), ($"state-{id}", "OnSchedule"), ($"percent-{id}", "20"), ($"done-{id}", "推进中"))).Location.ShouldBe("/mine");
        (await CountAsync(house, id)).ShouldBe(1);
    }

    private static (string, string)[] Form(string key, string seen, string percent, string done) =>
        [("_handler", "report"), ("key", key), ("seen", seen), ("state", "OnSchedule"), ("percent", percent), ("done", done), ("problems", ""), ("next", "继续")];

    private static async Task<Answer> SendAsync(ImportVisitor liaison, int id, string percent, string done)
    {
        var page = $"/responsibilities/{id}/report";
        return await liaison.PostAsync(page, page, Form(await liaison.FieldAsync(page, "key"), await liaison.FieldAsync(page, "seen"), percent, done));
    }

    private static async Task<Answer> ReviewAsync(ImportVisitor office, string what, string reason)
    {
        var item = what[(what.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return await office.PostAsync("/review", "/review", ("_handler", "review"), ("key", Guid.NewGuid().ToString("N")), ($"seen-{item}", await office.FieldAsync("/review", $"seen-{item}")), ("do", what), ($"reason-{item}", reason));
    }

    private static async Task<Answer> StepAsync(ImportVisitor visitor, string order, string what, params (string, string)[] fields) =>
        await visitor.PostAsync(order, order, [("_handler", "order"), ("key", Guid.NewGuid().ToString("N")), ("seen", await visitor.FieldAsync(order, "seen")), ("do", what), .. fields]);

    private static async Task<int> IdAsync(SmallHouse house, string department)
    {
        await using var scope = house.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TrackerDb>().Responsibilities.Where(r => r.Department.Name == department && r.Task.Number == "1").Select(r => r.Id).SingleAsync();
    }

    private static async Task<int> CountAsync(SmallHouse house, int id)
    {
        await using var scope = house.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TrackerDb>().Reports.CountAsync(r => r.ResponsibilityId == id);
    }
}
