using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TaskTracker.Domain.Audit;

/// <summary>Holds the seals against each other, against what they saw, and against one that was kept outside.</summary>
/// <param name="keys">Public keys (SubjectPublicKeyInfo) by their fingerprint.</param>
public sealed class SealCheck(IReadOnlyDictionary<string, byte[]> keys, SealText? outside)
{
    private readonly List<AuditFinding> _findings = [];
    private readonly Dictionary<string, AuditHead> _heads = new(StringComparer.Ordinal);
    private AuditSeal? _last;
    private bool _outsideSeen;

    public IReadOnlyList<AuditFinding> Findings => _findings;
    public AuditSeal? Last => _last;

    /// <param name="changed">The heads that moved since the seal before.</param>
    /// <param name="isLast">Then the root over all heads is made anew, which for each seal would cost too much; the chain of the seals vouches for the others.</param>
    public void Next(AuditSeal seal, IReadOnlyCollection<AuditHead> changed, bool isLast)
    {
        var expected = (_last?.Number ?? 0) + 1;
        if (seal.Number != expected)
        {
            Add(AuditFault.SealMissing, expected, seal.Number - expected == 1 ? "it was removed." : $"they were removed up to {seal.Number - 1}.");
        }
        else if (seal.Previous != (_last?.Hash ?? AuditChain.None))
        {
            Add(AuditFault.SealNotFollowing, seal.Number, "it follows another seal than the one before it; one of the two was replaced.");
        }

        CheckSignature(seal);
        foreach (var head in changed)
        {
            _heads[head.Subject] = head;
        }

        if (AuditSeal.RootOf(changed) != seal.Changes || ((isLast || outside?.Seal.Number == seal.Number) && AuditSeal.RootOf(_heads.Values) != seal.Root))
        {
            Add(AuditFault.SealHeadsChanged, seal.Number, "the ledger's list of what it saw is not the one that was signed.");
        }

        if (outside?.Seal.Number == seal.Number)
        {
            _outsideSeen = true;
            HoldAgainstOutside(seal);
        }

        _last = seal;
    }

    /// <summary>Call it when all seals have passed.</summary>
    public void End()
    {
        if (outside is { Heads: { } heads } && AuditSeal.RootOf(heads) != outside.Seal.Root)
        {
            Add(AuditFault.OutsideSealDiffers, outside.Seal.Number, "the heads that the file lists are not those that its seal was made over; the file was changed.");
        }

        if (outside is not null && !_outsideSeen)
        {
            Add(AuditFault.OutsideSealUnknown, outside.Seal.Number, _last is null ? "the ledger has no seal at all." :
                string.Create(CultureInfo.InvariantCulture, $"the ledger's last seal is {_last.Number} of {_last.Day:yyyy-MM-dd}; the database is an older one, or its seals were cut off."));
        }
    }

    private void CheckSignature(AuditSeal seal)
    {
        if (!keys.TryGetValue(seal.Key, out var key) || Convert.ToHexStringLower(SHA256.HashData(key)) != seal.Key)
        {
            Add(AuditFault.SealKeyUnknown, seal.Number, $"the ledger has no key {seal.Key[..Math.Min(16, seal.Key.Length)]}….");
            return;
        }

        if (!IsSigned(seal, key))
        {
            Add(AuditFault.SealForged, seal.Number, "its signature is not that of its content.");
        }
    }

    private static bool IsSigned(AuditSeal seal, byte[] key)
    {
        try
        {
            using var ecdsa = ECDsa.Create();
            ecdsa.ImportSubjectPublicKeyInfo(key, out _);
            return ecdsa.VerifyData(Encoding.UTF8.GetBytes(seal.Content), Convert.FromBase64String(seal.Signature), HashAlgorithmName.SHA256);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return false;
        }
    }

    private void HoldAgainstOutside(AuditSeal seal)
    {
        if (seal.Content != outside!.Seal.Content)
        {
            Add(AuditFault.OutsideSealDiffers, seal.Number, "the ledger's seal of this number is another one than the file; the ledger, or the file, was rewritten.");
        }
    }

    private void Add(AuditFault fault, int number, string detail) => _findings.Add(new(fault, "", number, detail));
}
