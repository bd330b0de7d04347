namespace TaskTracker.Domain.Audit;

/// <summary>One change of the ledger, never altered afterwards. Entries of one subject form a chain: each bears the hash of the one before.</summary>
public sealed class AuditEntry
{
    public long Id { get; init; }

    /// <summary>What it is about, e.g. <c>responsibility:17</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>Counted from 1 without gaps within the subject.</summary>
    public int Sequence { get; init; }

    /// <summary>UTC, to the microsecond.</summary>
    public DateTime At { get; init; }

    /// <summary>Empty for the program.</summary>
    public required string By { get; init; }

    /// <summary>The event's name, e.g. <c>Accepted</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The event as JSON, byte for byte as it was hashed.</summary>
    public required string Data { get; init; }

    /// <summary>How <see cref="Hash"/> was made; see <see cref="AuditChain"/>.</summary>
    public int Algorithm { get; init; } = AuditChain.Algorithm;

    /// <summary>For entries older than the chain: when they were chained, from which moment on they vouch. Null where the entry was chained as it was written.</summary>
    public DateTime? ChainedAt { get; init; }

    /// <summary>The hash of the entry before, 64 hexadecimal digits; <see cref="AuditChain.None"/> for the first.</summary>
    public required string Previous { get; init; }

    /// <summary>Empty only while an older ledger is being upgraded.</summary>
    public required string Hash { get; init; }
}

/// <summary>The last entry of a chain.</summary>
public sealed record AuditHead(string Subject, int Sequence, string Hash);

/// <summary>Something to be written into a chain.</summary>
public sealed record AuditRecord(DateTime At, string By, string Kind, string Data);
