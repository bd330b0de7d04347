using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Features.Audit;
using TaskTracker.Persistence;

namespace TaskTracker.Cli;

/// <summary>Seals, verifies and exports the audit. A verification that finds something ends with a code of its own.</summary>
internal static class AuditCommand
{
    public const int FaultsFound = 3;
    private const int MostPrinted = 200;

    public static Command Create()
    {
        var audit = new Command("audit", "Verify, seal and export the append-only audit.");
        audit.Subcommands.Add(Verify());
        audit.Subcommands.Add(SealToday());
        audit.Subcommands.Add(Export());
        audit.Subcommands.Add(NewKey());
        return audit;
    }

    private static Command Verify()
    {
        var sealFile = new Option<string?>("--seal") { Description = "A seal that was kept outside: a file from the audit's page or from \"audit seal\", or a mail with it saved as text." };
        var command = new Command("verify", $"Hold all chains against each other and against the seals. Ends with {FaultsFound} where something was changed, removed, reordered, cut off or rewritten.") { sealFile };
        command.SetAction((call, cancel) => Common.WithLedgerAsync(call, async (services, _) =>
        {
            SealText? outside = null;
            if (call.GetValue(sealFile) is { } path)
            {
                try
                {
                    outside = SealText.Read(await File.ReadAllTextAsync(path, cancel));
                }
                catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
                {
                    await Console.Error.WriteLineAsync($"{path}: {e.Message}");
                    return ExitCode.WrongInput;
                }
            }

            var verdict = await services.GetRequiredService<VerifyAudit>().HandleAsync(outside, cancel);
            await PrintAsync(verdict, outside);
            return verdict.IsSound ? ExitCode.Done : FaultsFound;
        }, cancel));
        return command;
    }

    private static async Task PrintAsync(AuditVerdict verdict, SealText? outside)
    {
        foreach (var finding in verdict.Findings.Take(MostPrinted))
        {
            await Console.Error.WriteLineAsync(finding.ToString());
        }

        if (verdict.Findings.Count > MostPrinted)
        {
            await Console.Error.WriteLineAsync($"… and {verdict.Findings.Count - MostPrinted} more.");
        }

        string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        var lines = new List<string> { Say($"{verdict.Entries} entries in {verdict.Chains} chains: {(verdict.IsSound ? "all in order." : $"{verdict.Findings.Count} faults.")}") };
        if (verdict.ChainedLater > 0)
        {
            lines.Add(Say($"{verdict.ChainedLater} of them are older than the chains; for those nothing vouches before the day on which they were chained, which they name."));
        }

        lines.Add(verdict.LastSeal is { } last
            ? Say($"The last seal is {last.Number} of {last.Day:yyyy-MM-dd}. {verdict.Unsealed} entries lie behind the last seal of their chain: had some been cut off from the end there, nothing here would show it.")
            : Say($"There is no seal yet. Had entries been cut off from the end of a chain, nothing here would show it."));
        lines.Add(outside is not null
            ? Say($"Held against seal {outside.Seal.Number} of {outside.Seal.Day:yyyy-MM-dd} from the file{(outside.Heads is null ? "" : $" and the {outside.Heads.Count} heads in it")}.")
            : "The seals came from the same database: whoever can rewrite it and has the signing key can rewrite both. Hold it against one that was kept outside: --seal FILE.");
        foreach (var line in lines)
        {
            await Console.Out.WriteLineAsync(line);
        }
    }

    private static Command SealToday()
    {
        var file = new Option<string?>("--out") { Description = "Where to write the seal with the heads of all chains; keep it outside." };
        var command = new Command("seal", "Make today's seal, if there is none yet, and write it out.") { file, Common.AsOf };
        command.SetAction((call, cancel) => Common.WithLedgerAsync(call, async (services, today) => await GuardKeyAsync(async () =>
        {
            var (seal, isNew) = await services.GetRequiredService<SealAudit>().HandleAsync(today, cancel);
            if (call.GetValue(file) is { } path)
            {
                await using var db = await services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync(cancel);
                var heads = await SealAudit.HeadsAt(db, seal.Number).Select(h => new AuditHead(h.Subject, h.Sequence, h.Hash)).ToListAsync(cancel);
                await File.WriteAllTextAsync(path, SealText.Write(seal, heads), cancel);
            }

            await Console.Out.WriteLineAsync(isNew ? $"Seal {seal.Number} of {seal.Day:yyyy-MM-dd} over {seal.Chains} chains." : $"The seal of {seal.Day:yyyy-MM-dd} was there: {seal.Number}.");
            await Console.Out.WriteAsync(SealText.Write(seal));
        }), cancel));
        return command;
    }

    private static Command Export()
    {
        var file = new Argument<string>("FILE") { Description = "JSON lines; tools/verify-audit-export.py verifies them without the service." };
        var command = new Command("export", "Write the whole audit to a file that can be verified without the service.") { file };
        command.SetAction((call, cancel) => Common.WithLedgerAsync(call, async (services, _) =>
        {
            await using var scope = services.CreateAsyncScope();
            var path = call.GetRequiredValue(file);
            long entries;
            await using (var to = File.Create(path + ".part"))
            {
                entries = await scope.ServiceProvider.GetRequiredService<ExportAudit>().HandleAsync(to, cancel);
            }

            File.Move(path + ".part", path, overwrite: true);
            await Console.Out.WriteLineAsync($"{entries} entries written to {path}.");
            return ExitCode.Done;
        }, cancel));
        return command;
    }

    private static Command NewKey()
    {
        var command = new Command("new-key", "Sign seals with a new key from now on, e.g. where the secret of the old one is lost. Old seals stay valid.");
        command.SetAction((call, cancel) => Common.WithLedgerAsync(call, async (services, _) =>
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync(cancel);
            await Console.Out.WriteLineAsync($"New key, fingerprint {await services.GetRequiredService<SealKeys>().MakeAsync(db, cancel)}. Tell it to whoever keeps the seals.");
            return ExitCode.Done;
        }, cancel));
        return command;
    }

    private static async Task<int> GuardKeyAsync(Func<Task> body)
    {
        try
        {
            await body();
            return ExitCode.Done;
        }
        catch (SealKeyUnusableException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.WrongInput;
        }
    }
}
