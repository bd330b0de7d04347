using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Features.Prints;
using TaskTracker.Persistence;
using TaskTracker.Tests.Documents;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Prints;

public sealed class PrintsTests
{
    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    [DatabaseFact]
    public async Task Ledger_OfThePlan_HasItsResponsibilitiesAsTheListHasThem(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = house.Visit();
        using var answer = await visitor.GetAsync("/plans/small/ledger.xlsx");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(Print.Excel);
        answer.Content.Headers.ContentDisposition!.FileNameStar.ShouldBe("台账-small-2024-11-20.xlsx");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var table = Shown.Table(Shown.Document("x.xlsx", await answer.Content.ReadAsByteArrayAsync()));
        table.ShouldContain("截至2024年11月20日　共4项");
        var closed = table.Split('\n').Single(l => l.Contains("|丙局|", StringComparison.Ordinal));
        closed.ShouldContain("已销号");
        closed.ShouldEndWith("|2024年9月27日");
        var late = table.Split('\n').Single(l => l.Contains("|甲局|", StringComparison.Ordinal));
        late.ShouldContain("张三");
        late.ShouldContain("2024年10月8日");
        late.ShouldContain("已逾期 32 个工作日");
    }

    [DatabaseFact]
    public async Task Ledger_WhenNarrowed_HasWhatTheListHas(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = house.Visit();
        foreach (var query in new[] { "light=red", "light=blue", "light=yellow", "when=overdue", "when=soon", "sort=department", "light=nonsense&sort=7&when=x&department=y", "department=999999" })
        {
            var table = Shown.Table(Shown.Document("x.xlsx", await visitor.GetByteArrayAsync($"/plans/small/ledger.xlsx?{query}")));
            var listed = Regex.Count(await visitor.GetStringAsync($"/responsibilities?plan=small&{query}"), "href=\"/responsibilities/\\d+\"");
            Regex.Match(table, "共(\\d+)项").Groups[1].Value.ShouldBe(listed.ToString(CultureInfo.InvariantCulture), query);
            table.Split('\n').Length.ShouldBe(listed + 3, query);
        }
    }

    [DatabaseFact]
    public async Task Bulletin_OfTheMonth_CountsAsTheLedgerStandsAtItsEnd(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        var november = await ReadAsync(house, new(2024, 11, 1), SmallHouse.Today);
        (november.Lights.Total, november.Lights.Blue, november.Overdue.Count).ShouldBe((4, 1, 2));
        (november.MonthDue, november.MonthMet, november.MonthLate).ShouldBe((0, 0, 0));
        november.Overdue.Single(o => o.Department == "甲局").ShouldSatisfyAllConditions(o => o.Due.ShouldBe(new(2024, 10, 8)), o => o.Workdays.ShouldBe(32));

        // At the end of September the extension was granted already; on its eve it was not, nobody had met anything, and nothing was closed.
        var september = await ReadAsync(house, new(2024, 9, 1), new(2024, 9, 30));
        (september.Lights.Blue, september.MonthDue, september.MonthMet, september.MonthLate, september.Overdue.Single().Department.StartsWith("丁局", StringComparison.Ordinal)).ShouldBe((1, 3, 2, 1, true));
        var before = await ReadAsync(house, new(2024, 9, 1), new(2024, 9, 19));
        (before.Lights.Blue, before.Overdue.Count).ShouldBe((0, 0));
        var due = await ReadAsync(house, new(2024, 9, 1), new(2024, 9, 28));
        (due.MonthDue, due.Overdue.Count).ShouldBe((3, 1));
    }

    [DatabaseFact]
    public async Task Bulletin_WhenRankingIsOff_NamesTheDepartmentsWithoutAPlace(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = house.Visit();
        var ranked = await TextAsync(visitor, "/plans/small/bulletin.docx?month=2024-11");
        ranked.ShouldContain("责任事项不足5项的单位不参加排列");
        ranked.ShouldContain("甲局（1项中逾期1项）");
        ranked.ShouldContain("2024年11月任务推进情况的通报");
        var unranked = await TextAsync(visitor, "/plans/small/bulletin.docx?month=2024-11&ranking=off");
        unranked.ShouldContain("不分先后");
        unranked.ShouldNotContain("由高到低");
    }

    [DatabaseFact]
    public async Task Letters_AboutAResponsibility_SayWhatTheLedgerKnows(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = house.Visit();
        var id = await IdAsync(house, "甲局");
        foreach (var letter in new[] { "order", "talk", "rectify" })
        {
            var text = await TextAsync(visitor, $"/responsibilities/{id}/{letter}.docx");
            text.ShouldContain("试验区督查室");
            text.ShouldContain("原定2024年9月27日前完成，延期至2024年10月8日，已逾期32个工作日。");
            text.ShouldContain("草　稿");
        }

        (await TextAsync(visitor, $"/responsibilities/{id}/extension.docx")).ShouldContain("的完成时限由2024年9月27日延至2024年10月8日。");
        using var none = await visitor.GetAsync($"/responsibilities/{await IdAsync(house, "乙局")}/extension.docx");
        none.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await none.Content.ReadAsStringAsync()).ShouldContain("没有批准过延期");
    }

    [DatabaseFact]
    public async Task Prints_WhenThereIsNothingToPrint_SayWhy(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = house.Visit();
        foreach (var address in new[] { "/plans/none/ledger.xlsx", "/plans/none/bulletin.docx", "/responsibilities/999999/order.docx", "/responsibilities/999999/talk.docx", "/responsibilities/x/talk.docx" })
        {
            (await visitor.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        }

        foreach (var month in new[] { "2024-12", "2020-12", "2024-13", "x", "99999-01" })
        {
            (await visitor.GetAsync($"/plans/small/bulletin.docx?month={month}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest, month);
        }
    }

    [DatabaseFact]
    public async Task Prints_ChangeNothing(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = house.Visit();
        await using var db = database.Open();
        var before = await CountsAsync(db);
        var id = await IdAsync(house, "甲局");
        foreach (var address in new[] { "/plans/small/ledger.xlsx", "/plans/small/bulletin.docx", $"/responsibilities/{id}/order.docx", $"/responsibilities/{id}/extension.docx" })
        {
            (await visitor.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await visitor.PostAsync(address, null)).IsSuccessStatusCode.ShouldBeFalse(address);
        }

        (await CountsAsync(db)).ShouldBe(before);
    }

    [Theory]
    [InlineData("2024-11", 2024, 11)]
    [InlineData("", 2024, 1)]
    public void Month_WhenItIsOne_IsRead(string text, int year, int month) => PrintEndpoints.Month(text, new(2024, 1, 1)).ShouldBe(new(year, month, 1));

    [Theory]
    [InlineData("2024-1")]
    [InlineData("2024-11-01")]
    [InlineData("٢٠٢٤-١١")]
    public void Month_WhenItIsNone_IsNull(string text) => PrintEndpoints.Month(text, default).ShouldBeNull();

    private static async Task<Bulletin> ReadAsync(SmallHouse house, DateOnly first, DateOnly until)
    {
        await using var scope = house.Services.CreateAsyncScope();
        var plan = await scope.ServiceProvider.GetRequiredService<TrackerDb>().Plans.SingleAsync(p => p.Key == "small");
        return await scope.ServiceProvider.GetRequiredService<ReadBulletin>().GetAsync(plan, first, until, default);
    }

    private static async Task<int> IdAsync(SmallHouse house, string department)
    {
        await using var scope = house.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TrackerDb>().Responsibilities.Where(r => r.Department.Name == department).Select(r => r.Id).SingleAsync();
    }

    private static async Task<(int, int, int, int)> CountsAsync(TrackerDb db) =>
        (await db.Audit.CountAsync(), await db.Notices.CountAsync(), await db.Mails.CountAsync(), await db.Settings.CountAsync());

    private static async Task<string> TextAsync(HttpClient visitor, string address)
    {
        using var zip = new ZipArchive(new MemoryStream(await visitor.GetByteArrayAsync(address)));
        var parts = zip.Entries.Where(e => e.FullName is "word/document.xml" or "word/header1.xml").Select(e => XElement.Load(e.Open()));
        return string.Concat(parts.SelectMany(p => p.Descendants(W + "t")).Select(t => t.Value));
    }
}
