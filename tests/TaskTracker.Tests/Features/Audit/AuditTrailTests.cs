using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using TaskTracker.Domain.Audit;
using TaskTracker.Features.Audit;
using TaskTracker.Features.Organisation;
using TaskTracker.Persistence;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Audit;

public sealed class AuditTrailTests
{
    [DatabaseFact]
    public async Task Record_WhenManyWriteIntoOneChainAtOnce_NeverForks(TestDatabase database)
    {
        await using var ledger = await AuditedLedger.OpenAsync(database);
        var done = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(async () =>
        {
            await using var db = ledger.Node.Open();
            db.Record("rules", "杜察", "RulesPublished", new { i }, DateTime.UtcNow);
            try
            {
                await db.SaveChangesAsync();
                return true;
            }
            catch (DbUpdateConcurrencyException)
            {
                return false;
            }
        })));

        done.ShouldContain(true);
        (await ledger.EntriesAsync("rules")).Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, done.Count(d => d)));
        (await ledger.VerifyAsync()).Findings.ShouldBeEmpty();
    }

    [DatabaseFact]
    public async Task SaveChanges_WhenAnEntryOrSealWouldChangeOrGo_Refuses(TestDatabase database)
    {
        await using var ledger = await AuditedLedger.OpenAsync(database);
        foreach (var spoil in new Action<TrackerDb>[]
                 {
                     db => db.Remove(db.Audit.First()), db => db.Remove(db.Seals.First()), db => db.Remove(db.SealedHeads.First()),
                     db => db.Entry(db.Audit.First()).Property(e => e.By).CurrentValue = "别人", db => db.Entry(db.Seals.First()).Property(e => e.Root).CurrentValue = "",
                 })
        {
            await using var db = database.Open();
            spoil(db);
            db.ChangeTracker.DetectChanges();
            await Should.ThrowAsync<InvalidOperationException>(() => db.SaveChangesAsync());
            Should.Throw<InvalidOperationException>(() => db.SaveChanges());
        }
    }

    [DatabaseFact]
    public async Task Database_WhenAskedToChangeOrDeleteTheAudit_Refuses(TestDatabase database)
    {
        await using var ledger = await AuditedLedger.OpenAsync(database);
        await using var db = database.Open();
        foreach (var statement in new Func<Task>[]
                 {
                     () => db.Audit.ExecuteDeleteAsync(), () => db.Audit.ExecuteUpdateAsync(s => s.SetProperty(e => e.By, "别人")), () => db.Seals.ExecuteDeleteAsync(),
                     () => db.Seals.ExecuteUpdateAsync(s => s.SetProperty(e => e.Entries, 1)), () => db.SealedHeads.ExecuteDeleteAsync(), () => db.SealedHeads.ExecuteUpdateAsync(s => s.SetProperty(e => e.Hash, "")),
                 })
        {
            (await Should.ThrowAsync<System.Data.Common.DbException>(statement)).Message.ShouldContain("never");
        }
    }

    [DatabaseFact]
    public async Task Record_WhenTheTransactionIsRolledBack_LeavesNothing(TestDatabase database)
    {
        await using var ledger = await AuditedLedger.OpenAsync(database);
        await using (var db = ledger.Node.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Record("rules", "杜察", "RulesPublished", new { }, DateTime.UtcNow);
            await db.SaveChangesAsync();
        }

        (await ledger.EntriesAsync("rules")).ShouldBeEmpty();
    }

    [DatabaseFact]
    public async Task Record_WhenTheSubjectCouldNotStandInALine_IsRefused(TestDatabase database)
    {
        await using var db = database.Open();
        Should.Throw<ArgumentException>(() => db.Record("plan:a\nb", "", "PlanLoaded", new { }, DateTime.UtcNow));
    }

    [DatabaseFact]
    public async Task Upgrade_WhenKilledOnItsWay_ChainsTheOlderHistoryOnceAndSaysSince(TestDatabase database)
    {
        await BeforeChainsAsync(database);
        await database.RewindAsync();
        var deaths = 0;
        // Around the first of two commits, in the middle of each batch, and around the last entry with its mark.
        foreach (var step in new[] { 1, 300, 600, 601, 602, 603, 750, 902, 903, 904, 905, 906, 907, 908, int.MaxValue })
        {
            await database.RewindAsync();
            var life = new Mortality(diesAt: step);
            try
            {
                await using var dying = new Node(database, TimeProvider.System, new RecordedPost(), interceptors: life.Interceptors);
                await using var db = dying.Open();
                await ChainHistory.HandleAsync(db, DateTime.UtcNow, default);
            }
            catch (Exception) when (life.Dead)
            {
                deaths++;
            }

            await using var next = new Node(database, TimeProvider.System, new RecordedPost());
            await SmallLedger.UpgradeAsync(next);
            await SmallLedger.UpgradeAsync(next);
            var verdict = await next.Get<VerifyAudit>().HandleAsync(null, default);
            verdict.Findings.ShouldBeEmpty($"step {step}");
            verdict.ChainedLater.ShouldBe(900);
            await using (var after = database.Open())
            {
                (await after.Audit.CountAsync(e => e.Kind == ChainHistory.Kind)).ShouldBe(1, $"step {step}");
                (await after.Audit.Where(e => e.Subject == "responsibility:7").OrderBy(e => e.Sequence).Select(e => e.Data).ToListAsync()).ShouldBe(["{\"n\":1}", "{\"n\":2}", "{\"n\":3}"]);
            }
        }

        deaths.ShouldBeGreaterThan(8);
    }

    [DatabaseFact]
    public async Task LoadOrg_WhenNothingChanged_WritesNoEntry(TestDatabase database)
    {
        await using var ledger = await AuditedLedger.OpenAsync(database);
        var before = (await ledger.EntriesAsync(AuditSubject.Region("试验区"))).Count;
        await new SmallLedger().LoadOrgAsync(ledger.Node);
        (await ledger.EntriesAsync(AuditSubject.Region("试验区"))).Count.ShouldBe(before);
        before.ShouldBe(1);
    }

    /// <summary>The database of the version before, with 300 histories of three entries, brought to the new schema but not yet chained.</summary>
    private static async Task BeforeChainsAsync(TestDatabase database)
    {
        await using var db = database.Open();
        var migrations = db.Database.GetMigrations().ToList();
        var chains = migrations.FindIndex(m => m.EndsWith("_AddAuditAndEvidence", StringComparison.Ordinal));
        await db.GetService<IMigrator>().MigrateAsync(migrations[chains - 1]);
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = (database.Provider == TestProvider.Sqlite ? "PRAGMA foreign_keys = OFF;" : "SET session_replication_role = replica;")
            + string.Concat(Enumerable.Range(1, 300).SelectMany(id => Enumerable.Range(1, 3).Select(n =>
                $"INSERT INTO \"History\" (\"ResponsibilityId\", \"Sequence\", \"At\", \"By\", \"Kind\", \"Data\") VALUES ({id}, {n}, '2024-01-0{n} 01:02:03.1234567{(database.Provider == TestProvider.Sqlite ? "" : "Z")}', '张三', 'Accepted', '{{\"n\":{n}}}');")));
        await command.ExecuteNonQueryAsync();
        await db.Database.MigrateAsync();
    }
}
