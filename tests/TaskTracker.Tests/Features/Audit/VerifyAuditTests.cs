using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Audit;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Audit;

public sealed class VerifyAuditTests
{
    [DatabaseFact]
    public async Task Verify_WhenNothingWasTouched_FindsNothingAndCountsWhatNoSealVouchesFor(TestDatabase database)
    {
        await using var ledger = await AuditedLedger.OpenAsync(database);
        var verdict = await ledger.VerifyAsync(await ledger.OutsideAsync(withHeads: true));
        verdict.Findings.ShouldBeEmpty();
        (verdict.Chains, verdict.Unsealed, verdict.ChainedLater, verdict.LastSeal!.Number).ShouldBe((7, 0, 0, 2));

        await ledger.Node.RecordAsync("t2", SmallLedger.Health, on => new SubmitReport(on, "魏联络", ReportedState.OnSchedule, 40, "", ""));
        (await ledger.VerifyAsync()).Unsealed.ShouldBe(1);
    }

    [DatabaseFact]
    public async Task Verify_WhenAnEntryWasChanged_NamesItWhicheverFieldItWas(TestDatabase database)
    {
        await using var ledger = await AuditedLedger.OpenAsync(database);
        var chain = await ledger.ChainAsync();
        await database.RewindAsync();
        foreach (var change in new[] { "\"Data\" = '{}'", "\"By\" = '别人'", "\"Kind\" = 'Closed'", $"\"At\" = {(database.Provider == TestProvider.Postgres ? "\"At\" - interval '1 day'" : "'2020-01-01 00:00:00'")}", "\"Previous\" = \"Hash\"" })
        {
            await ledger.TamperAsync($"UPDATE \"AuditEntries\" SET {change} WHERE \"Subject\" = '{chain}' AND \"Sequence\" = 2");
            (await ledger.VerifyAsync()).Findings.ShouldContain(f => f.Fault == AuditFault.EntryChanged && f.Chain == chain && f.Number == 2, change);
            await database.RewindAsync();
        }
    }

    [DatabaseFact]
    public async Task Verify_WhenAnEntryWasChangedWithItsHash_NamesTheNextThatNoLongerFollows(TestDatabase database)
    {
        await using var ledger = await AuditedLedger.OpenAsync(database);
        var chain = await ledger.ChainAsync();
        var entries = await ledger.EntriesAsync(chain);
        var other = AuditChain.Append(new(chain, 1, entries[0].Hash), chain, new AuditRecord(entries[1].At, entries[1].By, entries[1].Kind, "{}"));
        await ledger.TamperAsync($"UPDATE \"AuditEntries\" SET \"Data\" = '{{}}', \"Hash\" = '{other.Hash}' WHERE \"Id\" = {entries[1].Id}");
        (await ledger.VerifyAsync()).Findings.ShouldContain(f => f.Fault == AuditFault.EntryNotFollowing && f.Chain == chain && f.Number == 3);
    }

    [DatabaseFact]
    public async Task Verify_WhenAnEntryWasRemoved_NamesIt(TestDatabase database)
    {
        await using var ledger = await AuditedLedger.OpenAsync(database);
        var chain = await ledger.ChainAsync();
        await ledger.TamperAsync($"DELETE FROM \"AuditEntries\" WHERE \"Subject\" = '{chain}' AND \"Sequence\" = 2");
        (await ledger.VerifyAsync()).Findings.ShouldContain(f => f.Fault == AuditFault.EntryMissing && f.Chain == chain && f.Number == 2);
    }

    [DatabaseFact]
    public async Task Verify_WhenEntriesChangedPlaces_NamesBoth(TestDatabase database)
    {
        await using var ledger = await AuditedLedger.OpenAsync(database);
        var chain = await ledger.ChainAsync();
        string Number(int from, int to) => $"UPDATE \"AuditEntries\" SET \"Sequence\" = {to} WHERE \"Subject\" = '{chain}' AND \"Sequence\" = {from}";
        await ledger.TamperAsync(Number(2, -2), Number(3, 2), Number(-2, 3));
        var findings = (await ledger.VerifyAsync()).Findings.Where(f => f.Chain == chain).ToList();
        findings.Where(f => f.Fault == AuditFault.EntryChanged).Select(f => f.Number).ShouldBe([2, 3]);
    }

    [DatabaseFact]
    public async Task Verify_WhenTheTailWasCutBeforeTheSeal_NamesWhatTheSealSaw(TestDatabase database)
    {
        await using var ledger = await AuditedLedger.OpenAsync(database);
        var chain = await ledger.ChainAsync();
        var last = (await ledger.EntriesAsync(chain)).Count;
        await ledger.TamperAsync($"DELETE FROM \"AuditEntries\" WHERE \"Subject\" = '{chain}' AND \"Sequence\" = {last}");
        var finding = (await ledger.VerifyAsync()).Findings.ShouldHaveSingleItem();
        (finding.Fault, finding.Chain, finding.Number).ShouldBe((AuditFault.SealedEntryGone, chain, last));
    }

    [DatabaseFact]
    public async Task Verify_WhenTheTailWasCutBehindTheSeal_CannotKnowAndHadSaidSo(TestDatabase database)
    {
        await using var ledger = await AuditedLedger.OpenAsync(database);
        await ledger.Node.RecordAsync("t2", SmallLedger.Health, on => new SubmitReport(on, "魏联络", ReportedState.OnSchedule, 40, "", ""));
        (await ledger.VerifyAsync()).Unsealed.ShouldBe(1);
        await using (var db = database.Open())
        {
            await ledger.TamperAsync($"DELETE FROM \"AuditEntries\" WHERE \"Id\" = {await db.Audit.MaxAsync(e => e.Id)}");
        }

        (await ledger.VerifyAsync()).IsSound.ShouldBeTrue();
    }

    [DatabaseFact]
    public async Task Verify_WhenAWholeChainIsGone_NamesIt(TestDatabase database)
    {
        await using var ledger = await AuditedLedger.OpenAsync(database);
        var chain = await ledger.ChainAsync();
        await ledger.TamperAsync($"DELETE FROM \"AuditEntries\" WHERE \"Subject\" = '{chain}'");
        (await ledger.VerifyAsync()).Findings.ShouldContain(f => f.Fault == AuditFault.SealedEntryGone && f.Chain == chain);
    }

    [DatabaseFact]
    public async Task Verify_WhenAWholeChainWasRewritten_IsToldByTheSeals(TestDatabase database)
    {
        await using var ledger = await AuditedLedger.OpenAsync(database);
        var chain = await ledger.ChainAsync();
        await ledger.RewriteAsync(chain, e => new AuditRecord(e.At, e.By, e.Kind, e.Data.Replace("40", "90", StringComparison.Ordinal)));
        var findings = (await ledger.VerifyAsync()).Findings;
        findings.ShouldAllBe(f => f.Fault == AuditFault.SealedEntryReplaced && f.Chain == chain);
        findings.ShouldNotBeEmpty();
    }

    [DatabaseFact]
    public async Task Verify_WhenChainAndSealedHeadWereRewritten_NamesTheSeal(TestDatabase database)
    {
        await using var ledger = await AuditedLedger.OpenAsync(database);
        var chain = await ledger.ChainAsync();
        await ledger.RewriteAsync(chain, e => new AuditRecord(e.At, e.By, e.Kind, e.Data.Replace("40", "90", StringComparison.Ordinal)));
        await ledger.TamperAsync("""UPDATE "AuditSealedHeads" SET "Hash" = (SELECT e."Hash" FROM "AuditEntries" e WHERE e."Subject" = "AuditSealedHeads"."Subject" AND e."Sequence" = "AuditSealedHeads"."Sequence")""");
        (await ledger.VerifyAsync()).Findings.ShouldContain(f => f.Fault == AuditFault.SealHeadsChanged && f.Number == 2);
    }

    [DatabaseFact]
    public async Task Verify_WhenASealWasChangedOrRemoved_NamesIt(TestDatabase database)
    {
        await using var ledger = await AuditedLedger.OpenAsync(database);
        await database.RewindAsync();
        await ledger.TamperAsync("UPDATE \"AuditSeals\" SET \"Entries\" = 1 WHERE \"Number\" = 1");
        var changed = (await ledger.VerifyAsync()).Findings;
        changed.ShouldContain(f => f.Fault == AuditFault.SealForged && f.Number == 1);
        changed.ShouldContain(f => f.Fault == AuditFault.SealNotFollowing && f.Number == 2);

        await database.RewindAsync();
        await ledger.TamperAsync("DELETE FROM \"AuditSeals\" WHERE \"Number\" = 1");
        (await ledger.VerifyAsync()).Findings.ShouldContain(f => f.Fault == AuditFault.SealMissing && f.Number == 1);

        await database.RewindAsync();
        await ledger.TamperAsync("DELETE FROM \"AuditSeals\" WHERE \"Number\" = 2");
        (await ledger.VerifyAsync()).Findings.ShouldContain(f => f.Fault == AuditFault.SealMissing && f.Number == 2);
    }

    [DatabaseFact]
    public async Task Verify_WhenTheDatabaseIsAnOlderOne_IsToldByTheSealThatWasKeptOutside(TestDatabase database)
    {
        await using var ledger = await AuditedLedger.OpenAsync(database);
        await database.RewindAsync();
        var chain = await ledger.ChainAsync();
        await ledger.Node.RecordAsync("t1", SmallLedger.Health, on => new SubmitReport(on, "魏联络", ReportedState.Behind, 50, "", ""));
        ledger.Move(TimeSpan.FromDays(1));
        await ledger.SealAsync();
        var (small, whole) = (await ledger.OutsideAsync(withHeads: false), await ledger.OutsideAsync(withHeads: true));

        await database.RewindAsync();
        (await ledger.VerifyAsync()).IsSound.ShouldBeTrue();
        (await ledger.VerifyAsync(small)).Findings.ShouldContain(f => f.Fault == AuditFault.OutsideSealUnknown && f.Number == 3);
        (await ledger.VerifyAsync(whole)).Findings.ShouldContain(f => f.Fault == AuditFault.OutsideSealDiffers && f.Chain == chain);
    }

    [DatabaseFact]
    public async Task Verify_WhenEverythingWasRewrittenWithTheKey_IsToldByTheSealThatWasKeptOutside(TestDatabase database)
    {
        await using var ledger = await AuditedLedger.OpenAsync(database);
        var (small, whole) = (await ledger.OutsideAsync(withHeads: false), await ledger.OutsideAsync(withHeads: true));
        var chain = await ledger.ChainAsync();
        await ledger.RewriteAsync(chain, e => new AuditRecord(e.At, e.By, e.Kind, e.Data.Replace("40", "90", StringComparison.Ordinal)));
        await ledger.TamperAsync("DELETE FROM \"AuditSealedHeads\"", "DELETE FROM \"AuditSeals\"");
        await ledger.SealAsync();
        ledger.Move(TimeSpan.FromDays(1));
        await ledger.SealAsync();

        (await ledger.VerifyAsync()).IsSound.ShouldBeTrue();
        (await ledger.VerifyAsync(small)).Findings.ShouldContain(f => f.Fault == AuditFault.OutsideSealDiffers && f.Number == 2);
        (await ledger.VerifyAsync(whole)).Findings.ShouldContain(f => f.Fault == AuditFault.OutsideSealDiffers && f.Chain == chain);
    }
}
