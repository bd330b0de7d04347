using System.CommandLine;

namespace TaskTracker.Cli;

internal static class ServeCommand
{
    public const string DefaultUrl = "http://localhost:5080";

    public static void AddTo(RootCommand root)
    {
    }

    public static Task<int> RunAsync(Place place, IConfiguration configuration, TimeProvider time, bool isDemo, CancellationToken cancel) => Task.FromResult(0);
}
