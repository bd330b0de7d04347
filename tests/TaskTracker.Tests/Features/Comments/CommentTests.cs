using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Access;
using TaskTracker.Persistence;
using TaskTracker.Tests.Access;
using TaskTracker.Tests.Features.Accounts;
using TaskTracker.Tests.Features.Api;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Comments;

public sealed class CommentTests
{
    [DatabaseFact]
    public async Task Comment_MadeOnThePage_StandsInTheTimelineUntilItsAuthorWithdrawsIt(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        await Cast.MakeAsync(house);
        using var liaison = new Guest(house, await house.SignInAsync("a"));
        using var office = new Guest(house, house.Supervisor);
        var id = (await Things.OfAsync(house, Cast.Own)).Responsibility;
        var mails = await MailsAsync(house);
        for (var i = 0; i < 2; i++)
        {
            (await AddAsync(liaison, id, "请看<b>现场</b>照片", "k")).Location.ShouldEndWith($"/responsibilities/{id}#timeline");
        }

        (await AddAsync(liaison, id, " ", "k2")).Page.ShouldContain("请填写评论");
        var tooLong = await AddAsync(liaison, id, new string('长', 1001), "k3");
        (tooLong.Status, tooLong.Page.Contains(new string('长', 1001), StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true), "what was typed is kept");

        var page = await ReadAsync(office, id);
        page.Split("请看<b>现场</b>照片").Length.ShouldBe(2, "sent twice it counts once");
        page.ShouldNotContain("撤回", customMessage: "it is another's");
        (await house.Services.GetRequiredService<TrackerDb>().Audit.Where(e => e.Kind == "Commented").ToListAsync()).Single().By.ShouldStartWith("甲局 张三");
        var number = (await house.Services.GetRequiredService<TrackerDb>().Audit.SingleAsync(e => e.Kind == "Commented")).Sequence;

        (await office.PostAsync($"/responsibilities/{id}/comments/{number}/withdraw")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await liaison.PostAsync($"/responsibilities/{id}/comments/1/withdraw")).Status.ShouldBe(HttpStatusCode.NotFound, "not a comment");
        for (var i = 0; i < 2; i++)
        {
            (await liaison.PostAsync($"/responsibilities/{id}/comments/{number}/withdraw")).Status.ShouldBe(HttpStatusCode.SeeOther);
        }

        page = await ReadAsync(office, id);
        page.ShouldContain("（作者已撤回）");
        page.ShouldNotContain("现场");
        (await MailsAsync(house)).ShouldBe(mails, "nobody is written to");
    }

    [DatabaseFact]
    public async Task Comment_OfWhoOnlyLooksOn_IsRefused(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        await Cast.MakeAsync(house);
        var id = (await Things.OfAsync(house, Cast.Own)).Responsibility;
        foreach (var (person, status) in new[] { ("leader", HttpStatusCode.Forbidden), ("evaluator", HttpStatusCode.Forbidden), ("b", HttpStatusCode.NotFound) })
        {
            using var guest = new Guest(house, await house.SignInAsync(person));
            (await AddAsync(guest, id, "x", "k")).Status.ShouldBe(status, person);
        }

        (await house.Services.GetRequiredService<TrackerDb>().Audit.AnyAsync(e => e.Kind == "Commented")).ShouldBeFalse();
    }

    [DatabaseFact]
    public async Task Comment_OfAProgram_CountsOnceAndIsWithdrawnByItsNumber(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var office = await Caller.OfAsync(house, "s", TokenScope.Read | TokenScope.Report);
        var id = (await office.GetAsync("responsibilities")).GetProperty("items")[0].Number("id");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => office.PostAsync($"responsibilities/{id}/comments", new { text = "请补充数据" }, key: "same")));
        answers.ShouldAllBe(a => a.Status == HttpStatusCode.OK);
        var mine = answers[0].Body.GetProperty("timeline").EnumerateArray().Single(e => e.Text("kind") == "Commented");
        var withdrawn = await office.PostAsync($"responsibilities/{id}/comments/{mine.Number("withdrawable")}/withdraw", new { });
        withdrawn.Body.GetProperty("timeline").EnumerateArray().Single(e => e.Text("kind") == "Commented").Text("detail").ShouldBe("(withdrawn by its author)");
        (await office.PostAsync($"responsibilities/{id}/comments", new { text = "" })).Body.Code().ShouldBe("TextMissing");
        (await office.PostAsync($"responsibilities/{id}/comments/1/withdraw", new { })).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<GuestAnswer> AddAsync(Guest person, int id, string text, string key) => person.PostAsync($"/responsibilities/{id}/comment", ("_handler", "comment"), ("key", key), ("text", text));

    private static async Task<string> ReadAsync(Guest person, int id) => WebUtility.HtmlDecode(await person.Client.GetStringAsync($"/responsibilities/{id}"));

    private static async Task<int> MailsAsync(SmallHouse house)
    {
        await using var db = await house.Services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync();
        return await db.Mails.CountAsync() + await db.Notices.CountAsync();
    }
}
