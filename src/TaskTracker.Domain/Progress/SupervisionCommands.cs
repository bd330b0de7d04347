namespace TaskTracker.Domain.Progress;

/// <summary>整改: something must be put right.</summary>
/// <param name="Due">The last day on which the report on it is in time.</param>
public sealed record OpenRectification(DateOnly On, string By, string Requirement, DateOnly Due) : ProgressCommand(On, By);

public sealed record ReportRectification(DateOnly On, string By, string Done) : ProgressCommand(On, By)
{
    public IReadOnlyList<int> Evidence { get; init; } = [];
}

public sealed record ReturnRectification(DateOnly On, string By, string Reason) : ProgressCommand(On, By);

public sealed record CloseRectification(DateOnly On, string By, string Remark) : ProgressCommand(On, By);

/// <summary>By a decision nothing is asked of the department until it is resumed.</summary>
/// <param name="Decision">The document number (文号).</param>
public sealed record Suspend(DateOnly On, string By, string Decision, string Reason) : ProgressCommand(On, By);

public sealed record Resume(DateOnly On, string By, string Decision) : ProgressCommand(On, By);

/// <summary>暂停催办: nobody is written to about the responsibility; its light shows on.</summary>
/// <param name="Until">The last day of the silence.</param>
public sealed record Silence(DateOnly On, string By, DateOnly Until, string Reason, string Approver) : ProgressCommand(On, By);

public sealed record LiftSilence(DateOnly On, string By, string Reason) : ProgressCommand(On, By);

/// <summary>A visit (走访), a call, or a talk (约谈).</summary>
public sealed record RecordVisit(DateOnly On, string By, VisitKind Kind, DateOnly HeldOn, string Who, string Said, string Next) : ProgressCommand(On, By);

/// <summary>What is known of a plan taken up in mid-period, entered by the supervision office while the plan is on trial.</summary>
/// <param name="Percent">0 to 100.</param>
/// <param name="Met">Keys of the milestones that this department has met already.</param>
public sealed record SetOpeningState(DateOnly On, string By, bool Accepted, int Percent, IReadOnlyList<string> Met, bool Closed) : ProgressCommand(On, By);

/// <summary>The task is no longer this department's, or nobody's.</summary>
/// <param name="Decision">The document number (文号).</param>
public sealed record End(DateOnly On, string By, string Decision) : ProgressCommand(On, By);

/// <summary>A decision sets another date, earlier or later, for everybody.</summary>
public sealed record MoveDeadline(DateOnly On, string By, string MilestoneKey, DateOnly Until, string Decision) : ProgressCommand(On, By);

/// <summary>机构改革: another department takes over, with all that has happened.</summary>
public sealed record HandOver(DateOnly On, string By, int ToId, string From, string To, string Decision) : ProgressCommand(On, By);
