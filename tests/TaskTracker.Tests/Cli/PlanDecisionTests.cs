using TaskTracker.Tests.Features;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Cli;

public sealed class PlanDecisionTests
{
    [Fact]
    public async Task PlanLoad_WhenATaskIsGone_TakesADecision()
    {
        var folder = Directory.CreateTempSubdirectory("tasktracker-test-");
        try
        {
            var data = Path.Combine(folder.FullName, "data");
            var (first, second) = (Path.Combine(folder.FullName, "first.json"), Path.Combine(folder.FullName, "second.json"));
            await File.WriteAllTextAsync(first, SampleFiles.Plan);
            await File.WriteAllTextAsync(second, SampleFiles.Plan.With(",\n    { \"key\": \"一/2\", \"number\": \"2\", \"title\": \"培训全科医生\" }", ""));
            (await TheProgram.RunAsync("plan", "load", first, "--data", data)).ExitCode.ShouldBe(0);
            var refused = await TheProgram.RunAsync("plan", "load", second, "--data", data);
            (refused.ExitCode, refused.Error.Contains("task-gone", StringComparison.Ordinal)).ShouldBe((2, true));
            (await TheProgram.RunAsync("plan", "load", second, "--data", data, "--decision", " ")).ExitCode.ShouldBe(2);
            var loaded = await TheProgram.RunAsync("plan", "load", second, "--data", data, "--decision", "试政发〔2024〕9号");
            (loaded.ExitCode, loaded.Out.Contains("Ended by 试政发〔2024〕9号: 2 培训全科医生.", StringComparison.Ordinal)).ShouldBe((0, true), loaded.Error);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
