using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;

namespace TaskTracker.Persistence;

/// <summary>
/// Chains what an older version kept without hashes, once, as part of the upgrade. Broken off, it goes on where it stopped. Such entries vouch only from
/// the day on which they were chained, and say so.
/// </summary>
internal static class ChainHistory
{
    private const int ChainsAtOnce = 200;
    private const string Done = "audit-chained";
    public const string Kind = "HistoryChained";

    public static async Task HandleAsync(TrackerDb db, DateTime utcNow, CancellationToken cancel)
    {
        if (await db.Settings.AnyAsync(s => s.Key == Done, cancel))
        {
            return;
        }

        while (await db.Audit.Where(e => e.Hash == "").Select(e => e.Subject).Distinct().OrderBy(s => s).Take(ChainsAtOnce).ToListAsync(cancel) is { Count: > 0 } subjects)
        {
            var entries = await db.Audit.AsNoTracking().Where(e => subjects.Contains(e.Subject)).OrderBy(e => e.Subject).ThenBy(e => e.Sequence).ToListAsync(cancel);
            await db.Database.InTransactionAsync(
                async () =>
                {
                    foreach (var chain in entries.GroupBy(e => e.Subject))
                    {
                        await ChainAsync(db, chain, utcNow, cancel);
                    }
                },
                cancel);
        }

        if (await db.Audit.LongCountAsync(e => e.ChainedAt != null, cancel) is > 0 and var count)
        {
            db.Record(AuditSubject.Ledger, "", Kind, new { Entries = count }, utcNow);
        }

        db.Settings.Add(new Setting { Key = Done, Value = AuditChain.Text(utcNow) });
        await db.SaveChangesAsync(cancel);
    }

    private static async Task ChainAsync(TrackerDb db, IEnumerable<AuditEntry> chain, DateTime utcNow, CancellationToken cancel)
    {
        AuditHead? head = null;
        foreach (var entry in chain)
        {
            var chained = entry.Hash.Length == 0 ? AuditChain.ChainLater(head, entry, utcNow) : entry;
            if (entry.Hash.Length == 0)
            {
                // The database lets an entry be changed only as long as it has no hash.
                await db.Audit.Where(e => e.Id == entry.Id && e.Hash == "").ExecuteUpdateAsync(
                    s => s.SetProperty(e => e.At, chained.At).SetProperty(e => e.ChainedAt, chained.ChainedAt).SetProperty(e => e.Previous, chained.Previous).SetProperty(e => e.Hash, chained.Hash), cancel);
            }

            head = new AuditHead(chained.Subject, chained.Sequence, chained.Hash);
        }
    }
}
