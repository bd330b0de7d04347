namespace TaskTracker.Domain.Progress;

public enum RectificationState
{
    /// <summary>The department is to report, for the first time or again.</summary>
    Open,

    /// <summary>The supervision office is to look at what was reported.</summary>
    Reported,
    Closed,

    /// <summary>The responsibility ended before it was closed.</summary>
    Lapsed,
}

/// <summary>整改: something that the supervision office wants put right; one at a time.</summary>
public sealed class Rectification
{
    public int Id { get; init; }
    public int ResponsibilityId { get; init; }
    public required string Requirement { get; init; }
    public DateOnly OpenedOn { get; init; }
    public required string OpenedBy { get; init; }

    /// <summary>The last day on which the department's report is in time.</summary>
    public DateOnly Due { get; init; }

    public RectificationState State { get; set; }
    public DateOnly? ReportedOn { get; set; }
    public string Report { get; set; } = "";
    public List<int> Evidence { get; set; } = [];
    public DateOnly? ClosedOn { get; set; }

    /// <summary>Why it was returned, or what was said when it was closed.</summary>
    public string Answer { get; set; } = "";
}

/// <summary>走访, 电话, 约谈.</summary>
public enum VisitKind { Visit, Call, Talk }

/// <summary>暂停催办.</summary>
public sealed class SilenceSpan
{
    public int Id { get; init; }
    public int ResponsibilityId { get; init; }

    /// <summary>The first day.</summary>
    public DateOnly From { get; init; }

    /// <summary>The last day; lifting moves it to the day before.</summary>
    public DateOnly Until { get; set; }

    public required string Reason { get; init; }
    public required string Approver { get; init; }

    public bool HoldsOn(DateOnly day) => From <= day && day <= Until;
}
