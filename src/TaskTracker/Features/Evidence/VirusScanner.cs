using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace TaskTracker.Features.Evidence;

/// <summary>The hook for a virus scanner: a configured program gets the file's path as its last argument. It ends with 0 where the file is clean and 1 where it is infected, as clamscan and clamdscan do; anything else, and no answer in time, refuses the file too.</summary>
internal sealed class VirusScanner(IOptions<EvidenceOptions> options, ILogger<VirusScanner> log)
{
    /// <returns>Null where the file is clean, or nothing is to be scanned.</returns>
    public async Task<EvidenceRefusal?> ScanAsync(string path, CancellationToken cancel)
    {
        if (options.Value.Scanner.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var program, .. var arguments])
        {
            return null;
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(TimeSpan.FromSeconds(options.Value.ScannerTimeout));
        using var process = new Process { StartInfo = new ProcessStartInfo(program, [.. arguments, path]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true } };
        try
        {
            process.Start();
            process.StandardInput.Close();
            var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(timeout.Token), process.StandardError.ReadToEndAsync(timeout.Token));
            await process.WaitForExitAsync(timeout.Token);
            switch (process.ExitCode)
            {
                case 0:
                    return null;
                case 1:
                    return EvidenceRefusal.Infected;
                default:
                    log.LogError("The virus scanner ended with {ExitCode}: {Said}", process.ExitCode, string.Join(' ', await said));
                    return EvidenceRefusal.ScannerFailed;
            }
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            log.LogError(e, "The virus scanner {Scanner} gave no answer.", program);
            End(process);
            return EvidenceRefusal.ScannerFailed;
        }
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It never started, or has ended meanwhile.
        }
    }
}
