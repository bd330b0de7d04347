using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TaskTracker.Domain.Audit;

/// <summary>
/// How entries are chained. The canonical bytes of an entry are ten fields, each as netstring (<c>length:bytes,</c> with the length in bytes as a decimal
/// number, text in UTF-8): <c>tasktracker-audit</c>, algorithm, subject, sequence, at, by, kind, data, chained at (empty where it was chained as it was
/// written), previous. Moments are UTC like <c>2024-11-20T01:02:03.000004Z</c>. The hash is their SHA-256 in lower-case hexadecimal.
/// </summary>
public static class AuditChain
{
    public const int Algorithm = 1;
    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>What the first entry of a chain has in place of the hash before it.</summary>
    public static readonly string None = new('0', 64);

    /// <summary>The next entry of a chain.</summary>
    /// <param name="head">Null where the chain has no entry yet.</param>
    public static AuditEntry Append(AuditHead? head, string subject, AuditRecord record) =>
        Chained(new AuditEntry
        {
            Subject = subject, Sequence = (head?.Sequence ?? 0) + 1, At = ToMicrosecond(record.At), By = record.By, Kind = record.Kind, Data = record.Data, Previous = head?.Hash ?? None, Hash = "",
        });

    /// <summary>An entry from before there were chains, as the next one of its chain.</summary>
    public static AuditEntry ChainLater(AuditHead? head, AuditEntry entry, DateTime chainedAt) =>
        Chained(new AuditEntry
        {
            Id = entry.Id, Subject = entry.Subject, Sequence = entry.Sequence, At = ToMicrosecond(entry.At), By = entry.By, Kind = entry.Kind, Data = entry.Data,
            ChainedAt = ToMicrosecond(chainedAt), Previous = head?.Hash ?? None, Hash = "",
        });

    /// <summary>By the entry's content, whatever hash it bears itself.</summary>
    public static string HashOf(AuditEntry entry) => Convert.ToHexStringLower(SHA256.HashData(Canonical(entry)));

    public static byte[] Canonical(AuditEntry entry)
    {
        using var bytes = new MemoryStream();
        foreach (var field in new[]
                 {
                     "tasktracker-audit", Number(entry.Algorithm), entry.Subject, Number(entry.Sequence), Text(entry.At), entry.By, entry.Kind, entry.Data,
                     entry.ChainedAt is { } at ? Text(at) : "", entry.Previous,
                 })
        {
            var content = Encoding.UTF8.GetBytes(field);
            bytes.Write(Encoding.ASCII.GetBytes(Number(content.Length) + ":"));
            bytes.Write(content);
            bytes.WriteByte((byte)',');
        }

        return bytes.ToArray();
    }

    /// <summary>PostgreSQL keeps no finer moment, and what cannot be kept must not be hashed.</summary>
    public static DateTime ToMicrosecond(DateTime at) => new(at.Ticks - (at.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);

    public static string Text(DateTime at) => at.ToString(Moment, CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static AuditEntry Chained(AuditEntry entry) => new()
    {
        Id = entry.Id, Subject = entry.Subject, Sequence = entry.Sequence, At = entry.At, By = entry.By, Kind = entry.Kind, Data = entry.Data, Algorithm = entry.Algorithm,
        ChainedAt = entry.ChainedAt, Previous = entry.Previous, Hash = HashOf(entry),
    };
}
