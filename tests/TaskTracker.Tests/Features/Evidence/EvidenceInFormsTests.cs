using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TaskTracker.Features.Audit;
using TaskTracker.Features.Evidence;
using TaskTracker.Tests.Features.Import;
using TaskTracker.Tests.Fixtures;
using static TaskTracker.Tests.Features.Evidence.EvidenceFiles;

namespace TaskTracker.Tests.Features.Evidence;

/// <summary>Files that come with a report or request, in its own form.</summary>
public sealed class EvidenceInFormsTests
{
    private const string Report = "/responsibilities/1/report";
    private const string Extension = "/responsibilities/1/extension";
    private const string Completion = "/responsibilities/1/completion";

    [DatabaseFact]
    public async Task Report_WithFiles_TakesThemWithItOnceAndShowsThemInTheQueue(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var liaison = new ImportVisitor(house, session: await house.SignInAsync("a"));
        using var office = new ImportVisitor(house);
        var seen = await liaison.FieldAsync(Report, "seen");
        (await SendAsync()).Location.ShouldBe("/responsibilities/1");
        (await SendAsync()).Location.ShouldBe("/responsibilities/1");

        await using var db = database.Open();
        var files = await db.Evidence.OrderBy(e => e.Id).ToListAsync();
        var report = await db.Reports.OrderBy(r => r.Id).LastAsync();
        files.Select(f => (f.FileName, f.Purpose, f.ReportId)).ShouldBe([("照片.png", EvidencePurpose.Report, report.Id), ("说明.pdf", EvidencePurpose.Report, report.Id)]);
        report.Evidence.ShouldBe(files.Select(f => f.Id));
        (await db.Audit.CountAsync(e => e.Kind == "EvidenceAttached")).ShouldBe(2);
        var queue = await office.GetAsync("/review");
        queue.ShouldContain("照片.png");
        queue.ShouldContain($"/evidence/{files[1].Id}");
        (await liaison.GetAsync(Report)).ShouldNotContain("说明.pdf", customMessage: "a form has no files chosen for it");
        (await house.Services.GetRequiredService<VerifyAudit>().HandleAsync(null, default)).Findings.ShouldBeEmpty();

        Task<Answer> SendAsync() => liaison.PostFilesAsync(Report, [("照片.png", Png), ("说明.pdf", Pdf)], ("_handler", "report"), ("key", "k"), ("seen", seen), ("state", "OnSchedule"), ("percent", "30"), ("done", "已开工"), ("problems", ""), ("next", ""));
    }

    [DatabaseFact]
    public async Task Form_WhenAFileOrAFieldIsWrong_KeepsTheWordsAndTakesNothing(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var liaison = new ImportVisitor(house, session: await house.SignInAsync("a"));
        await using var db = database.Open();
        var reports = await db.Reports.CountAsync();
        var refused = await SendAsync("30", ("好.pdf", Pdf), ("坏.svg", Svg));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Page.ShouldContain("“坏.svg”未上传：不接受这种文件");
        refused.Page.ShouldContain("已开工");
        var contradicts = await SendAsync("100", ("好.pdf", Pdf));
        contradicts.Page.ShouldContain("完成比例与进展情况不一致");
        contradicts.Page.ShouldContain("请重新选择文件");
        (await SendAsync("0", [.. Enumerable.Range(0, 11).Select(i => ($"{i}.pdf", (byte[])[.. Pdf, (byte)i]))])).Page.ShouldContain("文件个数已达上限");
        house.Services.GetRequiredService<IOptions<EvidenceOptions>>().Value.Scanner = "/bin/false";
        (await SendAsync("0", ("好.pdf", Pdf))).Page.ShouldContain("病毒扫描未通过");
        house.Services.GetRequiredService<IOptions<EvidenceOptions>>().Value.Scanner = "";
        house.Services.GetRequiredService<IOptions<EvidenceOptions>>().Value.LargestDay = 0;
        (await SendAsync("0", ("好.pdf", Pdf))).Page.ShouldContain("今日上传总量已达上限");

        (await db.Evidence.CountAsync()).ShouldBe(0);
        (await db.Reports.CountAsync()).ShouldBe(reports);
        (await db.Audit.CountAsync(e => e.Kind == "EvidenceAttached")).ShouldBe(0);

        async Task<Answer> SendAsync(string percent, params (string, byte[])[] files) =>
            await liaison.PostFilesAsync(Report, files, ("_handler", "report"), ("key", "k"), ("seen", await liaison.FieldAsync(Report, "seen")), ("state", "NotStarted"), ("percent", percent), ("done", "已开工"), ("problems", ""), ("next", ""));
    }

    [DatabaseFact]
    public async Task Completion_UsesFilesPutInBefore_AndNotThoseOfAnotherRequest(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var liaison = new ImportVisitor(house, session: await house.SignInAsync("a"));
        using var office = new ImportVisitor(house);
        (await AskAsync("2024-2")).Page.ShouldContain("请附上佐证材料");
        (await liaison.PostFilesAsync("/responsibilities/1", "/responsibilities/1/evidence", [("验收.pdf", Pdf)], ("purpose", "Completion"))).Location.ShouldBe("/responsibilities/1#evidence");
        (await liaison.GetAsync(Completion)).ShouldContain("验收.pdf");
        (await AskAsync("2024-2")).Location.ShouldBe("/responsibilities/1");
        (await AskAsync("2024-1")).Page.ShouldContain("请附上佐证材料", customMessage: "the file was for another milestone");

        var queue = await office.GetAsync("/review?kind=completion");
        queue.ShouldContain("验收.pdf");
        var item = "Completion:1:2024-2";
        (await office.PostAsync("/review", "/review", ("_handler", "review"), ("key", "n"), ($"seen-{item}", await office.FieldAsync("/review", $"seen-{item}")), ("do", $"no:{item}"), ($"reason-{item}", "缺盖章"))).Location.ShouldBe("/review");
        (await AskAsync("2024-2")).Location.ShouldBe("/responsibilities/1", "returned, the file counts again for the same milestone");
        await using var db = database.Open();
        (await db.Completions.OrderBy(c => c.Id).Select(c => c.Evidence).ToListAsync()).ShouldAllBe(ids => ids.SequenceEqual(new[] { 1 }));

        async Task<Answer> AskAsync(string milestone) => await liaison.PostFilesAsync(Completion, [], ("_handler", "completion"), ("key", Guid.NewGuid().ToString("N")), ("seen", await liaison.FieldAsync(Completion, "seen")), ("milestone", milestone), ("statement", "完成"));
    }

    [DatabaseFact]
    public async Task Extension_WithAFile_ShowsItBesideTheRequest(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var liaison = new ImportVisitor(house, session: await house.SignInAsync("a"));
        using var office = new ImportVisitor(house);
        (await liaison.PostFilesAsync(Extension, [("会议纪要.pdf", Pdf)], ("_handler", "extension"), ("key", "e"), ("seen", await liaison.FieldAsync(Extension, "seen")), ("milestone", "2024-2"), ("until", "2024-12-31"), ("reason", "雨季"))).Location.ShouldBe("/responsibilities/1");
        (await office.GetAsync("/review?kind=extension")).ShouldContain("会议纪要.pdf");
        (await liaison.GetAsync(Extension)).ShouldContain("会议纪要.pdf");
    }

    [DatabaseFact]
    public async Task Form_WithMoreBytesThanARequestMayHave_LeadsBackAndSaysSo(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var liaison = new ImportVisitor(house, session: await house.SignInAsync("a"));
        var led = await liaison.PostFilesAsync(Report, [("大.pdf", new byte[65 << 20])], ("_handler", "report"));
        led.Location.ShouldBe($"{Report}?refused=TooLarge");
        (await liaison.GetAsync(led.Location!)).ShouldContain("合计不能超过 64 MB");
    }
}
