using TaskTracker.Domain.Organisation;
using TaskTracker.Sweep;

namespace TaskTracker.Outbox;

internal enum MailState
{
    /// <summary>Made, and certainly not taken by any mail server: rendered at the next try.</summary>
    Queued,

    /// <summary>Rendered, and perhaps taken already: kept as it is for every further try.</summary>
    Frozen,

    Sent,

    /// <summary>Everything in it was cured before it left, or went into a later mail.</summary>
    Cancelled,

    /// <summary>The address was refused for good.</summary>
    Refused,

    /// <summary>Tried too often.</summary>
    GivenUp,
}

/// <summary>One mail to one person from one run.</summary>
internal sealed class QueuedMail
{
    public int Id { get; init; }
    public int RunId { get; init; }
    public SweepRun Run { get; init; } = null!;
    public int PersonId { get; init; }
    public Person Person { get; init; } = null!;

    /// <summary>0, or more where a post changed hands after the person's mail had left.</summary>
    public int Part { get; init; }

    public MailState State { get; set; }

    /// <summary>Derived from run, person and a secret; the same at every try.</summary>
    public required string MessageId { get; init; }

    /// <summary>Not sent before this moment.</summary>
    public DateTime NotBefore { get; set; }

    public string? LeasedBy { get; set; }
    public DateTime? LeasedUntil { get; set; }

    /// <summary>Rises with each lease: a holder whose number is no longer this one sends nothing.</summary>
    public int Fence { get; set; }

    public int Attempts { get; set; }
    public string LastError { get; set; } = "";

    /// <summary>True after a try whose outcome is unknown: the server may have it already.</summary>
    public bool Uncertain { get; set; }

    public DateTime? SentAt { get; set; }

    /// <summary>The highest level of its notices; null for a digest and for word of a fault in the rules.</summary>
    public int? Level { get; set; }

    public string ToAddress { get; set; } = "";
    public string ToName { get; set; } = "";
    public string Subject { get; set; } = "";
    public string Html { get; set; } = "";
    public string Text { get; set; } = "";
    public DateTime? FrozenAt { get; set; }
}
