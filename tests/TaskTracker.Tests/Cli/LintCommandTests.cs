using TaskTracker.Cli;
using TaskTracker.Rules.Json;
using TaskTracker.Sweep;
using TaskTracker.Tests.Features;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Cli;

public sealed class LintCommandTests : IDisposable
{
    private readonly DirectoryInfo _rules = Directory.CreateTempSubdirectory("tasktracker-test-");

    public void Dispose() => _rules.Delete(recursive: true);

    [Fact]
    public async Task Lint_WhenTheRulesAreTheShippedOnes_FindsNothing()
    {
        var run = await TheProgram.RunAsync("lint", Ledger.ShippedRules.Path);
        (run.ExitCode, run.Error).ShouldBe((0, ""));
        run.Out.ShouldContain("no error");
    }

    [Fact]
    public async Task Lint_WhenSeveralShippedFilesAreBroken_NamesEachWithItsPlace()
    {
        foreach (var file in Directory.GetFiles(Ledger.ShippedRules.Path, "*.json", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_rules.FullName, Path.GetRelativePath(Ledger.ShippedRules.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Break("workflows/acceptance.json", "responsibility.", "responsibilty.");
        Break("calendars/2024.json", "\"year\"", "\"yaer\"");
        Break("assignments/laishan-health-14th.json", "区政府督查室", "区政府督察室");
        Break("breakdown/rushan-health-14th-2024.json", "\"key\": \"2024-1\"", "\"key\": \"\"");
        var run = await TheProgram.RunAsync("lint", "--rules", _rules.FullName);
        (run.ExitCode, run.Out).ShouldBe((2, ""));
        foreach (var file in new[] { "acceptance.json:", "2024.json:", "laishan-health-14th.json:", "rushan-health-14th-2024.json:" })
        {
            run.Error.ShouldContain(file);
        }
    }

    [Fact]
    public async Task Lint_WhenAFileNamesWhatItsNeighboursLack_FindsIt()
    {
        Write("org", SampleFiles.Org);
        Write("plans", SampleFiles.Plan);
        Write("assignments", SampleFiles.Assignment.With("一/2", "一/7").With("\"区教育局\"", "\"区体育局\"").With("\"人均预期寿命\"", "\"人均寿命\""));
        Write("breakdown", SampleFiles.Breakdown);
        (await LintAsync()).Select(f => f.Code).ShouldBe(["unknown-task", "unknown-department", "unknown-indicator"], ignoreOrder: true);
    }

    [Fact]
    public async Task Lint_WhenABreakdownNamesADepartmentWithoutShare_FindsIt()
    {
        Write("org", SampleFiles.Org);
        Write("plans", SampleFiles.Plan);
        Write("assignments", SampleFiles.Assignment);
        Write("breakdown", SampleFiles.Breakdown.With("区教体局", "区财政局"));
        (await LintAsync()).ShouldHaveSingleItem().Code.ShouldBe("no-share");
    }

    [Fact]
    public async Task Lint_WhenAPlanIsWrong_DoesNotCallItUnknownInTheFilesThatBuildOnIt()
    {
        Write("org", SampleFiles.Org);
        Write("plans", SampleFiles.Plan.With("2024-06-30", "2026-06-30"));
        Write("assignments", SampleFiles.Assignment.With("\"Support\"", "\"Lead\""));
        Write("breakdown", SampleFiles.Breakdown);
        (await LintAsync()).Select(f => f.Code).ShouldBe(["outside-period", "two-leads"]);
    }

    [Fact]
    public async Task Lint_WhenTheFolderHasNoRules_SaysSo()
    {
        var run = await TheProgram.RunAsync("lint", _rules.FullName);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("[no-rules]");
    }

    private async Task<List<Finding>> LintAsync()
    {
        var findings = new List<Finding>();
        await LintCommand.CheckLedgerFilesAsync(new RulesFolder(_rules.FullName), findings, default);
        return findings;
    }

    private void Write(string folder, string text)
    {
        Directory.CreateDirectory(Path.Combine(_rules.FullName, folder));
        File.WriteAllText(Path.Combine(_rules.FullName, folder, "sample.json"), text);
    }

    private void Break(string file, string old, string now)
    {
        var path = Path.Combine(_rules.FullName, file);
        var text = File.ReadAllText(path);
        text.ShouldContain(old);
        File.WriteAllText(path, text[..text.IndexOf(old, StringComparison.Ordinal)] + now + text[(text.IndexOf(old, StringComparison.Ordinal) + old.Length)..]);
    }
}
