using TaskTracker.Tests.Features;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Cli;

public sealed class ExitCodeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tasktracker-test-");

    private string Data => Path.Combine(_folder.FullName, "data");

    [Theory]
    [InlineData("fly")]
    [InlineData("org")]
    [InlineData("org fly")]
    [InlineData("org load")]
    [InlineData("plan load")]
    [InlineData("plan state trial")]
    [InlineData("plan state trial Sleeping")]
    [InlineData("plan state trial 7")]
    [InlineData("plan state trial Active")]
    [InlineData("assign")]
    [InlineData("assign none.json")]
    [InlineData("assign .")]
    [InlineData("sweep --as-of")]
    [InlineData("sweep --as-of yesterday")]
    [InlineData("sweep --as-of 2024-02-30")]
    [InlineData("sweep --loud")]
    [InlineData("sweep --rules none")]
    [InlineData("lint none")]
    [InlineData("import none.txt")]
    [InlineData("serve --urls http://0.0.0.0:5080")]
    [InlineData("serve --urls http://[::]:5080")]
    [InlineData("serve --urls http://localhost:5080;http://192.168.1.2:5080")]
    [InlineData("serve --urls http://*:5080")]
    [InlineData("serve --urls nonsense")]
    [InlineData("demo --once --urls http://0.0.0.0:1")]
    public async Task Program_WhenTheCallIsWrong_EndsWith2AndSaysWhatToDo(string call)
    {
        var run = await RunAsync(call.Split(' '));
        run.ExitCode.ShouldBe(2, run.Out + run.Error);
        run.Error.ShouldNotBeEmpty();
        run.Error.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("sweep --help")]
    [InlineData("plan state --help")]
    public async Task Program_WhenAskedForHelp_EndsWith0(string call)
    {
        var run = await RunAsync(call.Split(' '));
        (run.ExitCode, run.Error).ShouldBe((0, ""));
        run.Out.ShouldNotBeEmpty();
        Directory.Exists(Data).ShouldBeFalse();
    }

    [Fact]
    public async Task Program_WhenTheDataFolderIsEmptyOrAFile_EndsWith2()
    {
        var empty = await TheProgram.RunInAsync(_folder.FullName, "sweep", "--data", "");
        (empty.ExitCode, empty.Error.Split('\n')[0]).ShouldBe((2, "--data is empty; name a folder."));
        var file = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(file, "");
        var run = await TheProgram.RunInAsync(_folder.FullName, "sweep", "--data", file);
        run.ExitCode.ShouldBe(2, run.Error);
        run.Error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain(file);
    }

    [Theory]
    [InlineData("{ \"Database\": ")]
    [InlineData("{ \"Database\": { \"Provider\": \"Oracle\" } }")]
    [InlineData("{ \"House\": { \"TimeZone\": \"Asia/Nowhere\" } }")]
    public async Task Program_WhenTheConfigurationIsWrong_EndsWith2AndSaysWhich(string configuration)
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "tasktracker.json"), configuration);
        var run = await RunAsync("sweep");
        run.ExitCode.ShouldBe(2, run.Error);
        run.Error.Trim().Split('\n').ShouldHaveSingleItem().ShouldMatch("tasktracker.json|Provider|TimeZone");
        File.Exists(Path.Combine(Data, "tasktracker.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task Sweep_WhenTheLedgerWasSweptForALaterDay_IsRefused()
    {
        (await RunAsync("sweep", "--as-of", "2024-11-20")).ExitCode.ShouldBe(0);
        var earlier = await RunAsync("sweep", "--as-of", "2024-11-19");
        earlier.ExitCode.ShouldBe(2);
        earlier.Error.ShouldContain("2024-11-20");
        (await RunAsync("sweep", "--as-of", "2024-11-20")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Files_WhenTheyAreSound_AreLoadedByTheRealProgram()
    {
        foreach (var (verb, text) in new[] { ("org load", SampleFiles.Org), ("plan load", SampleFiles.Plan), ("assign", SampleFiles.Assignment), ("plan breakdown", SampleFiles.Breakdown) })
        {
            var file = Path.Combine(_folder.FullName, "sound.json");
            await File.WriteAllTextAsync(file, text);
            var run = await RunAsync([.. verb.Split(' '), file]);
            (run.ExitCode, run.Error).ShouldBe((0, ""));
            run.Out.ShouldNotBeEmpty();
        }

        var state = await RunAsync("plan", "state", "trial", "active", "--as-of", "2024-11-20");
        (state.ExitCode, state.Out.Trim()).ShouldBe((0, "试验区规划: Active, active from 2024-11-20."));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("Trial,Active")]
    [InlineData("Activ")]
    public async Task PlanState_WhenTheWordIsNoState_IsRefusedAndKept(string word)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "a.json"), SampleFiles.Plan);
        (await RunAsync("plan", "load", "a.json")).ExitCode.ShouldBe(0);

        var run = await RunAsync("plan", "state", "trial", word);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain($"\"{word}\" is no state of a plan");
    }

    [Fact]
    public async Task Files_WhenTheSecondOfTwoIsWrong_AreBothRefused()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "a.json"), SampleFiles.Plan);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "b.json"), SampleFiles.Plan.With("\"trial\"", "\"second\"").With("2024-06-30", "2026-06-30"));
        var run = await RunAsync("plan", "load", "a.json", "b.json");
        (run.ExitCode, run.Out).ShouldBe((2, ""));
        run.Error.ShouldStartWith("b.json:20:18: ");
        run.Error.ShouldContain("nothing was changed");
        var state = await RunAsync("plan", "state", "trial", "Active");
        state.ExitCode.ShouldBe(2, "the first file was not kept either");
    }

    [Fact]
    public async Task Demo_WhenTheFolderHoldsAForeignLedger_LeavesItAlone()
    {
        (await RunAsync("sweep", "--as-of", "2024-11-20")).ExitCode.ShouldBe(0);
        var before = await File.ReadAllBytesAsync(Path.Combine(Data, "tasktracker.db"));
        var run = await RunAsync("demo", "--once");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("not the demo's");
        (await File.ReadAllBytesAsync(Path.Combine(Data, "tasktracker.db"))).ShouldBe(before);
    }

    [Theory]
    [InlineData("mail/letter.eml")]
    [InlineData("demo.txt")]
    public async Task Demo_WhenTheFolderHoldsSomebodysMailOrNotes_LeavesThemAlone(string name)
    {
        var file = Path.Combine(Data, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, "keep me");
        var run = await RunAsync("demo", "--once");
        run.ExitCode.ShouldBe(2);
        (await File.ReadAllTextAsync(file)).ShouldBe("keep me");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<ProgramRun> RunAsync(params string[] arguments) => TheProgram.RunInAsync(_folder.FullName, [.. arguments, "--data", Data]);
}
