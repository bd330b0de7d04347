using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests;

/// <summary>The program as it is built by default, without any of the opt-in parts.</summary>
public sealed class AdaptersTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("tasktracker-test-");

    public void Dispose() => _data.Delete(recursive: true);

    [Theory]
    [InlineData("""{ "Scheduling": { "Engine": "Hangfire" } }""", "Scheduling:Engine is Hangfire", "-p:UseHangfire=true")]
    [InlineData("""{ "Mail": { "Transport": "MailKit" } }""", "Mail:Transport is MailKit", "-p:UseMailKit=true")]
    [InlineData("""{ "Rules": { "Engine": "RulesEngine" } }""", "Rules:Engine is RulesEngine", "-p:UseRulesEngine=true")]
    [InlineData("""{ "Rules": { "CrossCheck": true } }""", "Rules:CrossCheck is true", "-p:UseRulesEngine=true")]
    [InlineData("""{ "Mail": { "Renderer": "RazorTemplating" } }""", "Mail:Renderer is RazorTemplating", "-p:UseRazorTemplating=true")]
    public async Task Program_WhenAPartIsNamedThatItWasBuiltWithout_RefusesAndNamesTheSwitch(string settings, string setting, string @switch)
    {
        await File.WriteAllTextAsync(Path.Combine(_data.FullName, "tasktracker.json"), settings);
        var run = await TheProgram.RunAsync("serve", "--data", _data.FullName);

        (run.ExitCode, run.Out).ShouldBe((2, ""));
        run.Error.ShouldContain(setting);
        run.Error.ShouldContain(@switch);
    }

    [Fact]
    public async Task Lint_WhenAPartIsNamedThatTheProgramWasBuiltWithout_SaysSoInOneLine()
    {
        await File.WriteAllTextAsync(Path.Combine(_data.FullName, "tasktracker.json"), """{ "Rules": { "CrossCheck": true } }""");
        var run = await TheProgram.RunAsync("lint", "--data", _data.FullName);

        (run.ExitCode, run.Out).ShouldBe((2, ""));
        run.Error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("-p:UseRulesEngine=true");
    }

    [Fact]
    public void Program_ByDefault_LoadsNoneOfThem() =>
        typeof(Program).Assembly.GetReferencedAssemblies().Select(a => a.Name).ShouldNotContain(n => n!.Contains("Hangfire") || n.Contains("MailKit") || n.Contains("RulesEngine") || n.Contains("Razor.Templating"));
}
