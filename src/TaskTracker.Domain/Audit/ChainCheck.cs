using System.Globalization;

namespace TaskTracker.Domain.Audit;

/// <summary>What is wrong with the audit.</summary>
public enum AuditFault
{
    EntryChanged, EntryMissing, EntryNotFollowing, EntryUnchained, UnknownAlgorithm, SealedEntryReplaced, SealedEntryGone,
    SealForged, SealMissing, SealNotFollowing, SealHeadsChanged, SealKeyUnknown, OutsideSealDiffers, OutsideSealUnknown,
}

/// <param name="Chain">The chain's subject; empty where it is about a seal.</param>
/// <param name="Number">Of the entry within its chain, or of the seal.</param>
public sealed record AuditFinding(AuditFault Fault, string Chain, int Number, string Detail)
{
    public override string ToString() => Chain.Length == 0
        ? string.Create(CultureInfo.InvariantCulture, $"seal {Number}: {Fault}: {Detail}")
        : string.Create(CultureInfo.InvariantCulture, $"{Chain} entry {Number}: {Fault}: {Detail}");
}

/// <summary>Holds the entries of the chains against each other and against the seals. Takes them chain by chain, each in its order.</summary>
public sealed class ChainCheck
{
    private readonly List<AuditFinding> _findings = [];
    private AuditEntry? _last;
    private long _unsealed;
    private long _sinceSeal;

    public IReadOnlyList<AuditFinding> Findings => _findings;
    public int Chains { get; private set; }
    public long Entries { get; private set; }

    /// <summary>How many entries stand behind the last seal that names their chain; nothing vouches for those.</summary>
    public long Unsealed => _unsealed + _sinceSeal;

    /// <summary>How many entries are older than their chain.</summary>
    public long ChainedLater { get; private set; }

    /// <param name="sealedAs">What a seal says of this entry; null where it was no head when a seal was made.</param>
    public void Next(AuditEntry entry, SealedHead? sealedAs)
    {
        var isFirst = _last?.Subject != entry.Subject;
        Chains += isFirst ? 1 : 0;
        Entries++;
        (_unsealed, _sinceSeal) = isFirst ? (Unsealed, 0) : (_unsealed, _sinceSeal);
        _sinceSeal = sealedAs is null ? _sinceSeal + 1 : 0;
        ChainedLater += entry.ChainedAt is null ? 0 : 1;
        var (expected, previous) = isFirst ? (1, AuditChain.None) : (_last!.Sequence + 1, _last.Hash);
        if (entry.Sequence != expected)
        {
            Add(AuditFault.EntryMissing, entry.Subject, expected, entry.Sequence - expected == 1 ? "it was removed." : $"they were removed up to {entry.Sequence - 1}.");
        }

        if (entry.Hash.Length == 0)
        {
            Add(AuditFault.EntryUnchained, entry, "it has no hash; the upgrade of the ledger has not come to its end: start the service, then verify again.");
        }
        else if (entry.Algorithm != AuditChain.Algorithm)
        {
            Add(AuditFault.UnknownAlgorithm, entry, $"it names algorithm {entry.Algorithm}, which this version doesn't know.");
        }
        else if (AuditChain.HashOf(entry) != entry.Hash)
        {
            Add(AuditFault.EntryChanged, entry, $"its content ({entry.Kind}, {AuditChain.Text(entry.At)}) is no longer what was hashed.");
        }
        else if (entry.Sequence == expected && entry.Previous != previous)
        {
            Add(AuditFault.EntryNotFollowing, entry, "it follows another entry than the one before it; this one or that was put in another's place.");
        }

        if (sealedAs is not null && sealedAs.Hash != entry.Hash)
        {
            Add(AuditFault.SealedEntryReplaced, entry, $"seal {sealedAs.Seal} saw another entry here; the chain was rewritten up to it.");
        }

        _last = entry;
    }

    /// <summary>A head that a seal saw and that the ledger has no longer.</summary>
    public void Gone(SealedHead head) => Add(AuditFault.SealedEntryGone, head.Subject, head.Sequence, $"seal {head.Seal} saw it; the chain was cut off before it, or the database is an older one.");

    private void Add(AuditFault fault, AuditEntry entry, string detail) => Add(fault, entry.Subject, entry.Sequence, detail);

    private void Add(AuditFault fault, string chain, int number, string detail) => _findings.Add(new(fault, chain, number, detail));
}
