using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Documents;
using TaskTracker.Documents.Excel;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Progress;
using TaskTracker.Features.ReportSheets;
using TaskTracker.Letters;
using TaskTracker.Persistence;
using TaskTracker.Tests.Documents;
using TaskTracker.Tests.Features.Accounts;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.ReportSheets;

/// <summary>A sheet out, filled in, and in again, as a liaison does it.</summary>
public sealed partial class ReportSheetTests
{
    private const string Sheet = "xl/worksheets/sheet1.xml";

    [DatabaseFact]
    public async Task Sheet_FilledInAndSentBack_IsShownFirstAndReportsOnlyWhatChanged(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var liaison = new Guest(house, await house.SignInAsync("a"));
        var file = await liaison.Client.GetByteArrayAsync("/mine/reports.xlsx");
        var cells = Workbook.Cells(file, DocumentLimits.Default);
        cells.ShouldContain(c => c.Row == ReportWorkbook.HeadRow && c.Text == "已开展工作");
        cells.Single(c => c.Row == 4 && c.Column == 4).Text.ShouldBe("滞后", "the last report is there");
        Text(file).ShouldContain("hidden=\"1\"");

        (await UploadAsync(liaison, file)).Page.ShouldContain("没有改动过的行");
        var checkedPage = await UploadAsync(liaison, Changed(file, ("E4", "55"), ("F4", "主体完成")));
        checkedPage.Status.ShouldBe(HttpStatusCode.OK);
        checkedPage.Page.ShouldContain("将填报 1 项");
        (await ReportsAsync(house)).Count.ShouldBe(1, "nothing is written before it is confirmed");

        var done = await ConfirmAsync(liaison, checkedPage.Page);
        done.Page.ShouldContain("已填报 1 项");
        (await ConfirmAsync(liaison, checkedPage.Page)).Page.ShouldContain("已填报 1 项");
        var reports = await ReportsAsync(house);
        reports.Count.ShouldBe(2, "sent twice it counts once");
        (reports[1].Percent, reports[1].Done, reports[1].State, reports[1].Review).ShouldBe((55, "主体完成", ReportedState.Behind, ReviewState.Submitted));
        reports[1].NextStep.ShouldContain("下一步");
        reports[1].By.ShouldStartWith("甲局 张三");
    }

    [DatabaseFact]
    public async Task Sheet_WithErrors_TellsEachByItsCellAndWritesNothing(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var liaison = new Guest(house, await house.SignInAsync("a"));
        var file = await liaison.Client.GetByteArrayAsync("/mine/reports.xlsx");
        var key = Workbook.Cells(file, DocumentLimits.Default).Single(c => c.Row == 4 && c.Column == 1).Text;
        var other = await house.Services.GetRequiredService<TrackerDb>().Responsibilities.Where(r => r.Department.Name == "乙局").Select(r => r.Id).FirstAsync();

        foreach (var (wanted, changes) in new (string, (string, string)[])[]
        {
            ("E4", [("E4", "一半")]), ("E4", [("E4", "101")]), ("D4", [("D4", "快好了")]), ("I4", [("I4", "也许")]), ("A4", [("A4", "x")]), ("A4", [("A4", $"{other}.1"), ("F4", "别人的")]),
            ("A4", [("A4", "999999.1"), ("F4", "没有的")]), ("E4", [("D4", "未启动"), ("E4", "50")]),
        })
        {
            var page = await UploadAsync(liaison, Changed(file, changes));
            (page.Status, Regex.IsMatch(page.Page, $"<code>{wanted}</code>")).ShouldBe((HttpStatusCode.UnprocessableEntity, true), $"{wanted} {changes[^1]}: {page.Page}");
        }

        // Rows and columns where they really stand: an empty row before, the same thing twice.
        var rows = $"{Row(3, ["识别码", "状态", "完成百分比", "已开展工作", "存在问题", "下一步", "没有变化也填报"])}{Row(6, [key, "滞后", "x", "", "", "", ""])}{Row(9, [key, "坏", "", "", "", "", ""])}";
        var both = (await UploadAsync(liaison, OfficeFiles.Xlsx($"<sheetData>{rows}</sheetData>"))).Page;
        both.ShouldContain("<code>C6</code>");
        both.ShouldContain("<code>B9</code>");
        var twice = $"{Row(3, ["识别码", "状态", "完成百分比", "已开展工作", "存在问题", "下一步", "没有变化也填报"])}{Row(4, [key, "滞后", "", "甲", "", "", ""])}{Row(5, [key, "滞后", "", "乙", "", "", ""])}";
        (await UploadAsync(liaison, OfficeFiles.Xlsx($"<sheetData>{twice}</sheetData>"))).Page.ShouldContain("与第 4 行是同一事项");
        (await UploadAsync(liaison, OfficeFiles.Xlsx($"<sheetData>{Row(1, ["别的表"])}</sheetData>"))).Page.ShouldContain("没有找到表头");
        (await ReportsAsync(house)).Count.ShouldBe(1);
    }

    [DatabaseFact]
    public async Task Sheet_WhenSomebodyReportedSinceItWasMade_ShowsBothAndSendsItsOwnOnlyIfAsked(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var liaison = new Guest(house, await house.SignInAsync("a"));
        var file = await liaison.Client.GetByteArrayAsync("/mine/reports.xlsx");
        await using (var scope = house.Services.CreateAsyncScope())
        {
            var it = await scope.ServiceProvider.GetRequiredService<TrackerDb>().Responsibilities.Where(r => r.Department.Name == "甲局").Select(r => r.Id).SingleAsync();
            (await scope.ServiceProvider.GetRequiredService<RecordProgress>().HandleAsync(it, new SubmitReport(SmallHouse.Today, "同事", ReportedState.OnSchedule, 60, "同事的进展", ""), default)).ShouldBeNull();
        }

        (await UploadAsync(liaison, file)).Page.ShouldContain("没有改动过的行", customMessage: "what was not touched would otherwise undo the colleague's report");
        var page = await UploadAsync(liaison, Changed(file, ("F4", "我的进展")));
        page.Page.ShouldContain("我的进展");
        page.Page.ShouldContain("同事的进展");
        page.Page.ShouldContain("第 4 行：下载之后已有人填报");
        (await ConfirmAsync(liaison, page.Page)).Page.ShouldContain("已填报 0 项");
        (await ReportsAsync(house)).Count.ShouldBe(2);
        (await ConfirmAsync(liaison, page.Page, ("over", "4"))).Page.ShouldContain("已填报 1 项");
        (await ReportsAsync(house))[^1].Done.ShouldBe("我的进展");
    }

    [DatabaseFact]
    public async Task Sheet_ThatIsHostile_IsRefusedAndAForgedConfirmationToo(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var liaison = new Guest(house, await house.SignInAsync("a"));
        var tried = 0;
        foreach (var hostile in HostileFiles.All.Where(f => f.Name.EndsWith(".xlsx", StringComparison.Ordinal)))
        {
            var page = await UploadAsync(liaison, hostile.Make());
            page.Status.ShouldBeOneOf([HttpStatusCode.UnprocessableEntity, HttpStatusCode.SeeOther], hostile.Name);
            tried++;
        }

        tried.ShouldBeGreaterThan(3);
        (await UploadAsync(liaison, new byte[9 << 20])).Location.ShouldBe("/mine/sheet?problem=too-large");
        (await UploadAsync(liaison, Encoding.UTF8.GetBytes("识别码,状态"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        using var other = new Guest(house, await house.SignInAsync("b"));
        var file = await liaison.Client.GetByteArrayAsync("/mine/reports.xlsx");
        var shown = (await UploadAsync(liaison, Changed(file, ("F4", "x")))).Page;
        (await ConfirmAsync(other, shown)).Status.ShouldBe(HttpStatusCode.Conflict, "what one person looked at another can't confirm");
        (await liaison.PostAsync("/mine/sheet", ("_handler", "confirm"), ("key", "k"), ("lines", "[]"))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await ReportsAsync(house)).Count.ShouldBe(1);
    }

    [DatabaseFact]
    public async Task Sheet_WithTextsThatLookLikeFormulas_HoldsNoneAndBringsThemBackAsTheyWere(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var liaison = new Guest(house, await house.SignInAsync("a"));
        await using (var scope = house.Services.CreateAsyncScope())
        {
            var it = await scope.ServiceProvider.GetRequiredService<TrackerDb>().Responsibilities.Where(r => r.Department.Name == "甲局").Select(r => r.Id).SingleAsync();
            (await scope.ServiceProvider.GetRequiredService<RecordProgress>().HandleAsync(it, new SubmitReport(SmallHouse.Today, "甲局", ReportedState.Behind, null, "=HYPERLINK(\"http://x\")", "+1"), default)).ShouldBeNull();
        }

        var file = await liaison.Client.GetByteArrayAsync("/mine/reports.xlsx");
        Text(file).ShouldNotContain("<f>");
        Workbook.Cells(file, DocumentLimits.Default).Single(c => c.Row == 4 && c.Column == 6).Text.ShouldBe("'=HYPERLINK(\"http://x\")");
        (await UploadAsync(liaison, file)).Page.ShouldContain("没有改动过的行", customMessage: "the mark against formulas is no change");
        var page = await UploadAsync(liaison, Changed(file, ("E4", "30")));
        (await ConfirmAsync(liaison, page.Page)).Page.ShouldContain("已填报 1 项");
        var last = (await ReportsAsync(house))[^1];
        (last.Percent, last.Done, last.NextStep).ShouldBe((30, "=HYPERLINK(\"http://x\")", "+1"));
    }

    private static async Task<List<ProgressReport>> ReportsAsync(SmallHouse house)
    {
        await using var db = await house.Services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync();
        return await db.Reports.AsNoTracking().OrderBy(r => r.Id).ToListAsync();
    }

    private static async Task<GuestAnswer> UploadAsync(Guest person, byte[] file)
    {
        var token = Token().Match(await person.Client.GetStringAsync("/mine/sheet")).Groups[1].Value;
        using var form = new MultipartFormDataContent { { new StringContent("upload"), "_handler" }, { new StringContent(token), "__RequestVerificationToken" } };
        form.Add(new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }, "file", "填报.xlsx");
        using var answer = await person.Client.PostAsync("/mine/sheet", form);
        return new(answer.StatusCode, answer.Headers.Location?.ToString(), WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), "");
    }

    private static async Task<GuestAnswer> ConfirmAsync(Guest person, string page, params (string, string)[] more)
    {
        var answer = await person.PostAsync("/mine/sheet", [("_handler", "confirm"), ("key", Key().Match(page).Groups[1].Value), ("lines", Lines().Match(page).Groups[1].Value), .. more]);
        return answer with { Page = WebUtility.HtmlDecode(answer.Page) };
    }

    /// <summary>The file with other texts in some of its cells.</summary>
    private static byte[] Changed(byte[] file, params (string Cell, string Text)[] changes) => OfficeFiles.Zip(HostileFiles.Parts(file).Select(part => part.Name != Sheet ? part : (part.Name, Encoding.UTF8.GetBytes(
        changes.Aggregate(Encoding.UTF8.GetString(part.Content), (xml, change) => Regex.Replace(xml, $"<c r=\"{change.Cell}\"( s=\"\\d+\")[^>]*?(/>|>.*?</c>)", $"<c r=\"{change.Cell}\"$1 t=\"inlineStr\"><is><t>{change.Text}</t></is></c>"))))));

    private static string Text(byte[] file) => Encoding.UTF8.GetString(HostileFiles.Parts(file).Single(p => p.Name == Sheet).Content);

    private static string Row(int number, string[] cells) =>
        $"<row r=\"{number}\">{string.Concat(cells.Select((text, i) => text.Length == 0 ? "" : $"<c r=\"{(char)('A' + i)}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"))}</row>";

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"key\" value=\"([^\"]+)")]
    private static partial Regex Key();

    [GeneratedRegex("name=\"lines\" value=\"([^\"]+)")]
    private static partial Regex Lines();
}
