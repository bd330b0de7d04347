namespace TaskTracker.Domain.Progress;

/// <summary>What somebody wants to happen to a responsibility on a day.</summary>
public abstract record ProgressCommand(DateOnly On, string By);

/// <summary>签收.</summary>
public sealed record Accept(DateOnly On, string By) : ProgressCommand(On, By);

/// <summary>进展填报. A responsibility that reports has been accepted, said or not.</summary>
public sealed record SubmitReport(DateOnly On, string By, ReportedState State, int Percent, string Done, string NextStep)
    : ProgressCommand(On, By);

/// <summary>审核: the last submitted report is accepted.</summary>
public sealed record AcceptReport(DateOnly On, string By) : ProgressCommand(On, By);

/// <summary>退回: the last submitted report goes back with a reason.</summary>
public sealed record ReturnReport(DateOnly On, string By, string Reason) : ProgressCommand(On, By);

/// <summary>延期: the date of one milestone moves for this department; the first date is kept.</summary>
public sealed record GrantExtension(DateOnly On, string By, string MilestoneKey, DateOnly Until, string Reason) : ProgressCommand(On, By);

/// <summary>The department's own share of a milestone is accepted as done.</summary>
public sealed record ConfirmMilestone(DateOnly On, string By, string MilestoneKey) : ProgressCommand(On, By);

/// <summary>销号.</summary>
public sealed record Close(DateOnly On, string By) : ProgressCommand(On, By);
