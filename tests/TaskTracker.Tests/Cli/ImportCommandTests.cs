using System.Text.Json;
using TaskTracker.Tests.Documents;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Cli;

public sealed class ImportCommandTests : IDisposable
{
    private const string Plan = """
        试验县卫生健康规划（2021-2025年）

        一、主要任务
        （一）加强建设
        1.新建医院。到2025年，新建医院2所。（县卫生健康局牵头，县财政局配合）
        2.培训人员。每年培训100人。（责任单位：县教育局等）
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tasktracker-test-");

    [Fact]
    public async Task Import_OfOneFile_PrintsItsPlan()
    {
        Write("plan.txt", Plan);
        var run = await RunAsync("plan.txt");
        run.ExitCode.ShouldBe(0, run.Error);
        using var json = JsonDocument.Parse(run.Out);
        json.RootElement.GetProperty("id").GetString().ShouldBe("plan");
        json.RootElement.GetProperty("tasks").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Import_OfAFolder_PrintsAnArray_SkipsOtherFiles_AndGoesOnAfterAnError()
    {
        Write("a/plan.txt", Plan);
        Write("a/b/page.html", "<html><body><p>" + Plan.Replace("\n", "<p>", StringComparison.Ordinal));
        await File.WriteAllBytesAsync(Path.Combine(_folder.FullName, "a", "broken.docx"), "PK\u0003\u0004word/document.xml"u8.ToArray());
        Write("a/notes.pdf", "%PDF-1.7");
        Write("a/~$plan.docx", "lock");
        var run = await RunAsync("a");
        run.ExitCode.ShouldBe(2);
        using var json = JsonDocument.Parse(run.Out);
        json.RootElement.EnumerateArray().Select(p => p.GetProperty("id").GetString()).ShouldBe(["page", "plan"]);
        run.Error.ShouldMatch(@"(?m)^a/broken\.docx:1: .*请.*get it anew\. \[damaged\]$");
        run.Error.ShouldContain("1 other files skipped");
        run.Error.ShouldContain("notes.pdf");
        run.Error.ShouldNotContain("~$");
    }

    [Fact]
    public async Task Import_IntoAFolder_WritesPlanFiles_AndNeverOverTheOnesThatAreThere()
    {
        Write("plan.txt", Plan);
        Write("again/plan.txt", Plan);
        var first = await RunAsync("plan.txt", "--out", "plans");
        first.ExitCode.ShouldBe(0, first.Error);
        first.Out.ShouldContain("任务2项");
        var path = Path.Combine(_folder.FullName, "plans", "plan.json");
        await File.WriteAllTextAsync(path, "corrected by a person");

        var second = await RunAsync("plan.txt", "--out", "plans");
        second.ExitCode.ShouldBe(2);
        second.Error.ShouldContain("[plan-file-exists]");
        (await File.ReadAllTextAsync(path)).ShouldBe("corrected by a person");

        var both = await RunAsync("plan.txt", "again/plan.txt", "--out", "plans", "--force");
        both.ExitCode.ShouldBe(2);
        both.Error.ShouldContain("rename one of them");
        (await File.ReadAllTextAsync(path)).ShouldStartWith("{");
        Directory.GetFiles(Path.Combine(_folder.FullName, "plans")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Import_AsATable_AlignsChineseText()
    {
        Write("plan.txt", Plan);
        var run = await RunAsync("plan.txt", "--format", "table");
        run.ExitCode.ShouldBe(0, run.Error);
        var lines = run.Out.Split('\n');
        lines[1].ShouldStartWith("任务2项，");
        var rows = lines.Where(l => l.Contains("新建医院", StringComparison.Ordinal) || l.Contains("培训人员", StringComparison.Ordinal)).ToList();
        rows.Count.ShouldBe(2);
        rows[0].ShouldContain("牵头：县卫生健康局；配合：县财政局");
        rows[0].ShouldContain("2025-12-31");
        rows[1].ShouldContain("每年");
        rows[0].IndexOf("新建医院", StringComparison.Ordinal).ShouldBe(rows[1].IndexOf("培训人员", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("none.docx", "There is no file or folder")]
    [InlineData("empty", "There is no document to import")]
    [InlineData("plan.txt --out x --format table", "leave one of them out")]
    [InlineData("plan.txt --force", "goes with --out")]
    public async Task Import_WhenTheCallIsWrong_EndsWith2AndSaysWhatToDo(string call, string says)
    {
        Write("plan.txt", Plan);
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "empty"));
        var run = await RunAsync(call.Split(' '));
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(says);
        Directory.Exists(Path.Combine(_folder.FullName, "x")).ShouldBeFalse();
    }

    [Fact]
    public async Task Import_WhenTheTextHoldsControlCharacters_SteersNoTerminal()
    {
        Write("plan.txt", Plan.Replace("培训人员。", "培训\u001b[2J\u202e人员。", StringComparison.Ordinal).Replace("（责任单位：县教育局等）", "", StringComparison.Ordinal));
        var run = await RunAsync("plan.txt", "--format", "table");
        (run.Out + run.Error).ShouldContain("培训");
        (run.Out + run.Error).ShouldNotContain("\u001b");
        (run.Out + run.Error).ShouldNotContain("\u202e");
    }

    [Fact]
    public async Task Import_WhenADocumentIsWord_ReadsItsNumbers()
    {
        var path = Path.Combine(_folder.FullName, "plan.docx");
        await File.WriteAllBytesAsync(path, OfficeFiles.Docx(string.Concat(Plan.Split('\n').Select(l => OfficeFiles.P(l.Trim())))));
        var run = await RunAsync("plan.docx");
        run.ExitCode.ShouldBe(0, run.Error);
        using var json = JsonDocument.Parse(run.Out);
        json.RootElement.GetProperty("source").GetProperty("file").GetString().ShouldBe("plan.docx");
        json.RootElement.GetProperty("tasks").GetArrayLength().ShouldBe(2);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<ProgramRun> RunAsync(params string[] arguments) => TheProgram.RunInAsync(_folder.FullName, ["import", .. arguments]);

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
