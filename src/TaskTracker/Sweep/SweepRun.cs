namespace TaskTracker.Sweep;

internal enum RunKind
{
    Sweep,
    Digest,
    Seal,

    /// <summary>No run at all: it groups the mails that tell of one bad content of the rules folder.</summary>
    RulesFault,
}

internal enum RunState
{
    /// <summary>Batches of responsibilities are being evaluated and their notices written.</summary>
    Evaluating,

    /// <summary>All notices stand; each person's are being gathered into one mail.</summary>
    MakingMails,

    Done,
}

/// <summary>One sweep, one week's digest, or one week's mails with the audit's seal. Nodes that meet the same unfinished run share its batches.</summary>
internal sealed class SweepRun
{
    public int Id { get; init; }
    public RunKind Kind { get; init; }

    /// <summary>The day whose facts are read.</summary>
    public DateOnly AsOf { get; init; }

    /// <summary>Counted from 1 among the runs of one kind and day.</summary>
    public int Ordinal { get; init; }

    public RunState State { get; set; }
    public DateTime StartedAt { get; init; }
    public DateTime? FinishedAt { get; set; }

    /// <summary>For how many responsibilities the verdicts stand as of this day, looked at by this sweep or known not to have changed.</summary>
    public int Responsibilities { get; set; }

    /// <summary>How many of them this sweep looked at.</summary>
    public int LookedAt { get; set; }

    /// <summary>How many lights changed.</summary>
    public int Changes { get; set; }

    public int Notices { get; set; }
    public int Mails { get; set; }
    public List<SweepBatch> Batches { get; } = [];
}

/// <summary>A span of one plan's tasks of which those due are evaluated in one transaction; one from position 0 also sees to the plan and its indicators, if they are due.</summary>
internal sealed class SweepBatch
{
    public int Id { get; init; }
    public int RunId { get; init; }
    public int PlanId { get; init; }

    /// <summary>The first task's position within the plan.</summary>
    public int FromPosition { get; init; }

    /// <summary>The position after the last task's.</summary>
    public int ToPosition { get; init; }

    public string? LeasedBy { get; set; }
    public DateTime? LeasedUntil { get; set; }

    /// <summary>Rises with each lease: a holder whose number is no longer this one has lost it.</summary>
    public int Fence { get; set; }

    public DateTime? DoneAt { get; set; }
    public int Responsibilities { get; set; }
    public int Changes { get; set; }
}
