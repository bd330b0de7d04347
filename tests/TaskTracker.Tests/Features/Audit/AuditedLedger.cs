using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Audit;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Audit;

/// <summary>A small ledger whose chains are sealed on two days, and somebody who can write to its database.</summary>
internal sealed class AuditedLedger(TestDatabase database, FakeClock clock, Node node) : IAsyncDisposable
{
    public Node Node => node;

    public static async Task<AuditedLedger> OpenAsync(TestDatabase database)
    {
        var clock = new FakeClock(new DateTimeOffset(2024, 11, 19, 0, 10, 0, TimeSpan.Zero));
        var node = new Node(database, clock, new RecordedPost());
        await new SmallLedger().BuildAsync(node);
        var ledger = new AuditedLedger(database, clock, node);
        await ledger.SealAsync();
        clock.Move(TimeSpan.FromHours(2));
        await node.RecordAsync("t1", SmallLedger.Health, on => new SubmitReport(on, "魏联络", ReportedState.OnSchedule, 40, "完成", "继续"));
        await node.RecordAsync("t1", SmallLedger.Health, on => new AcceptReport(on, "杜察"));
        clock.Move(TimeSpan.FromHours(22));
        await ledger.SealAsync();
        return ledger;
    }

    public void Move(TimeSpan by) => clock.Move(by);

    public async Task<AuditSeal> SealAsync() => (await node.Get<SealAudit>().HandleAsync(node.Clock.Today, default)).Seal;

    public Task<AuditVerdict> VerifyAsync(SealText? outside = null) => node.Get<VerifyAudit>().HandleAsync(outside, default);

    /// <summary>The last seal as it leaves the house.</summary>
    public async Task<SealText> OutsideAsync(bool withHeads)
    {
        await using var db = database.Open();
        var seal = await db.Seals.OrderByDescending(s => s.Number).FirstAsync();
        var heads = await SealAudit.HeadsAt(db, seal.Number).Select(h => new AuditHead(h.Subject, h.Sequence, h.Hash)).ToListAsync();
        return SealText.Read(withHeads ? SealText.Write(seal, heads) : SealText.Write(seal));
    }

    /// <summary>The chain with the most entries.</summary>
    public async Task<string> ChainAsync()
    {
        await using var db = database.Open();
        return await db.Audit.Where(e => e.Subject.StartsWith("responsibility:")).GroupBy(e => e.Subject).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => g.Key).FirstAsync();
    }

    public async Task<List<AuditEntry>> EntriesAsync(string chain)
    {
        await using var db = database.Open();
        return await db.Audit.AsNoTracking().Where(e => e.Subject == chain).OrderBy(e => e.Sequence).ToListAsync();
    }

    /// <summary>Writes to the database past the program, with its triggers out of the way.</summary>
    public async Task TamperAsync(params string[] statements)
    {
        await using var db = database.Open();
        await db.Database.OpenConnectionAsync();
        foreach (var statement in DropTriggers().Concat(statements))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Puts a chain in place of another one, hashed as it should be, from its first entry on.</summary>
    public async Task RewriteAsync(string chain, Func<AuditEntry, AuditRecord> content)
    {
        AuditHead? head = null;
        foreach (var entry in await EntriesAsync(chain))
        {
            var other = AuditChain.Append(head, chain, content(entry));
            head = new(chain, other.Sequence, other.Hash);
            await TamperAsync($"""UPDATE "AuditEntries" SET "Data" = '{other.Data}', "Previous" = '{other.Previous}', "Hash" = '{other.Hash}' WHERE "Id" = {entry.Id}""");
        }
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    private IEnumerable<string> DropTriggers() => database.Provider == TestProvider.Postgres ? ["SET session_replication_role = replica"]
        : new[] { "AuditEntries", "AuditSeals", "AuditSealedHeads" }.SelectMany(t => new[] { $"DROP TRIGGER IF EXISTS \"{t}_kept\"", $"DROP TRIGGER IF EXISTS \"{t}_unchanged\"" });
}

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class FakeClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Move(TimeSpan by) => _now += by;
}
