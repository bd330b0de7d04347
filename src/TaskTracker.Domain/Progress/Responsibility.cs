using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Progress;

/// <summary><c>Assigned → Accepted → InProgress → CompletionRequested → Closed</c>; <c>Returned</c> leads back, <c>Ended</c> comes of a decision at any time.</summary>
public enum ResponsibilityState { Assigned, Accepted, InProgress, CompletionRequested, Returned, Suspended, Rectifying, Closed, Ended }

/// <summary>One department's share in one task: it accepts, reports, and is late or not on its own.</summary>
public sealed class Responsibility : IAudited
{
    public int Id { get; init; }
    public int TaskId { get; init; }
    public PlanTask Task { get; init; } = null!;

    /// <summary>The task's, here as well so that what a person sees of many plans is found by an index.</summary>
    public int PlanId { get; init; }

    public int DepartmentId { get; set; }
    public Department Department { get; init; } = null!;
    public ResponsibilityRole Role { get; set; }

    /// <summary>The group through which it came, shown collapsed under it; null where the department itself is named.</summary>
    public int? GroupId { get; init; }

    public ResponsibilityState State { get; set; } = ResponsibilityState.Assigned;

    /// <summary>The state that comes back when the suspension or rectification ends; null while there is none.</summary>
    public ResponsibilityState? Beneath { get; set; }

    public DateOnly AssignedOn { get; set; }
    public DateOnly? AcceptedOn { get; set; }
    public DateOnly? ClosedOn { get; set; }

    /// <summary>The day on which a decision took it off the department, open as it was; null while it is in force.</summary>
    public DateOnly? EndedOn { get; set; }

    /// <summary>Its own decision ended it, so it stays so while its task is shared out anew.</summary>
    public bool EndedApart { get; set; }

    /// <summary>0 to 100, by the last report that says something of it and was not returned, else by the opening state.</summary>
    public int Progress { get; set; }

    /// <summary>0 to 100, as the supervision office entered it for a plan taken up in mid-period; null where it did not.</summary>
    public int? OpeningProgress { get; set; }

    /// <summary>The number of the last entry in its audit chain; two writers at once: the second is refused.</summary>
    public int Version { get; set; }

    public List<MilestoneShare> Milestones { get; } = [];

    /// <summary>In the order in which they were filed, which decides which one is the last.</summary>
    public List<ProgressReport> Reports { get; } = [];

    public List<ExtensionRequest> Extensions { get; } = [];
    public List<CompletionRequest> Completions { get; } = [];
    public List<Rectification> Rectifications { get; } = [];
    public List<SilenceSpan> Silences { get; } = [];

    /// <summary>Files that a request for completion was made with, and that are no use for another: those of requests that wait, were granted, or were about something else.</summary>
    public IEnumerable<int> EvidenceSpent(string? milestoneKey) => Completions.Where(c => c.State != RequestState.Refused || c.MilestoneKey != milestoneKey).SelectMany(c => c.Evidence);

    public string Chain => AuditSubject.Responsibility(Id);

    public List<AuditRecord> Unwritten { get; } = [];
}

/// <summary>What the rules see: one responsibility's part in one milestone.</summary>
public sealed class MilestoneShare
{
    public int Id { get; init; }
    public int ResponsibilityId { get; init; }
    public int MilestoneId { get; init; }
    public Milestone Milestone { get; init; } = null!;

    /// <summary>The date in force; an extension moves it.</summary>
    public DateOnly Due { get; set; }

    /// <summary>The date it began with, never lost.</summary>
    public DateOnly FirstDue { get; init; }

    /// <inheritdoc cref="PlanTask.AddedAt"/>
    public DateTime? AddedAt { get; init; }

    /// <summary>The day on which this department's own share was accepted as done; null while open.</summary>
    public DateOnly? MetOn { get; set; }
}

/// <summary>未启动, 按序时进度推进, 滞后, 已完成.</summary>
public enum ReportedState { NotStarted, OnSchedule, Behind, Done }

public enum ReviewState
{
    /// <summary>The supervision office is to review it.</summary>
    Submitted,
    Accepted,
    Returned,

    /// <summary>The department's head is to let it go on.</summary>
    AwaitingHead,

    /// <summary>A later report was accepted before this one was reviewed.</summary>
    Superseded,
}

/// <param name="MilestoneKey">Of a milestone with a measure.</param>
public sealed record MeasuredValue(string MilestoneKey, decimal Value);

/// <summary>进展填报.</summary>
public sealed class ProgressReport
{
    public int Id { get; init; }
    public int ResponsibilityId { get; init; }

    /// <summary>The reporting period it counts for, e.g. <c>2024Q3</c>.</summary>
    public required string Period { get; init; }

    public DateOnly ReportedOn { get; init; }
    public required string By { get; init; }
    public ReportedState State { get; init; }

    /// <summary>0 to 100; null where a percentage says nothing about the task.</summary>
    public int? Percent { get; init; }

    public string Done { get; init; } = "";
    public string Problems { get; init; } = "";
    public string NextStep { get; init; } = "";
    public List<MeasuredValue> Measured { get; init; } = [];
    public List<int> Evidence { get; init; } = [];

    /// <summary>邮件链接填报.</summary>
    public bool ByLink { get; init; }

    public ReviewState Review { get; set; }
    public DateOnly? ReviewedOn { get; set; }
    public string ReviewReason { get; set; } = "";
}
