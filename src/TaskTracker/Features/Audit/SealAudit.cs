using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Audit;

/// <summary>Makes the day's seal over all chains, once, however often and on however many nodes it is asked for.</summary>
internal sealed class SealAudit(IDbContextFactory<TrackerDb> databases, SealKeys keys, HouseClock clock)
{
    /// <returns>The day's seal, and whether it is new.</returns>
    /// <exception cref="SealKeyUnusableException">There is no key to sign with.</exception>
    public async Task<(AuditSeal Seal, bool IsNew)> HandleAsync(DateOnly day, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await OfAsync(db, day, cancel) is { } known)
        {
            return (known, false);
        }

        var (fingerprint, key) = await keys.CurrentAsync(db, cancel);
        using (key)
        {
            // One statement sees one moment; what is written meanwhile waits for tomorrow's seal.
            var heads = await AuditTrail.Heads(db).Select(h => new { h.Subject, h.Sequence, h.Hash, Known = db.SealedHeads.Any(s => s.Subject == h.Subject && s.Sequence == h.Sequence) }).ToListAsync(cancel);
            var last = await db.Seals.AsNoTracking().OrderByDescending(s => s.Number).FirstOrDefaultAsync(cancel);
            var changed = heads.Where(h => !h.Known).Select(h => new AuditHead(h.Subject, h.Sequence, h.Hash)).ToList();
            var seal = Signed(
                new AuditSeal
                {
                    Number = (last?.Number ?? 0) + 1, Day = day, At = AuditChain.ToMicrosecond(clock.UtcNow), Chains = heads.Count, Entries = heads.Sum(h => (long)h.Sequence),
                    Root = AuditSeal.RootOf(heads.Select(h => new AuditHead(h.Subject, h.Sequence, h.Hash))), Changes = AuditSeal.RootOf(changed), Previous = last?.Hash ?? AuditChain.None, Key = fingerprint, Signature = "",
                },
                key);
            db.Seals.Add(seal);
            db.SealedHeads.AddRange(changed.Select(h => new SealedHead { Seal = seal.Number, Subject = h.Subject, Sequence = h.Sequence, Hash = h.Hash }));
            try
            {
                await db.SaveChangesAsync(cancel);
                return (seal, true);
            }
            catch (DbUpdateException) when (!cancel.IsCancellationRequested)
            {
                db.ChangeTracker.Clear();
                return (await OfAsync(db, day, cancel) ?? throw new DbUpdateConcurrencyException("Another node makes a seal just now."), false);
            }
        }
    }

    /// <summary>All heads as a seal saw them: the newest of each chain up to it.</summary>
    public static IQueryable<SealedHead> HeadsAt(TrackerDb db, int seal) =>
        db.SealedHeads.AsNoTracking().Where(h => h.Seal <= seal && !db.SealedHeads.Any(later => later.Subject == h.Subject && later.Sequence > h.Sequence && later.Seal <= seal));

    private static Task<AuditSeal?> OfAsync(TrackerDb db, DateOnly day, CancellationToken cancel) => db.Seals.AsNoTracking().FirstOrDefaultAsync(s => s.Day == day, cancel);

    private static AuditSeal Signed(AuditSeal seal, ECDsa key) => new()
    {
        Number = seal.Number, Day = seal.Day, At = seal.At, Chains = seal.Chains, Entries = seal.Entries, Root = seal.Root, Changes = seal.Changes, Previous = seal.Previous, Key = seal.Key,
        Signature = Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(seal.Content), HashAlgorithmName.SHA256)),
    };
}
