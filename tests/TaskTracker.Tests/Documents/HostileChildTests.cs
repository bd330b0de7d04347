using System.Diagnostics;
using System.Globalization;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Documents;

/// <summary>All hostile files of attack 10, one after the other through the real program that may hold no more than the memory promised in DocumentLimits.</summary>
public sealed class HostileChildTests
{
    private const long Promised = 512L << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Import_OfAllHostileFiles_StaysWithinThePromisedMemory()
    {
        var folder = Directory.CreateTempSubdirectory("tasktracker-test-");
        try
        {
            foreach (var file in HostileFiles.All)
            {
                await File.WriteAllBytesAsync(Path.Combine(folder.FullName, file.Name), file.Make());
            }

            var data = Path.Combine(folder.FullName, "data");
            var start = TheProgram.Command(folder.FullName, ["import", .. HostileFiles.All.Select(f => f.Name), "--data", data]);
            start.Environment["DOTNET_GCHeapHardLimit"] = Promised.ToString("X", CultureInfo.InvariantCulture);
            using var process = Process.Start(start)!;
            using var patience = new CancellationTokenSource(Patience);
            var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            finally
            {
                if (!process.HasExited)
                {
                    process.Kill();
                }
            }

            var said = await error;
            process.ExitCode.ShouldBe(2, said);
            said.ShouldNotContain("importer failed");
            foreach (var file in HostileFiles.All.Where(f => f.Problem is not null))
            {
                said.ShouldMatch($@"(?m)^{System.Text.RegularExpressions.Regex.Escape(file.Name)}:1: .+ \[{file.Problem}\]$");
            }

            (await output).ShouldStartWith("[");
            Directory.Exists(data).ShouldBeFalse();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
