namespace TaskTracker.Domain.Progress;

/// <summary>Why a command was refused.</summary>
public enum ProgressRefusal
{
    AlreadyAccepted, AlreadyClosed, NothingToReview, PercentOutOfRange, ReasonMissing, UnknownMilestone, MilestoneAlreadyMet, DateNotLater, MilestonesOpen, AlreadyEnded,

    /// <summary>Not started and some percent, or done and less than a hundred.</summary>
    PercentContradictsState,

    /// <summary>A value of a measure that another department reports, or of a milestone without one.</summary>
    MeasureOfAnother,

    TextMissing, TextTooLong, ApproverMissing, DecisionMissing,

    /// <summary>What is asked for has been asked for and waits to be decided.</summary>
    AlreadyRequested,

    NothingToDecide,

    /// <summary>The day named, or the day by which it had to be asked, lies before today.</summary>
    DateHasPassed,

    RectificationOpen, NoRectification, AlreadySuspended, NotSuspended, NotSilenced, PlanNotOnTrial,

    /// <summary>The department has begun by itself, so there is no opening state to set.</summary>
    AlreadyBegun,

    SameDepartment,

    /// <summary>Whoever says it is done shows so with at least one file.</summary>
    EvidenceMissing,

    /// <summary>The files that came with the form are more than one person may put in within a day.</summary>
    EvidenceOverLimit,

    /// <summary>Somebody else did the like since the form was shown.</summary>
    ChangedMeanwhile,

    /// <summary>The person who asks has no part in the responsibility, or not this one.</summary>
    NotAllowed,
}

/// <summary>Either what happens, or why it doesn't.</summary>
public sealed record ProgressOutcome(IReadOnlyList<ProgressEvent> Events, ProgressRefusal? Refusal)
{
    public static ProgressOutcome Of(params ProgressEvent[] events) => new(events, null);

    public static ProgressOutcome No(ProgressRefusal reason) => new([], reason);

    public static implicit operator ProgressOutcome(ProgressRefusal reason) => No(reason);

    public static implicit operator ProgressOutcome(ProgressEvent happened) => Of(happened);
}

/// <summary>State and command in, events out; nothing is changed until <see cref="Apply"/>.</summary>
public static partial class ProgressDecision
{
    /// <summary>Characters of any one text.</summary>
    public const int LongestText = 4000;

    public static ProgressOutcome Decide(Responsibility responsibility, ReportingTerms terms, ProgressCommand command) =>
        responsibility.State == ResponsibilityState.Closed && command is not RecordVisit ? ProgressRefusal.AlreadyClosed
        : responsibility.EndedOn is not null ? ProgressRefusal.AlreadyEnded
        : TextsOf(command).Any(text => text.Length > LongestText) ? ProgressRefusal.TextTooLong
        : command switch
        {
            Accept c => responsibility.AcceptedOn is null ? new Accepted(c.On, c.By) { ByLink = c.ByLink } : ProgressRefusal.AlreadyAccepted,
            SubmitReport c => Submit(responsibility, terms, c),
            ApproveReport c => Last(responsibility, ReviewState.AwaitingHead) is { } report ? new ReportApproved(c.On, c.By, report.Period) : ProgressRefusal.NothingToReview,
            RejectReport c => Blank(c.Reason) ? ProgressRefusal.ReasonMissing
                : Last(responsibility, ReviewState.AwaitingHead) is { } report ? new ReportRejected(c.On, c.By, report.Period, c.Reason) : ProgressRefusal.NothingToReview,
            AcceptReport c => Last(responsibility, ReviewState.Submitted) is { } report ? new ReportAccepted(c.On, c.By, report.Period) : ProgressRefusal.NothingToReview,
            ReturnReport c => Blank(c.Reason) ? ProgressRefusal.ReasonMissing
                : Last(responsibility, ReviewState.Submitted) is { } report ? new ReportReturned(c.On, c.By, report.Period, c.Reason) : ProgressRefusal.NothingToReview,
            RequestExtension c => Request(responsibility, c),
            GrantExtension c => Grant(responsibility, c),
            RefuseExtension c => Blank(c.Reason) ? ProgressRefusal.ReasonMissing
                : Waiting(responsibility.Extensions, c.MilestoneKey) is null ? ProgressRefusal.NothingToDecide : new ExtensionRefused(c.On, c.By, c.MilestoneKey, c.Reason),
            RequestCompletion c => Request(responsibility, c),
            AcceptCompletion c => Complete(responsibility, c),
            ReturnCompletion c => Blank(c.Reason) ? ProgressRefusal.ReasonMissing
                : Waiting(responsibility.Completions, c.MilestoneKey) is null ? ProgressRefusal.NothingToDecide : new CompletionReturned(c.On, c.By, c.MilestoneKey, c.Reason),
            ConfirmMilestone c => Unmet(responsibility, c.MilestoneKey) is { } no ? no : new MilestoneMet(c.On, c.By, c.MilestoneKey),
            Close c => responsibility.Milestones.Any(m => m.MetOn is null) ? ProgressRefusal.MilestonesOpen
                : Rectifying(responsibility) is not null ? ProgressRefusal.RectificationOpen : new Closed(c.On, c.By),
            _ => Supervise(responsibility, terms, command),
        };

    private static ProgressOutcome Submit(Responsibility responsibility, ReportingTerms terms, SubmitReport c)
    {
        if (c.Percent is < 0 or > 100)
        {
            return ProgressRefusal.PercentOutOfRange;
        }

        if ((c.State == ReportedState.NotStarted && c.Percent > 0) || (c.State == ReportedState.Done && c.Percent < 100))
        {
            return ProgressRefusal.PercentContradictsState;
        }

        if (c.Measured.Any(m => !terms.Measured.Contains(m.MilestoneKey)))
        {
            return ProgressRefusal.MeasureOfAnother;
        }

        return responsibility.State == ResponsibilityState.Suspended ? ProgressRefusal.AlreadySuspended
            : AcceptFirst(responsibility, c, new ReportSubmitted(c.On, c.By, ReportPeriod.CountingOn(terms.Cadence, c.On).Name, c.State, c.Percent, c.Done, c.NextStep)
            {
                Problems = c.Problems, Measured = c.Measured, Evidence = c.Evidence, ByLink = c.ByLink, AwaitsHead = terms.HeadApproves,
            });
    }

    private static ProgressOutcome Request(Responsibility responsibility, RequestExtension c)
    {
        if (Unmet(responsibility, c.MilestoneKey) is { } no)
        {
            return no;
        }

        var due = ShareOf(responsibility, c.MilestoneKey)!.Due;
        return c.On > due ? ProgressRefusal.DateHasPassed
            : c.Until <= due ? ProgressRefusal.DateNotLater
            : Blank(c.Reason) ? ProgressRefusal.ReasonMissing
            : Waiting(responsibility.Extensions, c.MilestoneKey) is not null ? ProgressRefusal.AlreadyRequested
            : AcceptFirst(responsibility, c, new ExtensionRequested(c.On, c.By, c.MilestoneKey, due, c.Until, c.Reason, c.Evidence));
    }

    private static ProgressOutcome Grant(Responsibility responsibility, GrantExtension c)
    {
        if (Unmet(responsibility, c.MilestoneKey) is { } no)
        {
            return no;
        }

        var due = ShareOf(responsibility, c.MilestoneKey)!.Due;
        return c.Until <= due ? ProgressRefusal.DateNotLater
            : Blank(c.Reason) ? ProgressRefusal.ReasonMissing
            : new ExtensionGranted(c.On, c.By, c.MilestoneKey, due, c.Until, c.Reason);
    }

    private static ProgressOutcome Request(Responsibility responsibility, RequestCompletion c) =>
        c.MilestoneKey is { } key && Unmet(responsibility, key) is { } no ? no
        : Blank(c.Statement) ? ProgressRefusal.TextMissing
        : c.Evidence.Count == 0 ? ProgressRefusal.EvidenceMissing
        : responsibility.State == ResponsibilityState.Suspended ? ProgressRefusal.AlreadySuspended
        : c.MilestoneKey is null && Rectifying(responsibility) is not null ? ProgressRefusal.RectificationOpen
        : Waiting(responsibility.Completions, null) is not null || Waiting(responsibility.Completions, c.MilestoneKey) is not null ? ProgressRefusal.AlreadyRequested
        : AcceptFirst(responsibility, c, new CompletionRequested(c.On, c.By, c.MilestoneKey, c.Statement, c.Evidence));

    private static ProgressOutcome Complete(Responsibility responsibility, AcceptCompletion c)
    {
        if (Waiting(responsibility.Completions, c.MilestoneKey) is null)
        {
            return ProgressRefusal.NothingToDecide;
        }

        var accepted = new CompletionAccepted(c.On, c.By, c.MilestoneKey);
        return c.MilestoneKey is { } key ? ProgressOutcome.Of(accepted, new MilestoneMet(c.On, c.By, key))
            : Rectifying(responsibility) is not null ? ProgressRefusal.RectificationOpen
            : ProgressOutcome.Of([accepted, .. responsibility.Milestones.Where(m => m.MetOn is null).Select(m => new MilestoneMet(c.On, c.By, m.Milestone.Key)), new Closed(c.On, c.By)]);
    }

    /// <summary>Whoever reports or asks for something has taken the responsibility, said or not.</summary>
    private static ProgressOutcome AcceptFirst(Responsibility responsibility, ProgressCommand command, ProgressEvent happened) =>
        responsibility.AcceptedOn is null ? ProgressOutcome.Of(new Accepted(command.On, command.By) { ByLink = command is SubmitReport { ByLink: true } }, happened) : happened;

    /// <returns>Why the milestone cannot be met or moved; null where it can.</returns>
    private static ProgressRefusal? Unmet(Responsibility responsibility, string key) => ShareOf(responsibility, key) switch
    {
        null => ProgressRefusal.UnknownMilestone,
        { MetOn: not null } => ProgressRefusal.MilestoneAlreadyMet,
        _ => null,
    };

    private static MilestoneShare? ShareOf(Responsibility responsibility, string key) => responsibility.Milestones.SingleOrDefault(m => m.Milestone.Key == key);

    private static ProgressReport? Last(Responsibility responsibility, ReviewState review) => responsibility.Reports.LastOrDefault(r => r.Review == review);

    private static ExtensionRequest? Waiting(List<ExtensionRequest> requests, string key) => requests.Find(r => r.State == RequestState.Waiting && r.MilestoneKey == key);

    private static CompletionRequest? Waiting(List<CompletionRequest> requests, string? key) => requests.Find(r => r.State == RequestState.Waiting && r.MilestoneKey == key);

    private static Rectification? Rectifying(Responsibility responsibility) => responsibility.Rectifications.Find(r => r.State is RectificationState.Open or RectificationState.Reported);

    private static bool Blank(string text) => string.IsNullOrWhiteSpace(text);

    private static string[] TextsOf(ProgressCommand command) => command switch
    {
        SubmitReport c => [c.Done, c.Problems, c.NextStep],
        RejectReport c => [c.Reason],
        ReturnReport c => [c.Reason],
        RequestExtension c => [c.Reason],
        GrantExtension c => [c.Reason],
        RefuseExtension c => [c.Reason],
        RequestCompletion c => [c.Statement],
        ReturnCompletion c => [c.Reason],
        OpenRectification c => [c.Requirement],
        ReportRectification c => [c.Done],
        ReturnRectification c => [c.Reason],
        CloseRectification c => [c.Remark],
        Suspend c => [c.Decision, c.Reason],
        Resume c => [c.Decision],
        Silence c => [c.Reason, c.Approver],
        LiftSilence c => [c.Reason],
        RecordVisit c => [c.Who, c.Said, c.Next],
        End c => [c.Decision],
        MoveDeadline c => [c.Decision],
        HandOver c => [c.Decision],
        _ => [],
    };
}
