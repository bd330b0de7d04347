using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TaskTracker.Domain.Audit;

/// <summary>The state of all chains at one moment, signed. Seals are chained too, so that the newest vouches for all before it.</summary>
public sealed class AuditSeal
{
    /// <summary>Counted from 1 without gaps.</summary>
    public int Number { get; init; }

    /// <summary>The house's day on which it was made; one seal a day.</summary>
    public DateOnly Day { get; init; }

    public DateTime At { get; init; }

    /// <summary>How many chains there are.</summary>
    public int Chains { get; init; }

    /// <summary>How many entries they have together.</summary>
    public long Entries { get; init; }

    /// <summary>Over the heads of all chains; see <see cref="RootOf"/>.</summary>
    public required string Root { get; init; }

    /// <summary>Over the heads that moved since the seal before.</summary>
    public required string Changes { get; init; }

    /// <summary>The hash of the seal before; <see cref="AuditChain.None"/> for the first.</summary>
    public required string Previous { get; init; }

    /// <summary>SHA-256 of the public key (SubjectPublicKeyInfo, DER).</summary>
    public required string Key { get; init; }

    /// <summary>ECDSA P-256 with SHA-256 over <see cref="Content"/>, 64 bytes (r, s) in base64.</summary>
    public required string Signature { get; init; }

    /// <summary>The text that is hashed and signed; its lines end with LF, the last one too.</summary>
    public string Content => string.Create(CultureInfo.InvariantCulture,
        $"{SealText.Title}\nnumber: {Number}\nday: {Day:yyyy-MM-dd}\nat: {AuditChain.Text(At)}\nchains: {Chains}\nentries: {Entries}\nroot: {Root}\nchanges: {Changes}\nprevious: {Previous}\nkey: {Key}\n");

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Content)));

    /// <summary>SHA-256 over one line a head, <c>hash sequence subject</c> and LF, sorted by hash.</summary>
    public static string RootOf(IEnumerable<AuditHead> heads)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var head in heads.OrderBy(h => h.Hash, StringComparer.Ordinal))
        {
            sum.AppendData(Encoding.UTF8.GetBytes(SealText.Line(head) + "\n"));
        }

        return Convert.ToHexStringLower(sum.GetHashAndReset());
    }
}

/// <summary>Where a chain stood when a seal was made. Kept only where it had moved since the seal before.</summary>
public sealed class SealedHead
{
    public int Seal { get; init; }
    public required string Subject { get; init; }
    public int Sequence { get; init; }
    public required string Hash { get; init; }
}
