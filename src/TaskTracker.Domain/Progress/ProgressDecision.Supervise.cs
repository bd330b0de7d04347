namespace TaskTracker.Domain.Progress;

/// <summary>What only the supervision office does, and the department's answers to it.</summary>
public static partial class ProgressDecision
{
    private static ProgressOutcome Supervise(Responsibility responsibility, ReportingTerms terms, ProgressCommand command) => command switch
    {
        OpenRectification c => Blank(c.Requirement) ? ProgressRefusal.TextMissing
            : c.Due < c.On ? ProgressRefusal.DateHasPassed
            : responsibility.State == ResponsibilityState.Suspended ? ProgressRefusal.AlreadySuspended
            : Rectifying(responsibility) is not null ? ProgressRefusal.RectificationOpen
            : new RectificationOpened(c.On, c.By, c.Requirement, c.Due),
        ReportRectification c => Rectifying(responsibility) is not { } open ? ProgressRefusal.NoRectification
            : open.State == RectificationState.Reported ? ProgressRefusal.AlreadyRequested
            : Blank(c.Done) ? ProgressRefusal.TextMissing
            : AcceptFirst(responsibility, c, new RectificationReported(c.On, c.By, c.Done, c.Evidence)),
        ReturnRectification c => Rectifying(responsibility) is not { State: RectificationState.Reported } ? ProgressRefusal.NothingToReview
            : Blank(c.Reason) ? ProgressRefusal.ReasonMissing
            : new RectificationReturned(c.On, c.By, c.Reason),
        CloseRectification c => Rectifying(responsibility) is not { State: RectificationState.Reported } ? ProgressRefusal.NothingToReview
            : new RectificationClosed(c.On, c.By, c.Remark),
        Suspend c => responsibility.State == ResponsibilityState.Suspended ? ProgressRefusal.AlreadySuspended
            : Rectifying(responsibility) is not null ? ProgressRefusal.RectificationOpen
            : Blank(c.Decision) ? ProgressRefusal.DecisionMissing
            : Blank(c.Reason) ? ProgressRefusal.ReasonMissing
            : new Suspended(c.On, c.By, c.Decision, c.Reason),
        Resume c => responsibility.State != ResponsibilityState.Suspended ? ProgressRefusal.NotSuspended
            : Blank(c.Decision) ? ProgressRefusal.DecisionMissing
            : new Resumed(c.On, c.By, c.Decision),
        Silence c => c.Until < c.On ? ProgressRefusal.DateHasPassed
            : Blank(c.Reason) ? ProgressRefusal.ReasonMissing
            : Blank(c.Approver) ? ProgressRefusal.ApproverMissing
            : new Silenced(c.On, c.By, c.Until, c.Reason, c.Approver),
        LiftSilence c => !responsibility.Silences.Exists(s => s.HoldsOn(c.On)) ? ProgressRefusal.NotSilenced : new SilenceLifted(c.On, c.By, c.Reason),
        RecordVisit c => Blank(c.Who) || Blank(c.Said) ? ProgressRefusal.TextMissing : new VisitRecorded(c.On, c.By, c.Kind, c.HeldOn, c.Who, c.Said, c.Next),
        SetOpeningState c => Open(responsibility, terms, c),
        End c => Blank(c.Decision) ? ProgressRefusal.DecisionMissing : new Ended(c.On, c.By, c.Decision) { Apart = true },
        MoveDeadline c => Unmet(responsibility, c.MilestoneKey) is { } no ? no
            : Blank(c.Decision) ? ProgressRefusal.DecisionMissing
            : new DeadlineMoved(c.On, c.By, c.MilestoneKey, ShareOf(responsibility, c.MilestoneKey)!.Due, c.Until, c.Decision),
        HandOver c => c.ToId == responsibility.DepartmentId ? ProgressRefusal.SameDepartment
            : Blank(c.Decision) ? ProgressRefusal.DecisionMissing
            : new HandedOver(c.On, c.By, c.ToId, c.From, c.To, c.Decision),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "No such command."),
    };

    /// <summary>A second opening state corrects the first, but what was met stays met.</summary>
    private static ProgressOutcome Open(Responsibility responsibility, ReportingTerms terms, SetOpeningState c) =>
        !terms.OnTrial ? ProgressRefusal.PlanNotOnTrial
        : responsibility.Reports.Count > 0 || responsibility.Completions.Count > 0 || (responsibility.AcceptedOn is not null && responsibility.OpeningProgress is null) ? ProgressRefusal.AlreadyBegun
        : c.Percent is < 0 or > 100 ? ProgressRefusal.PercentOutOfRange
        : c.Met.Any(key => ShareOf(responsibility, key) is null) ? ProgressRefusal.UnknownMilestone
        : c.Closed && Rectifying(responsibility) is not null ? ProgressRefusal.RectificationOpen
        : c.Closed && responsibility.Milestones.Any(m => m.MetOn is null && !c.Met.Contains(m.Milestone.Key)) ? ProgressRefusal.MilestonesOpen
        : new OpeningStateSet(c.On, c.By, c.Accepted || c.Percent > 0 || c.Met.Count > 0 || c.Closed, c.Percent, c.Met, c.Closed);
}
