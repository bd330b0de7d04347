using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Progress;

namespace TaskTracker.Persistence;

/// <summary>What a context has still to write into the chains of the audit.</summary>
internal sealed class AuditTrail
{
    public const int LongestSubject = 200;

    /// <summary>Of a query that names chains one by one.</summary>
    private const int ChainsAtOnce = 500;

    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly List<(string Subject, AuditRecord Record)> _recorded = [];

    /// <summary>What waits for the ids of the rows that it is about.</summary>
    internal sealed record Unwritten(IReadOnlyList<(string Subject, AuditRecord Record)> Recorded, IReadOnlyList<(Responsibility Of, bool IsNew, IReadOnlyList<AuditRecord> Records)> Responsibilities);

    public void Record(string subject, string by, string kind, object data, DateTime at)
    {
        if (subject.Length is 0 or > LongestSubject || subject.Any(char.IsControl))
        {
            throw new ArgumentException($"\"{subject}\" names no chain: 1 to {LongestSubject} characters, none of them a control character.", nameof(subject));
        }

        _recorded.Add((subject, new AuditRecord(at, by, kind, JsonSerializer.Serialize(data, Json))));
    }

    /// <summary>The audit is only ever added to.</summary>
    public static void RefuseRewriting(ChangeTracker tracker)
    {
        if (tracker.Entries().Any(e => e.Entity is AuditEntry or AuditSeal or SealedHead && e.State is EntityState.Modified or EntityState.Deleted))
        {
            throw new InvalidOperationException("Entries and seals of the audit are never changed or deleted.");
        }
    }

    public bool HasUnwritten(ChangeTracker tracker) => _recorded.Count > 0 || tracker.Entries<Responsibility>().Any(e => e.Entity.Unwritten.Count > 0);

    public Unwritten Take(ChangeTracker tracker)
    {
        var responsibilities = tracker.Entries<Responsibility>().Where(e => e.Entity.Unwritten.Count > 0)
            .Select(e => (e.Entity, e.State == EntityState.Added, (IReadOnlyList<AuditRecord>)[.. e.Entity.Unwritten])).ToList();
        responsibilities.ForEach(r => r.Entity.Unwritten.Clear());
        var taken = new Unwritten([.. _recorded], responsibilities);
        _recorded.Clear();
        return taken;
    }

    /// <summary>Adds the entries, chained, to the context.</summary>
    public static async Task AppendAsync(TrackerDb db, Unwritten unwritten, CancellationToken cancel)
    {
        var records = unwritten.Responsibilities.SelectMany(r => r.Records.Select(record => (Subject: AuditSubject.Responsibility(r.Of.Id), Record: record))).Concat(unwritten.Recorded).ToList();
        var fresh = unwritten.Responsibilities.Where(r => r.IsNew).Select(r => AuditSubject.Responsibility(r.Of.Id)).ToHashSet();
        var heads = await HeadsAsync(db, records.Select(r => r.Subject).Distinct().Where(s => !fresh.Contains(s)), cancel);
        foreach (var (subject, record) in records)
        {
            var entry = AuditChain.Append(heads.GetValueOrDefault(subject), subject, record);
            heads[subject] = new AuditHead(subject, entry.Sequence, entry.Hash);
            db.Audit.Add(entry);
        }
    }

    private static async Task<Dictionary<string, AuditHead>> HeadsAsync(TrackerDb db, IEnumerable<string> subjects, CancellationToken cancel)
    {
        var heads = new Dictionary<string, AuditHead>();
        foreach (var some in subjects.Chunk(ChainsAtOnce))
        {
            foreach (var head in await Heads(db).Where(h => some.Contains(h.Subject)).ToListAsync(cancel))
            {
                heads[head.Subject] = new AuditHead(head.Subject, head.Sequence, head.Hash);
            }
        }

        return heads;
    }

    /// <summary>What happened to responsibilities, each in its order.</summary>
    public static async Task<ILookup<int, (DateTime At, ProgressEvent Event)>> ProgressAsync(TrackerDb db, IEnumerable<int> responsibilities, CancellationToken cancel)
    {
        var entries = new List<AuditEntry>();
        foreach (var some in responsibilities.Select(AuditSubject.Responsibility).Chunk(ChainsAtOnce))
        {
            entries.AddRange(await db.Audit.AsNoTracking().Where(e => some.Contains(e.Subject)).OrderBy(e => e.Subject).ThenBy(e => e.Sequence).ToListAsync(cancel));
        }

        return entries.ToLookup(e => AuditSubject.ResponsibilityOf(e.Subject)!.Value, e => (e.At, JsonSerializer.Deserialize<ProgressEvent>(e.Data)!));
    }

    /// <summary>The last entry of each chain.</summary>
    public static IQueryable<AuditEntry> Heads(TrackerDb db) => db.Audit.AsNoTracking().Where(e => !db.Audit.Any(later => later.Subject == e.Subject && later.Sequence > e.Sequence));
}
