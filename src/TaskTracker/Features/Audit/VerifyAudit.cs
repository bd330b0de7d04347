using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Audit;

/// <summary>What a verification came to.</summary>
/// <param name="Unsealed">Entries behind the last seal of their chain: cut off from the end, they would leave no trace.</param>
/// <param name="ChainedLater">Entries older than the chains, which vouch only from the day on which they were chained.</param>
internal sealed record AuditVerdict(IReadOnlyList<AuditFinding> Findings, int Chains, long Entries, long Unsealed, long ChainedLater, AuditSeal? LastSeal)
{
    public bool IsSound => Findings.Count == 0;
}

/// <summary>The last verification, as the audit's page tells of it.</summary>
internal sealed record LastVerified(DateTime At, long Entries, long Unsealed, int Faults, string First);

/// <summary>Holds all chains against each other and against the seals, in the order in which everything was written: seals first, so that what is added meanwhile is never missed.</summary>
internal sealed class VerifyAudit(IDbContextFactory<TrackerDb> databases, HouseClock clock)
{
    private const string Key = "audit-verified";

    /// <param name="outside">A seal that was kept outside; null where only the ledger's own are to be had.</param>
    public async Task<AuditVerdict> HandleAsync(SealText? outside, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var seals = await db.Seals.AsNoTracking().OrderBy(s => s.Number).ToListAsync(cancel);
        var sealCheck = new SealCheck(await SealKeys.PublicAsync(db, cancel), outside);
        foreach (var seal in seals)
        {
            var changed = await db.SealedHeads.AsNoTracking().Where(h => h.Seal == seal.Number).Select(h => new AuditHead(h.Subject, h.Sequence, h.Hash)).ToListAsync(cancel);
            sealCheck.Next(seal, changed, isLast: seal == seals[^1]);
        }

        sealCheck.End();
        var last = seals.Count == 0 ? 0 : seals[^1].Number;
        var findings = new List<AuditFinding>(sealCheck.Findings);
        if (await db.SealedHeads.Where(h => h.Seal > last && !db.Seals.Any(s => s.Number == h.Seal)).Select(h => (int?)h.Seal).MinAsync(cancel) is { } cut)
        {
            findings.Add(new(AuditFault.SealMissing, "", cut, "it and what followed it were removed; what it saw is still there."));
        }

        var chains = new ChainCheck();
        var kept = outside?.Heads?.ToDictionary(h => h.Subject, StringComparer.Ordinal) ?? [];
        await foreach (var row in (from e in db.Audit.AsNoTracking()
                                   join h in db.SealedHeads.Where(h => h.Seal <= last) on new { e.Subject, e.Sequence } equals new { h.Subject, h.Sequence } into heads
                                   from h in heads.DefaultIfEmpty()
                                   orderby e.Subject, e.Sequence
                                   select new { Entry = e, Sealed = h }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            chains.Next(row.Entry, row.Sealed);
            if (kept.TryGetValue(row.Entry.Subject, out var head) && head.Sequence == row.Entry.Sequence)
            {
                kept.Remove(head.Subject);
                if (head.Hash != row.Entry.Hash)
                {
                    findings.Add(new(AuditFault.OutsideSealDiffers, head.Subject, head.Sequence, "the seal that was kept outside saw another entry here."));
                }
            }
        }

        foreach (var gone in await db.SealedHeads.AsNoTracking().Where(h => h.Seal <= last && !db.Audit.Any(e => e.Subject == h.Subject && e.Sequence == h.Sequence)).ToListAsync(cancel))
        {
            chains.Gone(gone);
        }

        findings.AddRange(kept.Values.Select(h => new AuditFinding(AuditFault.OutsideSealDiffers, h.Subject, h.Sequence, "the seal that was kept outside saw it; the ledger has no such entry.")));
        return await KeepAsync(db, new([.. chains.Findings, .. findings], chains.Chains, chains.Entries, chains.Unsealed, chains.ChainedLater, sealCheck.Last), cancel);
    }

    public static async Task<LastVerified?> LastAsync(TrackerDb db, CancellationToken cancel) =>
        await db.Settings.AsNoTracking().Where(s => s.Key == Key).Select(s => s.Value).FirstOrDefaultAsync(cancel) is { } kept ? JsonSerializer.Deserialize<LastVerified>(kept) : null;

    private async Task<AuditVerdict> KeepAsync(TrackerDb db, AuditVerdict verdict, CancellationToken cancel)
    {
        var value = JsonSerializer.Serialize(new LastVerified(clock.UtcNow, verdict.Entries, verdict.Unsealed, verdict.Findings.Count, verdict.Findings.Count == 0 ? "" : verdict.Findings[0].ToString()));
        if (await db.Settings.Where(s => s.Key == Key).ExecuteUpdateAsync(s => s.SetProperty(x => x.Value, value), cancel) == 0)
        {
            db.Settings.Add(new Setting { Key = Key, Value = value });
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateException) when (!cancel.IsCancellationRequested)
            {
                // Another node verified at the same moment; either account will do.
            }
        }

        return verdict;
    }
}
