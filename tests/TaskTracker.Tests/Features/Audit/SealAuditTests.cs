using System.Text;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Features.Audit;
using TaskTracker.Persistence;
using TaskTracker.Sweep;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Audit;

public sealed class SealAuditTests
{
    [DatabaseFact]
    public async Task Seal_WhenSeveralNodesMakeItAtOnce_IsMadeOnceADay(TestDatabase database)
    {
        await using var ledger = await AuditedLedger.OpenAsync(database);
        ledger.Move(TimeSpan.FromDays(1));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(ledger.SealAsync)));
        await using var db = database.Open();
        (await db.Seals.OrderBy(s => s.Number).Select(s => s.Day).ToListAsync()).ShouldBe([new(2024, 11, 19), new(2024, 11, 20), new(2024, 11, 21)]);
        (await ledger.VerifyAsync()).Findings.ShouldBeEmpty();
    }

    [DatabaseFact]
    public async Task Seal_WhenOneChainMoved_KeepsOnlyItsHead(TestDatabase database)
    {
        await using var ledger = await AuditedLedger.OpenAsync(database);
        await using var db = database.Open();
        (await db.SealedHeads.Where(h => h.Seal == 2).Select(h => h.Subject).ToListAsync()).ShouldBe([await ledger.ChainAsync()]);
    }

    [DatabaseFact]
    public async Task Seal_WhenTheSecretIsAnotherOne_IsRefusedWithTheRemedyUntilThereIsANewKey(TestDatabase database)
    {
        await using var ledger = await AuditedLedger.OpenAsync(database);
        await using var other = new Node(database, new FakeClock(new(2024, 11, 22, 1, 0, 0, TimeSpan.Zero)), new RecordedPost(), settings: new() { ["Keys:Secret"] = "another one" });
        (await Should.ThrowAsync<SealKeyUnusableException>(() => other.Get<SealAudit>().HandleAsync(other.Clock.Today, default))).Message.ShouldContain("audit new-key");

        await using (var db = other.Open())
        {
            await other.Get<SealKeys>().MakeAsync(db, default);
        }

        (await other.Get<SealAudit>().HandleAsync(other.Clock.Today, default)).IsNew.ShouldBeTrue();
        (await ledger.VerifyAsync()).Findings.ShouldBeEmpty();
    }

    [DatabaseFact]
    public async Task Seal_WhenAByteOfTheKeyWasFlipped_IsRefused(TestDatabase database)
    {
        await using var ledger = await AuditedLedger.OpenAsync(database);
        await using (var db = database.Open())
        {
            var kept = await db.Settings.SingleAsync(s => s.Key.StartsWith("seal-key:"));
            var at = kept.Value.IndexOf("\"Private\":\"", StringComparison.Ordinal) + 40;
            kept.Value = kept.Value[..at] + (kept.Value[at] == 'A' ? 'B' : 'A') + kept.Value[(at + 1)..];
            await db.SaveChangesAsync();
        }

        ledger.Move(TimeSpan.FromDays(1));
        await Should.ThrowAsync<SealKeyUnusableException>(ledger.SealAsync);
    }

    [DatabaseFact]
    public async Task Database_WhenReadBySomebodyElse_DoesNotHoldThePrivateKeyInTheClear(TestDatabase database)
    {
        await using var ledger = await AuditedLedger.OpenAsync(database);
        await using var db = database.Open();
        var (_, key) = await ledger.Node.Get<SealKeys>().CurrentAsync(db, default);
        var secret = key.ExportParameters(includePrivateParameters: true).D!;
        var kept = (await db.Settings.SingleAsync(s => s.Key.StartsWith("seal-key:"))).Value;
        kept.ShouldNotContain(Convert.ToBase64String(key.ExportPkcs8PrivateKey())[..60]);
        kept.ShouldNotContain(Convert.ToBase64String(secret)[..20]);
    }

    [DatabaseFact]
    public async Task MailSeals_WhenTheWeekBegins_QueuesOneMailForEachSupervisorWhoseTextIsASealFile(TestDatabase database)
    {
        await using var ledger = await AuditedLedger.OpenAsync(database);
        ledger.Move(TimeSpan.FromHours(3));
        (await ledger.Node.Get<MailSeals>().HandleAsync(ledger.Node.Clock.Today, default)).ShouldBe(1);
        (await ledger.Node.Get<MailSeals>().HandleAsync(ledger.Node.Clock.Today.AddDays(1), default)).ShouldBe(0);
        ledger.Move(TimeSpan.FromHours(-1));
        var sent = await ledger.Node.SendAsync();
        sent.Sent.ShouldBe(1);
        await using var db = database.Open();
        var mail = await db.Mails.Include(m => m.Person).SingleAsync();
        mail.Person.Key.ShouldBe("du-cha");
        mail.Subject.ShouldBe("【审计】第2号封存（2024-11-20），请存档");
        (await ledger.VerifyAsync(SealText.Read(mail.Text))).Findings.ShouldBeEmpty();
        SealText.Read(mail.Text).Seal.Number.ShouldBe(2);
    }

    [DatabaseFact]
    public async Task Export_WhenVerifiedByAnotherProgram_IsSoundUntilAByteChanges(TestDatabase database)
    {
        if (Python is null)
        {
            return;
        }

        await using var ledger = await AuditedLedger.OpenAsync(database);
        using var export = new MemoryStream();
        await ledger.Node.AskAsync<ExportAudit, long>(e => e.HandleAsync(export, default));
        var path = Path.Combine(database.Folder, "export.jsonl");
        await File.WriteAllBytesAsync(path, export.ToArray());
        var sound = await RunAsync(path);
        sound.Error.ShouldBeEmpty();
        (sound.ExitCode, sound.Out).ShouldBe((0, $"{(await VerdictAsync(ledger)).Entries} entries in 7 chains and 2 seals: all in order.\n"));

        var text = Encoding.UTF8.GetString(export.ToArray());
        foreach (var (from, to) in new[] { ("魏联络", "别的人"), ("\"signature\":\"", "\"signature\":\"AAAA"), ("entries: ", "entries: 9") })
        {
            await File.WriteAllTextAsync(path, text.Replace(from, to, StringComparison.Ordinal));
            (await RunAsync(path)).ExitCode.ShouldBe(3, from);
        }
    }

    private static readonly string? Python = new[] { "/usr/bin/python3", "/usr/local/bin/python3" }.FirstOrDefault(File.Exists);

    private static Task<AuditVerdict> VerdictAsync(AuditedLedger ledger) => ledger.VerifyAsync();

    private static async Task<ProgramRun> RunAsync(string export, [System.Runtime.CompilerServices.CallerFilePath] string here = "")
    {
        var script = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../../tools/verify-audit-export.py"));
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(Python!, [script, export]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await said, await errors);
    }
}
