namespace TaskTracker.Domain.Progress;

/// <summary>What somebody wants to happen to a responsibility on a day.</summary>
public abstract record ProgressCommand(DateOnly On, string By);

/// <summary>签收.</summary>
public sealed record Accept(DateOnly On, string By) : ProgressCommand(On, By)
{
    /// <inheritdoc cref="SubmitReport.ByLink"/>
    public bool ByLink { get; init; }
}

/// <summary>进展填报. A responsibility that reports has been accepted, said or not.</summary>
/// <param name="Percent">0 to 100; null where a percentage says nothing about the task.</param>
public sealed record SubmitReport(DateOnly On, string By, ReportedState State, int? Percent, string Done, string NextStep) : ProgressCommand(On, By)
{
    public string Problems { get; init; } = "";

    /// <summary>Only of milestones whose measure this department reports.</summary>
    public IReadOnlyList<MeasuredValue> Measured { get; init; } = [];

    public IReadOnlyList<int> Evidence { get; init; } = [];

    /// <summary>邮件链接填报.</summary>
    public bool ByLink { get; init; }
}

/// <summary>The department's head lets the last report go on to the supervision office, where the plan asks for that.</summary>
public sealed record ApproveReport(DateOnly On, string By) : ProgressCommand(On, By);

/// <summary>The department's head gives the last report back to the liaison.</summary>
public sealed record RejectReport(DateOnly On, string By, string Reason) : ProgressCommand(On, By);

/// <summary>审核: the last submitted report is accepted.</summary>
public sealed record AcceptReport(DateOnly On, string By) : ProgressCommand(On, By);

/// <summary>退回: the last submitted report goes back with a reason.</summary>
public sealed record ReturnReport(DateOnly On, string By, string Reason) : ProgressCommand(On, By);

/// <summary>延期申请, up to the day on which the milestone is due.</summary>
public sealed record RequestExtension(DateOnly On, string By, string MilestoneKey, DateOnly Until, string Reason) : ProgressCommand(On, By)
{
    public IReadOnlyList<int> Evidence { get; init; } = [];
}

/// <summary>延期: the date of one milestone moves for this department, asked for or not; the first date is kept.</summary>
public sealed record GrantExtension(DateOnly On, string By, string MilestoneKey, DateOnly Until, string Reason) : ProgressCommand(On, By);

public sealed record RefuseExtension(DateOnly On, string By, string MilestoneKey, string Reason) : ProgressCommand(On, By);

/// <summary>办结申请; the one command that demands evidence.</summary>
/// <param name="MilestoneKey">Null for the whole responsibility.</param>
public sealed record RequestCompletion(DateOnly On, string By, string? MilestoneKey, string Statement) : ProgressCommand(On, By)
{
    public IReadOnlyList<int> Evidence { get; init; } = [];
}

/// <summary>The share is met, or, where the whole was asked for, all of them are and the responsibility is closed (销号).</summary>
public sealed record AcceptCompletion(DateOnly On, string By, string? MilestoneKey) : ProgressCommand(On, By);

public sealed record ReturnCompletion(DateOnly On, string By, string? MilestoneKey, string Reason) : ProgressCommand(On, By);

/// <summary>The department's own share of a milestone is accepted as done.</summary>
public sealed record ConfirmMilestone(DateOnly On, string By, string MilestoneKey) : ProgressCommand(On, By);

/// <summary>销号.</summary>
public sealed record Close(DateOnly On, string By) : ProgressCommand(On, By);
