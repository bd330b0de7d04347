using System.Security.Cryptography;
using System.Text.Json;
using TaskTracker.Persistence;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Cli;

public sealed class SimulateCommandTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    [Theory]
    [InlineData("--from 2024-11-21", "--to")]
    [InlineData("--from yesterday --to 2024-11-21", "yesterday")]
    [InlineData("--from 2024-11-21 --to 2024-11-20", "after it ends")]
    [InlineData("--from 2024-11-21 --to 2054-11-20", "20 years")]
    [InlineData("--from 2024-11-21 --to 2024-11-30 --format xml", "xml")]
    [InlineData("--from 2024-11-21 --to 2024-11-30 --against none", "no workflow file")]
    [InlineData("--from 2024-11-21 --to 2024-11-30 --rules none", "no workflow file")]
    public async Task Simulate_WhenTheCallIsWrong_EndsWith2AndSaysWhatToDo(string call, string says)
    {
        var run = await TheProgram.RunAsync(["simulate", "--data", demo.Folder, .. call.Split(' ')]);
        run.ExitCode.ShouldBe(2, run.Error);
        run.Error.ShouldContain(says);
    }

    [Fact]
    public async Task Simulate_OverTheDemosWeeks_FindsTheNoticesOfItsSweepsAndTouchesNoFile()
    {
        var file = Path.Combine(demo.Folder, DatabaseSetup.SqliteFile);
        var before = SHA256.HashData(await File.ReadAllBytesAsync(file));

        var run = await TheProgram.RunAsync("simulate", "--data", demo.Folder, "--from", "2024-09-23", "--to", "2024-11-20", "--format", "json");

        run.Error.ShouldBe("");
        run.ExitCode.ShouldBe(0);
        using var json = JsonDocument.Parse(run.Out);
        json.RootElement.GetProperty("withinCap").GetBoolean().ShouldBeTrue();
        json.RootElement.GetProperty("rules").GetProperty("notices").GetArrayLength().ShouldBeGreaterThan(100);
        SHA256.HashData(await File.ReadAllBytesAsync(file)).ShouldBe(before);
    }
}
