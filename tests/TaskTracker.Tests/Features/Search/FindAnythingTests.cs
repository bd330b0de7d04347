using System.Net;
using System.Text.RegularExpressions;
using TaskTracker.Tests.Access;
using TaskTracker.Tests.Features.Api;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Search;

public sealed partial class FindAnythingTests
{
    [DatabaseFact]
    public async Task Search_ForTheOffice_FindsWhateverBearsAllTheWords(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        await Cast.MakeAsync(house);
        using var office = house.Visit();
        (await GroupsAsync(office, "小规划")).ShouldBe(["规划"]);
        (await GroupsAsync(office, "没有人做")).ShouldBe(["任务"]);
        (await GroupsAsync(office, "正文")).ShouldBe(["任务"], "the wording of a task");
        (await GroupsAsync(office, "乙局")).ShouldBe(["责任", "部门"]);
        (await GroupsAsync(office, "乙局　任务")).ShouldBe(["责任"], "both words, parted as Chinese keyboards do");
        (await GroupsAsync(office, "乙局 没有人做")).ShouldBeEmpty();
        (await GroupsAsync(office, "督办单")).ShouldBeEmpty();
        (await GroupsAsync(office, "试验区1号")).ShouldBe(["督办单"]);
        (await GroupsAsync(office, "限期推进")).ShouldBe(["督办单"]);
        (await GroupsAsync(office, "李四")).ShouldBe(["人员"]);
        (await GroupsAsync(office, "SMALL")).ShouldBe(["规划"], "large letters or small");
        (await GroupsAsync(office, "  ")).ShouldBeEmpty();
        var one = await office.GetStringAsync("/search?q=%E4%B9%99%E5%B1%80&in=responsibility");
        one.ShouldContain("返回全部类别");
        one.ShouldContain("共 1 项");
    }

    [DatabaseFact]
    public async Task Search_ForOthers_FindsNothingThatTheyMayNotSee(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        await Cast.MakeAsync(house);
        using var liaison = house.Visit(session: await house.SignInAsync("a"));
        (await GroupsAsync(liaison, "甲局")).ShouldBe(["责任", "部门"]);
        (await GroupsAsync(liaison, "张三")).ShouldBe(["人员"]);
        foreach (var word in new[] { "乙局", "李四", "邻", "学校", "邻区1号" })
        {
            (await GroupsAsync(liaison, word)).ShouldBeEmpty(word);
        }

        using var office = house.Visit();
        foreach (var word in new[] { "邻局", "邻人", "建设学校", "邻区" })
        {
            (await GroupsAsync(office, word)).ShouldBeEmpty(word);
        }

        using var security = house.Visit(session: await house.SignInAsync("security"));
        (await GroupsAsync(security, "邻人")).ShouldBe(["人员"]);
        (await GroupsAsync(security, "学校")).ShouldBeEmpty();
        using var system = house.Visit(session: await house.SignInAsync("system"));
        (await system.GetAsync("/search?q=x")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [DatabaseFact]
    public async Task Search_ForWhatADatabaseReadsOtherwise_FindsItAsItIsWritten(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var office = house.Visit();
        foreach (var word in new[] { "%", "_", "\\", "'", "\"", "*", "[a-z]", "';--", "%%%", "任%务", "任_" })
        {
            (await GroupsAsync(office, word)).ShouldBeEmpty(word);
        }

        (await GroupsAsync(office, "onerror=window.xss=1")).ShouldNotBeEmpty();
        (await office.GetStringAsync($"/search?q={Uri.EscapeDataString(SmallHouse.Markup)}")).ShouldNotContain("<img");
        (await office.GetStringAsync($"/search?q={new string('x', 101)}")).ShouldContain("请输入不超过 100 个字");
        (await office.GetAsync($"/search?q={new string('x', 20_000)}")).StatusCode.ShouldBeOneOf(HttpStatusCode.RequestUriTooLong, HttpStatusCode.BadRequest);
        foreach (var odd in new[] { "/search?q=a&q=b", "/search?in=Task&q=x", "/search?q=x&page=-1", "/search?q=x&page=99999999999", "/search?q%5B%5D=x", "/search?q=%00", "/search?q=%ED%A0%80" })
        {
            (await office.GetAsync(odd)).StatusCode.ShouldBe(HttpStatusCode.OK, odd);
        }

        using var program = await Caller.OfAsync(house, "s");
        (await program.GetAsync("search?q=%E4%B9%99%E5%B1%80"))[0].Text("group").ShouldBe("responsibility");
        (await program.TryAsync($"search?q={new string('x', 101)}")).Body.Fields().ShouldBe(["q"]);
        (await program.TryAsync("search")).Body.Fields().ShouldBe(["q"]);
    }

    private static async Task<string[]> GroupsAsync(HttpClient visitor, string words)
    {
        var page = await visitor.GetStringAsync($"/search?q={Uri.EscapeDataString(words)}");
        return [.. Heading().Matches(page).Select(m => m.Groups[1].Value)];
    }

    [GeneratedRegex("<h2>(\\S+) <span")]
    private static partial Regex Heading();
}
