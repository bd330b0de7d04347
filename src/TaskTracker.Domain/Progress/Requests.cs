namespace TaskTracker.Domain.Progress;

/// <summary>What became of something that a department asked for.</summary>
public enum RequestState
{
    Waiting,
    Granted,
    Refused,

    /// <summary>What it was about is done or gone, so nobody needs to decide.</summary>
    Lapsed,
}

/// <summary>延期申请 for one milestone.</summary>
public sealed class ExtensionRequest
{
    public int Id { get; init; }
    public int ResponsibilityId { get; init; }
    public required string MilestoneKey { get; init; }
    public DateOnly RequestedOn { get; init; }
    public required string By { get; init; }

    /// <summary>The last day asked for.</summary>
    public DateOnly Until { get; init; }

    public required string Reason { get; init; }
    public List<int> Evidence { get; init; } = [];
    public RequestState State { get; set; }
    public DateOnly? DecidedOn { get; set; }
    public string DecidedBy { get; set; } = "";

    /// <summary>Why it was refused, or what was said when it was granted.</summary>
    public string Answer { get; set; } = "";

    /// <summary>The last day that was granted, which need not be the one asked for.</summary>
    public DateOnly? GrantedUntil { get; set; }
}

/// <summary>办结申请 for one milestone or the whole responsibility.</summary>
public sealed class CompletionRequest
{
    public int Id { get; init; }
    public int ResponsibilityId { get; init; }

    /// <summary>Null for the whole responsibility.</summary>
    public string? MilestoneKey { get; init; }

    public DateOnly RequestedOn { get; init; }
    public required string By { get; init; }
    public required string Statement { get; init; }
    public List<int> Evidence { get; init; } = [];
    public RequestState State { get; set; }
    public DateOnly? DecidedOn { get; set; }
    public string DecidedBy { get; set; } = "";

    /// <summary>Why it was returned.</summary>
    public string Answer { get; set; } = "";
}
