using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Documents;
using TaskTracker.Features.Import;
using TaskTracker.Persistence;
using TaskTracker.Domain.Plans;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Import;

public sealed class ImportPagesTests
{
    [DatabaseFact]
    public async Task Draft_WhenUploadedCorrectedConfirmedAndPublished_StandsInTheLedger(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = new ImportVisitor(house.Address);
        var draft = await UploadAsync(visitor, "规划.txt", SampleDocument.Text);
        var page = await visitor.GetAsync(draft);
        page.ShouldContain("建设社区医院");
        page.ShouldContain("已确认 0/4 项任务");

        // Corrected: another title, a department more, the first one's role, a measure.
        var saved = await visitor.PostAsync($"{draft}/tasks/1", $"{draft}/tasks/1", [.. TaskForm(title: "建好社区医院"), ("do", "confirm")]);
        (saved.Status, saved.Location).ShouldBe((HttpStatusCode.Found, $"{draft}#t-1"));
        await visitor.PostAsync($"{draft}/departments", $"{draft}/departments", ("_handler", "departments"), ("do", "all"));
        foreach (var task in new[] { 2, 3, 4 })
        {
            (await visitor.PostAsync($"{draft}/tasks/{task}/confirm", draft, ("version", "1"), ("confirmed", "true"))).Location.ShouldBe($"{draft}#t-{task}");
        }

        (await visitor.PostAsync($"{draft}/publish", $"{draft}", ("_handler", "publish"), ("version", await VersionAsync(house, 1)))).Page.ShouldContain("疑点未核对");
        await CheckAllAsync(house, visitor, draft);
        var version = await visitor.FieldAsync($"{draft}/publish", "version");
        var published = await visitor.PostAsync($"{draft}/publish", $"{draft}/publish", ("_handler", "publish"), ("version", version));
        (published.Status, WebUtility.UrlDecode(published.Location)).ShouldBe((HttpStatusCode.Found, "/plans/规划"));
        (await visitor.GetAsync("/plans/规划")).ShouldContain("建好社区医院");

        await using var scope = house.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TrackerDb>();
        var one = await db.Tasks.Include(t => t.Shares).ThenInclude(s => s.Department).Include(t => t.Milestones).SingleAsync(t => t.Title == "建好社区医院");
        one.Text.ShouldStartWith("建设社区医院。");
        one.Shares.OrderBy(s => s.Position).Select(s => $"{s.Department.Name} {s.Role}").ShouldBe(["甲局 Lead", "区卫生健康局 Support"]);
        one.Milestones.ShouldHaveSingleItem().Measure.ShouldBe(new Measure("社区医院", ">=", 2, "家"));
        (await visitor.GetAsync($"/tasks/{one.Id}")).ShouldContain("全区统一布局");

        // Pressed again, by a second click or from a page that was still open: the same plan, and not a row more.
        var everything = await RowsAsync(house);
        (await visitor.PostAsync($"{draft}/publish", "/import", ("_handler", "publish"), ("version", version))).Location.ShouldNotBeNull();
        (await RowsAsync(house)).ShouldBe(everything);
        (await visitor.PostAsync($"{draft}/tasks/2/confirm", "/import", ("version", "1"), ("confirmed", "false"))).Location!.ShouldContain("problem=NotOpen");
    }

    [DatabaseFact]
    public async Task Task_WhenTwoPeopleCorrectIt_TellsTheSecondAndLosesNothing(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = new ImportVisitor(house.Address);
        var draft = await UploadAsync(visitor, "规划.txt", SampleDocument.Text);
        await visitor.PostAsync($"{draft}/tasks/1", $"{draft}/tasks/1", [.. TaskForm(title: "先改的"), ("do", "save")]);
        var second = await visitor.PostAsync($"{draft}/tasks/1", $"{draft}/tasks/1", [.. TaskForm(title: "后改的"), ("do", "save")]);
        second.Status.ShouldBe(HttpStatusCode.Conflict);
        second.Page.ShouldContain("先改的");
        second.Page.ShouldContain("value=\"后改的\"");
        second.Page.ShouldContain("name=\"version\" value=\"2\"");
        (await visitor.GetAsync(draft)).ShouldNotContain("后改的");
        (await visitor.PostAsync($"{draft}/tasks/1/confirm", draft, ("version", "1"), ("confirmed", "true"))).Location!.ShouldContain("problem=Changed");
        (await visitor.PostAsync($"{draft}/tasks/1", $"{draft}/tasks/1", [.. TaskForm(title: "后改的", version: 2), ("do", "save")])).Location.ShouldNotBeNull();
        (await visitor.GetAsync(draft)).ShouldContain("后改的");
    }

    [DatabaseFact]
    public async Task Tasks_WhenManyPeopleConfirmThemAtOnce_AreAllConfirmed(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = new ImportVisitor(house.Address);
        var draft = await UploadAsync(visitor, "规划.txt", SampleDocument.Text);
        await Task.WhenAll(Enumerable.Range(1, 4).Select(async task =>
        {
            using var person = new ImportVisitor(house.Address);
            (await person.PostAsync($"{draft}/tasks/{task}/confirm", draft, ("version", "1"), ("confirmed", "true"))).Location.ShouldBe($"{draft}#t-{task}");
        }));
        (await visitor.GetAsync(draft)).ShouldContain("已确认 4/4 项任务");
    }

    [DatabaseFact]
    public async Task Form_WithSomethingWrong_SaysSoAtTheFieldAndKeepsWhatWasTyped(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = new ImportVisitor(house.Address);
        var draft = await UploadAsync(visitor, "规划.txt", SampleDocument.Text);
        var task = await visitor.PostAsync($"{draft}/tasks/1", $"{draft}/tasks/1", ("_handler", "task"), ("version", "1"), ("number", ""), ("title", "我写的"), ("key", "二/一"), ("do", "save"),
            ("share.name", "甲局"), ("share.name", "甲局"), ("share.role", "Lead"), ("share.role", "Joint"), ("date.due", "2035-01-01"), ("date.text", ""), ("date.value", "多"));
        task.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        task.Page.ShouldContain("我写的");
        foreach (var (field, text) in new[] { ("error-number", "请填写"), ("error-share-name1", "重复了"), ("error-date-due0", "不在规划期内"), ("error-date-text0", "请填写"), ("error-date-value0", "请填写数字") })
        {
            task.Page.ShouldContain($"id=\"{field}\">{text}");
            task.Page.ShouldContain($"aria-describedby=\"{field}\"");
        }

        var head = await visitor.PostAsync($"{draft}/head", $"{draft}/head", ("_handler", "head"), ("version", "0"), ("title", ""), ("region", "新区"), ("id", "a/b"), ("start", "2025-01-01"), ("end", "2024-01-01"), ("later", ""));
        (head.Status, head.Page.Contains("id=\"error-id\"", StringComparison.Ordinal), head.Page.Contains("value=\"新区\"", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true, true));
        var indicators = await visitor.PostAsync($"{draft}/indicators", $"{draft}/indicators", ("_handler", "indicators"), ("version", "0"), ("name", "甲"), ("name", "甲"), ("targetValue", "x"), ("do", "save"));
        (indicators.Status, indicators.Page.Contains("id=\"error-name1\"", StringComparison.Ordinal), indicators.Page.Contains("id=\"error-targetValue0\"", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true, true));
        var departments = await visitor.PostAsync($"{draft}/departments", $"{draft}/departments", ("_handler", "departments"), ("name", "区新设局"), ("kind", "Alias"), ("target", "没有的局"), ("do", "save"));
        (departments.Status, departments.Page.Contains("value=\"没有的局\"", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true));
        (await visitor.GetAsync(draft)).ShouldContain("已确认 0/4 项任务");
    }

    [DatabaseFact]
    public async Task Indicators_AndHead_WhenCorrected_AreKept(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = new ImportVisitor(house.Address);
        var draft = await UploadAsync(visitor, "规划.txt", SampleDocument.Text);
        (await visitor.PostAsync($"{draft}/indicators", $"{draft}/indicators", ("_handler", "indicators"), ("version", "0"), ("do", "save"), ("row", ""), ("name", "婴儿死亡率"), ("unit", "‰"), ("targetValue", "3.3"), ("direction", "AtMost"))).Location.ShouldNotBeNull();
        (await visitor.PostAsync($"{draft}/head", $"{draft}/head", ("_handler", "head"), ("version", "0"), ("title", "另一规划"), ("region", "新区"), ("id", "another"), ("start", "2021-01-01"), ("end", "2026-12-31"), ("later", ""))).Location.ShouldNotBeNull();
        var file = await visitor.GetAsync($"{draft}/plan.json");
        file.ShouldContain("\"another\"");
        file.ShouldContain("2026-12-31");
        file.ShouldContain("婴儿死亡率");
        file.ShouldContain("atMost");
        (await visitor.PostAsync($"{draft}/head", $"{draft}/head", ("_handler", "head"), ("version", "0"), ("title", "旧页"), ("region", "新区"), ("id", "x"), ("start", "2021-01-01"), ("end", "2026-12-31"), ("later", ""))).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [DatabaseFact]
    public async Task Departments_AsDecided_ComeIntoTheRegistryOnlyWhenPublished(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = new ImportVisitor(house.Address);
        var draft = await UploadAsync(visitor, "规划.txt", SampleDocument.Text);
        await visitor.PostAsync($"{draft}/departments", $"{draft}/departments", ("_handler", "departments"), ("do", "save"),
            ("name", "区新设局"), ("kind", "Alias"), ("target", "甲局"), ("name", "各街道"), ("kind", "Group"), ("target", ""),
            ("name", "区卫生健康局"), ("kind", "Create"), ("target", ""), ("name", "区财政局"), ("kind", "Create"), ("target", ""), ("name", "区教育局"), ("kind", "Create"), ("target", ""));
        (await NamesAsync(house)).ShouldNotContain("区财政局");
        await FinishAsync(house, visitor, draft);
        var names = await NamesAsync(house);
        new[] { "区财政局", "区教育局", "各街道（组）", "甲局=区新设局" }.ShouldBeSubsetOf(names);
        names.ShouldNotContain("区新设局");
        await using var scope = house.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<TrackerDb>().Shares.Where(s => s.AsPrinted == "区新设局").Select(s => s.Department.Name).SingleAsync()).ShouldBe("甲局");
    }

    [DatabaseFact]
    public async Task LaterVersion_WhenPublishedByDecision_KeepsWhatStayedAndEndsWhatIsGone(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = new ImportVisitor(house.Address);
        var first = await UploadAsync(visitor, "规划.txt", SampleDocument.Text);
        await visitor.PostAsync($"{first}/departments", $"{first}/departments", ("_handler", "departments"), ("do", "all"));
        await FinishAsync(house, visitor, first);
        var before = await TasksAsync(house);

        var second = await UploadAsync(visitor, "新规划.txt", SampleDocument.Later);
        (await visitor.GetAsync($"{second}/head")).ShouldContain("可能是其新版本");
        await visitor.PostAsync($"{second}/head", $"{second}/head", ("_handler", "head"), ("version", "0"), ("title", "试验区“十四五”卫生与健康规划"), ("region", "试验区"), ("id", "x"), ("start", "2021-01-01"), ("end", "2025-12-31"), ("later", "规划"));
        var changes = await visitor.GetAsync($"{second}/changes");
        foreach (var kind in new[] { "新增 1", "删去 1", "编号或章节变动 2", "时间节点变动 1", "责任单位变动 1" })
        {
            changes.ShouldContain(kind);
        }

        await CheckAllAsync(house, visitor, second);
        await ConfirmAllAsync(house, visitor, second);
        var version = await visitor.FieldAsync($"{second}/publish", "version");
        var seen = ("seen", await visitor.FieldAsync($"{second}/publish", "seen"));
        (await visitor.PostAsync($"{second}/publish", $"{second}/publish", ("_handler", "publish"), ("version", version), ("seen", "another state of the ledger"), ("decision", "试政发〔2024〕9号"))).Status.ShouldBe(HttpStatusCode.Conflict);
        var refused = await visitor.PostAsync($"{second}/publish", $"{second}/publish", ("_handler", "publish"), ("version", version), seen, ("decision", ""));
        (refused.Status, refused.Page.Contains("请填写依据", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true));
        (await visitor.PostAsync($"{second}/publish", $"{second}/publish", ("_handler", "publish"), ("version", version), seen, ("decision", "试政发〔2024〕9号"))).Status.ShouldBe(HttpStatusCode.Found);

        var after = await TasksAsync(house);
        after["建设社区医院"].ShouldBe(before["建设社区医院"]);
        after["培训全科医生"].ShouldBe(before["培训全科医生"]);
        after.Keys.ShouldContain("发展托育服务");
        after.Keys.ShouldNotContain("全面控烟");
        (await visitor.GetAsync("/plans/规划")).ShouldContain("已终止的任务 1 项");
        (await visitor.GetAsync($"/tasks/{before["全面控烟"]}")).ShouldContain("试政发〔2024〕9号");
        await using var scope = house.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TrackerDb>();
        var share = await db.MilestoneShares.Where(s => s.Milestone.Text.Contains("完成选址") && db.Responsibilities.Any(r => r.Id == s.ResponsibilityId)).Select(s => new { s.Due, s.FirstDue }).Distinct().SingleAsync();
        (share.Due, share.FirstDue).ShouldBe((new DateOnly(2025, 6, 30), new DateOnly(2024, 12, 31)));
        var left = await db.Responsibilities.IgnoreQueryFilters().SingleAsync(r => r.Task.Title == "建设社区医院" && r.Department.Name == "区财政局");
        (await visitor.GetAsync($"/responsibilities/{left.Id}")).ShouldContain("已终止");
    }

    [DatabaseFact]
    public async Task Match_WhenAPersonSaysThatATaskIsNew_IsFollowed(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = new ImportVisitor(house.Address);
        var first = await UploadAsync(visitor, "规划.txt", SampleDocument.Text);
        await visitor.PostAsync($"{first}/departments", $"{first}/departments", ("_handler", "departments"), ("do", "all"));
        await FinishAsync(house, visitor, first);
        var second = await UploadAsync(visitor, "规划.txt", SampleDocument.Later);
        await visitor.PostAsync($"{second}/changes", $"{second}/changes", ("_handler", "matches"), ("task", "3"), ("kind", "new"), ("earlier", ""));
        var changes = await visitor.GetAsync($"{second}/changes");
        changes.ShouldContain("新增 2");
        changes.ShouldContain("删去 2");
        (await visitor.PostAsync($"{second}/changes", $"{second}/changes", ("_handler", "matches"), ("task", "3"), ("kind", "same"), ("earlier", "没有"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await visitor.PostAsync($"{second}/changes", $"{second}/changes", ("_handler", "matches"), ("task", "1"), ("kind", "same"), ("earlier", "二/三"));
        (await visitor.GetAsync($"{second}/changes")).ShouldContain("新增 1");
    }

    [DatabaseFact]
    public async Task Upload_OfWhatCannotBeRead_SaysWhyForEachFileAndReadsTheOthers(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = new ImportVisitor(house.Address);
        var drafts = await CountAsync(house);
        var answer = await visitor.UploadAsync(
            ("空.txt", []), ("图.png", [0x89, .. "PNG"u8]), ("旧.doc", OldWord), ("扫描.pdf", "%PDF-1.7"u8.ToArray()), ("文档.txt", [0x50, 0x4B, 3, 4, 0, 0]), ("乱码.txt", [1, 2, 3, 0x80, 0xFF, 0x81, 0x90, 0xFE, 1, 2]),
            ("通知.txt", Encoding.UTF8.GetBytes("今天开会。")), ("大.txt", Letters(DocumentLimits.Default.TextBytes + 1)), (@"..\..\etc/好.txt", Encoding.UTF8.GetBytes(SampleDocument.Text)));
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var text in new[] 
        {
            "空.txt：文件是空的", "图.png：这是图片", "旧.doc：这是旧版 Word 文档（.doc）。请用 Word 或 WPS 打开，另存为 .docx 后重新导入。", "扫描.pdf：这是 PDF 文件。请用", "文档.txt：这是压缩文件",
            "乱码.txt：这不是文字", "通知.txt：没有读出规划", "大.txt：文件超过 16 MB 的上限", ">好.txt</a>",
        })
        {
            answer.Page.ShouldContain(text);
        }

        (await CountAsync(house)).ShouldBe(drafts + 1);

        // The same file again is the same draft.
        (await visitor.UploadAsync("别名.txt", SampleDocument.Text)).Location.ShouldBe($"/import/{await LastAsync(house)}");
        (await CountAsync(house)).ShouldBe(drafts + 1);

        (await visitor.UploadAsync([.. Enumerable.Range(1, 100).Select(i => ($"{i}.txt", Encoding.UTF8.GetBytes($"{i}")))])).Page.ShouldContain("一次选了 100 个文件，最多 20 个");
        var large = new byte[DocumentLimits.Default.InputBytes];
        (await visitor.UploadAsync([.. Enumerable.Range(1, 3).Select(i => ($"{i}.docx", large))])).Location.ShouldBe("/import?problem=too-large");
        (await visitor.GetAsync("/import?problem=too-large")).ShouldContain("合计超过 128 兆字节");
        (await CountAsync(house)).ShouldBe(drafts + 1);
    }

    [DatabaseFact]
    public async Task Upload_OfOldWord_TellsTheRemedyInThePagesLanguage(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = new ImportVisitor(house.Address, english: true);
        (await visitor.UploadAsync(("old.doc", OldWord))).Page.ShouldContain("old.doc: This is a document of old Word (.doc). Open it in Word or WPS, save it as .docx and import that.");
    }

    [DatabaseFact]
    public async Task Upload_OfWordAndExcel_ShowsTheDocumentsTablesAsTables(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = new ImportVisitor(house.Address);
        var word = await visitor.UploadAsync(("规划.docx", SampleDocument.Word()));
        word.Location.ShouldNotBeNull(word.Page);
        var page = await visitor.GetAsync(word.Location);
        page.ShouldContain("已确认 0/4 项任务");
        CellOf(page, "婴儿死亡率").ShouldBeTrue(page);
        page.ShouldContain("建设社区医院");

        var excel = await visitor.UploadAsync(("任务分工.xlsx", SampleDocument.Excel()));
        excel.Location.ShouldNotBeNull(excel.Page);
        page = await visitor.GetAsync(excel.Location);
        page.ShouldContain("已确认 0/2 项任务");
        CellOf(page, "2025年12月").ShouldBeTrue(page);
        page.ShouldContain("被隐藏或筛选掉，未读入");
    }

    /// <summary>A text stands in a cell of a table of the document.</summary>
    private static bool CellOf(string page, string text) => System.Text.RegularExpressions.Regex.IsMatch(page, $"<table class=\"printed-table\">(?:(?!</table>).)*<td[^>]*>(?:(?!</td>).)*{text}", System.Text.RegularExpressions.RegexOptions.Singleline);

    private static byte[] OldWord => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. Encoding.Unicode.GetBytes("WordDocument")];

    private static byte[] Letters(int count)
    {
        var letters = new byte[count];
        letters.AsSpan().Fill((byte)'x');
        return letters;
    }

    [DatabaseFact]
    public async Task Posts_WithoutAToken_ChangeNothing(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = new ImportVisitor(house.Address);
        var draft = await UploadAsync(visitor, "规划.txt", SampleDocument.Text);
        var before = await RowsAsync(house);
        foreach (var path in new[] { "/confirm", "/tasks/1/confirm", "/tasks/1/remove", "/tasks/1/merge", "/tasks/1/split", "/tasks/add", "/findings/check", "/state" })
        {
            (await visitor.PostWithoutTokenAsync(draft + path, ("version", "1"), ("confirmed", "true"), ("discard", "true"))).Status.ShouldBe(HttpStatusCode.BadRequest, path);
        }

        foreach (var (path, handler) in new[] { ("/publish", "publish"), ("/tasks/1", "task"), ("/head", "head"), ("/departments", "departments"), ("/indicators", "indicators"), ("", "upload") })
        {
            ((int)(await visitor.PostWithoutTokenAsync(path.Length == 0 ? "/import" : draft + path, ("_handler", handler), ("version", "1"))).Status).ShouldBeInRange(400, 499, path);
        }

        (await RowsAsync(house)).ShouldBe(before);
    }

    [DatabaseFact]
    public async Task Draft_WhenSplitMergedAddedRemovedAndDiscarded_FollowsAndComesBack(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = new ImportVisitor(house.Address);
        var draft = await UploadAsync(visitor, "规划.txt", SampleDocument.Text);
        var at = System.Text.RegularExpressions.Regex.Match(await visitor.GetAsync($"{draft}/tasks/1"), "<option value=\"(\\d+)\">到2025年，建成").Groups[1].Value;
        (await visitor.PostAsync($"{draft}/tasks/1/split", $"{draft}/tasks/1", ("version", "1"), ("at", at))).Location.ShouldBe($"{draft}/tasks/5");
        (await visitor.GetAsync(draft)).ShouldContain("0/5");
        (await visitor.PostAsync($"{draft}/tasks/5/merge", $"{draft}/tasks/5", ("version", "1"))).Location.ShouldBe(draft);
        (await visitor.PostAsync($"{draft}/tasks/add", draft, ("behind", "1"))).Location!.ShouldStartWith($"{draft}/tasks/");
        (await visitor.PostAsync($"{draft}/tasks/2/remove", draft, ("version", "1"))).Location.ShouldBe(draft);
        (await visitor.GetAsync(draft)).ShouldContain("任务没有名称");
        (await visitor.PostAsync($"{draft}/state", draft, ("discard", "true"))).Location.ShouldBe("/import");
        (await visitor.GetAsync("/import?show=discarded")).ShouldContain("规划.txt");
        (await visitor.PostAsync($"{draft}/tasks/1/confirm", "/import", ("version", "1"), ("confirmed", "true"))).Location!.ShouldContain("problem=NotOpen");
        (await visitor.PostAsync($"{draft}/state", $"{draft}/head", ("discard", "false"))).Location.ShouldBe(draft);
    }

    [DatabaseFact]
    public async Task Pages_OfADraftThatIsNot_AreNotFound(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = new ImportVisitor(house.Address);
        foreach (var path in new[] { "/import/999", "/import/x", "/import/999/publish", "/import/1/tasks/999", "/import/999/plan.json", "/import/1/changes/x" })
        {
            (await visitor.StatusAsync(path)).ShouldBe(HttpStatusCode.NotFound, path);
        }

        (await visitor.PostAsync("/import/999/confirm", "/import")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<string> UploadAsync(ImportVisitor visitor, string name, string text)
    {
        var answer = await visitor.UploadAsync(name, text);
        answer.Location.ShouldNotBeNull(answer.Page);
        return answer.Location!;
    }

    private static (string, string)[] TaskForm(string title, int version = 1) =>
    [
        ("_handler", "task"), ("version", version.ToString(CultureInfo.InvariantCulture)), ("number", "一"), ("title", title), ("key", "二/一"), ("path", "二、主要任务"), ("text", "建设社区医院。全区统一布局。"),
        ("share.order", "2"), ("share.name", "区卫生健康局"), ("share.printed", "区卫生健康局"), ("share.role", "Support"), ("share.order", "1"), ("share.name", "甲局"), ("share.printed", ""), ("share.role", "Lead"),
        ("share.order", "3"), ("share.name", ""), ("share.printed", ""), ("share.role", "Joint"),
        ("date.due", "2025-12-31"), ("date.text", "建成2家"), ("date.subject", "社区医院"), ("date.op", ">="), ("date.value", "2"), ("date.unit", "家"),
    ];

    private static async Task FinishAsync(SmallHouse house, ImportVisitor visitor, string draft)
    {
        await CheckAllAsync(house, visitor, draft);
        await ConfirmAllAsync(house, visitor, draft);
        var published = await visitor.PostAsync($"{draft}/publish", $"{draft}/publish", ("_handler", "publish"), ("version", await visitor.FieldAsync($"{draft}/publish", "version")));
        published.Status.ShouldBe(HttpStatusCode.Found, published.Page);
    }

    private static async Task CheckAllAsync(SmallHouse house, ImportVisitor visitor, string draft)
    {
        foreach (var code in (await ReviewAsync(house, draft)).Plan.Warnings.Select(w => w.Code).Distinct())
        {
            await visitor.PostAsync($"{draft}/findings/check", $"{draft}/findings", ("code", code), ("back", "findings"));
        }
    }

    private static async Task ConfirmAllAsync(SmallHouse house, ImportVisitor visitor, string draft)
    {
        await visitor.PostAsync($"{draft}/confirm", draft);
        (await ReviewAsync(house, draft)).Marks.Tasks.ShouldAllBe(t => t.Confirmed);
    }

    private static async Task<Domain.Review.DraftReview> ReviewAsync(SmallHouse house, string draft)
    {
        await using var scope = house.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<ReadDraft>().GetAsync(int.Parse(draft.Split('/')[^1], CultureInfo.InvariantCulture)))!.Review;
    }

    private static async Task<string> VersionAsync(SmallHouse house, int _)
    {
        await using var scope = house.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<TrackerDb>().ImportDrafts.OrderByDescending(d => d.Id).Select(d => d.Version).FirstAsync()).ToString(CultureInfo.InvariantCulture);
    }

    private static async Task<Dictionary<string, int>> TasksAsync(SmallHouse house)
    {
        await using var scope = house.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TrackerDb>().Tasks.Where(t => t.Plan.Key == "规划").ToDictionaryAsync(t => t.Title, t => t.Id);
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(SmallHouse house)
    {
        await using var scope = house.Services.CreateAsyncScope();
        var departments = await scope.ServiceProvider.GetRequiredService<TrackerDb>().Departments.Include(d => d.Aliases).Where(d => d.Region == "试验区").ToListAsync();
        return [.. departments.Select(d => d.IsGroup ? $"{d.Name}（组）" : d.Name), .. departments.SelectMany(d => d.Aliases.Select(a => $"{d.Name}={a.Alias}"))];
    }

    private static async Task<int> CountAsync(SmallHouse house)
    {
        await using var scope = house.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TrackerDb>().ImportDrafts.CountAsync();
    }

    private static async Task<int> LastAsync(SmallHouse house)
    {
        await using var scope = house.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TrackerDb>().ImportDrafts.MaxAsync(d => d.Id);
    }

    /// <summary>Drafts, plans, tasks, departments: what the pages can change.</summary>
    private static async Task<IReadOnlyList<string>> RowsAsync(SmallHouse house)
    {
        await using var scope = house.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TrackerDb>();
        return
        [
            .. (await db.ImportDrafts.OrderBy(d => d.Id).ToListAsync()).Select(d => $"{d.Id} {d.State} {d.Version} {d.Marks}"),
            .. (await db.Tasks.IgnoreQueryFilters().OrderBy(t => t.Id).ToListAsync()).Select(t => $"{t.Id} {t.Key} {t.Title} {t.EndedOn}"),
            .. (await db.Departments.Include(d => d.Aliases).OrderBy(d => d.Id).ToListAsync()).Select(d => $"{d.Id} {d.Name} {d.Aliases.Count}"),
            $"{await db.Responsibilities.CountAsync()} {await db.Audit.CountAsync()} {await db.MilestoneShares.CountAsync()}",
        ];
    }
}
