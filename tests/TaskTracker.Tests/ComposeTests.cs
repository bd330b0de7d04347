using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace TaskTracker.Tests;

public sealed class ComposeTests
{
    private static readonly string? Tool = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "docker-compose")).FirstOrDefault(File.Exists);

    [ComposeFact]
    public async Task Compose_WhenThePasswordIsSet_IsAcceptedAndPublishesOnLoopbackOnly()
    {
        var (exitCode, output) = await ConfigAsync(password: "a-password");
        exitCode.ShouldBe(0, output);
        output.ShouldContain("network_mode: host");
        output.Split('\n').Where(line => line.Contains(":1025", StringComparison.Ordinal) || line.Contains(":8025", StringComparison.Ordinal) || line.Contains("host_ip", StringComparison.Ordinal))
            .ShouldAllBe(line => line.Contains("127.0.0.1", StringComparison.Ordinal));
        output.ShouldNotContain("0.0.0.0");
    }

    [ComposeFact]
    public async Task Compose_WhenThePasswordIsMissing_IsRefused()
    {
        var (exitCode, output) = await ConfigAsync(password: "");
        exitCode.ShouldNotBe(0);
        output.ShouldContain("POSTGRES_PASSWORD");
    }

    private static async Task<(int ExitCode, string Output)> ConfigAsync(string password, [CallerFilePath] string here = "")
    {
        var start = new ProcessStartInfo(Tool!, ["--env-file", ".env.example", "config"])
        {
            WorkingDirectory = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../..")),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["POSTGRES_PASSWORD"] = password },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Shows as skipped where docker-compose is not installed; the Docker engine is not needed.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class ComposeFactAttribute : FactAttribute
    {
        public ComposeFactAttribute()
        {
            if (Tool is null)
            {
                Skip = "No docker-compose on this machine.";
            }
        }
    }
}
