using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Audit;

/// <summary>
/// Writes the audit as JSON lines that can be verified without the service (<c>tools/verify-audit-export.py</c>): keys, then entries chain by chain, then
/// the seals, each with the heads that had moved. The canonical bytes are those of <see cref="AuditChain"/> and <see cref="AuditSeal.Content"/>.
/// </summary>
internal sealed class ExportAudit([WholeLedger] TrackerDb db)
{
    public const string Format = "tasktracker-audit-export";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <returns>How many entries were written.</returns>
    public async Task<long> HandleAsync(Stream to, CancellationToken cancel)
    {
        var keys = await SealKeys.PublicAsync(db, cancel);
        var seals = await db.Seals.AsNoTracking().OrderBy(s => s.Number).ToListAsync(cancel);
        await using var text = new StreamWriter(to, leaveOpen: true) { NewLine = "\n" };
        await LineAsync(text, new { format = Format, version = 1, keys = keys.ToDictionary(k => k.Key, k => Convert.ToBase64String(k.Value)) });
        long entries = 0;
        await foreach (var e in db.Audit.AsNoTracking().OrderBy(e => e.Subject).ThenBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(cancel))
        {
            entries++;
            await LineAsync(text, new
            {
                entry = e.Sequence, subject = e.Subject, at = AuditChain.Text(e.At), by = e.By, kind = e.Kind, data = e.Data, algorithm = e.Algorithm,
                chainedAt = e.ChainedAt is { } at ? AuditChain.Text(at) : "", previous = e.Previous, hash = e.Hash,
            });
        }

        foreach (var s in seals)
        {
            var heads = await db.SealedHeads.AsNoTracking().Where(h => h.Seal == s.Number).Select(h => new AuditHead(h.Subject, h.Sequence, h.Hash)).ToListAsync(cancel);
            await LineAsync(text, new { seal = s.Number, content = s.Content, signature = s.Signature, heads = heads.OrderBy(h => h.Hash, StringComparer.Ordinal).Select(SealText.Line) });
        }

        return entries;
    }

    private static Task LineAsync(StreamWriter text, object line) => text.WriteLineAsync(JsonSerializer.Serialize(line, Json));
}
