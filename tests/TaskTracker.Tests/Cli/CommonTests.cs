using Microsoft.EntityFrameworkCore;
using TaskTracker.Cli;
using TaskTracker.Sweep;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Cli;

public sealed class CommonTests
{
    [DatabaseFact]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Open_WhenAKilledProcessLeftALease_FreesItOnlyForWhoIsAlone(TestDatabase database, bool alone)
    {
        await using var ledger = await Ledger.OpenAsync(database);
        await using (var before = ledger.Open())
        {
            var run = new SweepRun { AsOf = Ledger.Day, Ordinal = 1, StartedAt = DateTime.UtcNow };
            run.Batches.Add(new SweepBatch { PlanId = 1, ToPosition = 100, LeasedBy = "killed", LeasedUntil = DateTime.UtcNow.AddMinutes(5), Fence = 1 });
            before.Runs.Add(run);
            await before.SaveChangesAsync();
        }

        await Common.OpenAsync(ledger.Services, alone, default);

        await using var db = ledger.Open();
        var batch = await db.Batches.SingleAsync();
        (batch.LeasedUntil is null, batch.Fence).ShouldBe(alone ? (true, 2) : (false, 1));
    }
}
