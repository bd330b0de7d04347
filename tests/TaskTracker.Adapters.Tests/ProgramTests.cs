using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Adapters.Tests;

/// <summary>The real program, built with the parts that the switches brought in.</summary>
public sealed class ProgramTests : IDisposable
{
    /// <summary>Stands in the mails of the audit's seals, whose keys are drawn at random.</summary>
    private const string Seal = "tasktracker-seal";

    private static readonly Regex Base64Part = new(@"(?<=base64\r?\n\r?\n)([A-Za-z0-9+/=\r\n]+)");

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("tasktracker-test-");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task Demo_ByTheOtherEngineAndRenderer_ShowsTheSame()
    {
        var own = await DemoAsync("own");
        var card = await DemoAsync("card",
#if USE_RULESENGINE
            ("TASKTRACKER_Rules__Engine", "RulesEngine"), ("TASKTRACKER_Rules__CrossCheck", "true"),
#endif
#if USE_RAZORTEMPLATING
            ("TASKTRACKER_Mail__Renderer", "RazorTemplating"),
#endif
            ("TASKTRACKER_Mail__Transport", "MailKit"));

        card.Tables.ShouldBe(own.Tables);
        card.Mails.Order().ShouldBe(own.Mails.Order());
    }

#if USE_RULESENGINE
    [Fact]
    public async Task Lint_WithCrossCheck_FindsNoDifferenceInTheShippedRules()
    {
        await SettingsAsync("""{ "Rules": { "CrossCheck": true } }""");
        var run = await RunAsync(["lint", "--data", _data.FullName]);
        (run.ExitCode, run.Error).ShouldBe((0, ""));
    }

#endif

#if USE_HANGFIRE
    [Fact]
    public async Task Serve_OnAllParts_ServesPagesAndADashboardThatIsClosedWithoutASignIn()
    {
        await SettingsAsync("""
            { "Scheduling": { "Engine": "Hangfire" }
            """
#if USE_RULESENGINE
            + """, "Rules": { "Engine": "RulesEngine", "CrossCheck": true }"""
#endif
#if USE_MAILKIT && USE_RAZORTEMPLATING
            + """, "Mail": { "Transport": "MailKit", "Renderer": "RazorTemplating", "Host": "127.0.0.1", "Port": 9 }"""
#endif
            + "}");
        var address = FreeAddress();
        using var service = Process.Start(TheProgram.Command(_data.FullName, "serve", "--data", _data.FullName, "--urls", address))!;
        try
        {
            var said = "";
            while (!said.Contains(address, StringComparison.Ordinal))
            {
                said += await service.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"It ended: {said}{await service.StandardError.ReadToEndAsync()}");
            }

            using var http = new HttpClient { BaseAddress = new Uri(address) };
            (await http.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);

            // For system administrators; HangfireTests sees what they see.
            using var stranger = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = http.BaseAddress };
            var dashboard = await stranger.GetAsync("/hangfire/recurring");
            dashboard.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
            dashboard.Headers.Location!.ToString().ShouldStartWith("/sign-in");
        }
        finally
        {
            service.Kill();
            await service.WaitForExitAsync();
        }
    }

    [Fact]
    public Task Serve_WhenACadenceCannotBeSaidInHangfire_RefusesAtTheStart() =>
        RefusesAsync("""{ "Scheduling": { "Engine": "Hangfire" }, "Jobs": { "Sweep": "0 0 9 1 1 ? 2030" } }""", "Hangfire knows no years");
#endif

#if USE_MAILKIT
    [Fact]
    public Task Serve_WhenMailKitCannotWorkByTheSettings_RefusesAtTheStart() =>
        RefusesAsync("""{ "Mail": { "Transport": "MailKit", "OAuth2": { "TokenFile": "x" } } }""", "Mail:OAuth2 needs Mail:User");
#endif

    private async Task RefusesAsync(string settings, string why)
    {
        await SettingsAsync(settings);
        var run = await RunAsync(["serve", "--data", _data.FullName, "--urls", FreeAddress()]);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(why);
    }

    private Task SettingsAsync(string json) => File.WriteAllTextAsync(Path.Combine(_data.FullName, "tasktracker.json"), json);

    private async Task<(string Tables, List<string> Mails)> DemoAsync(string name, params (string Name, string Value)[] settings)
    {
        var folder = Path.Combine(_data.FullName, name);
        var run = await RunAsync(["demo", "--once", "--data", folder], settings);
        (run.ExitCode, run.Error).ShouldBe((0, run.Error));
        return (run.Out.Replace(folder, "", StringComparison.Ordinal), [.. Directory.GetFiles(Path.Combine(folder, "mail")).Select(f => Lasting(File.ReadAllText(f))).Where(m => !m.Contains(Seal, StringComparison.Ordinal))]);
    }

    /// <summary>What the mails say: without boundaries, identities and seconds, which are others in each run.</summary>
    private static string Lasting(string mail) =>
        Regex.Replace(Base64Part.Replace(mail, m => Encoding.UTF8.GetString(Convert.FromBase64String(m.Groups[1].Value))), "--boundary_[0-9a-f_-]*|boundary=[^\r\n]*|(Message-ID|Date):[^\r\n]*", "");

    private static async Task<ProgramRun> RunAsync(string[] arguments, params (string Name, string Value)[] settings)
    {
        var start = TheProgram.Command(Path.GetTempPath(), arguments);
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ProgramRun(process.ExitCode, await output, await error);
    }

    private static string FreeAddress()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
    }
}
