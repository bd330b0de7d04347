using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Progress;

/// <summary>Why a command was refused.</summary>
public enum ProgressRefusal
{
    AlreadyAccepted, AlreadyClosed, NothingToReview, PercentOutOfRange, ReasonMissing, UnknownMilestone, MilestoneAlreadyMet, DateNotLater, MilestonesOpen, AlreadyEnded,
}

/// <summary>Either what happens, or why it doesn't.</summary>
public sealed record ProgressOutcome(IReadOnlyList<ProgressEvent> Events, ProgressRefusal? Refusal)
{
    public static ProgressOutcome Of(params ProgressEvent[] events) => new(events, null);

    public static ProgressOutcome No(ProgressRefusal reason) => new([], reason);
}

/// <summary>State and command in, events out; nothing is changed until <see cref="Apply"/>.</summary>
public static class ProgressDecision
{
    public static ProgressOutcome Decide(Responsibility responsibility, ReportCadence cadence, ProgressCommand command)
    {
        if (responsibility.State == ResponsibilityState.Closed)
        {
            return ProgressOutcome.No(ProgressRefusal.AlreadyClosed);
        }

        if (responsibility.EndedOn is not null)
        {
            return ProgressOutcome.No(ProgressRefusal.AlreadyEnded);
        }

        return command switch
        {
            Accept c => responsibility.AcceptedOn is null
                ? ProgressOutcome.Of(new Accepted(c.On, c.By))
                : ProgressOutcome.No(ProgressRefusal.AlreadyAccepted),
            SubmitReport c => Submit(responsibility, cadence, c),
            AcceptReport c => LastSubmitted(responsibility) is { } report
                ? ProgressOutcome.Of(new ReportAccepted(c.On, c.By, report.Period))
                : ProgressOutcome.No(ProgressRefusal.NothingToReview),
            ReturnReport c => Return(responsibility, c),
            GrantExtension c => Extend(responsibility, c),
            ConfirmMilestone c => Confirm(responsibility, c),
            Close c => responsibility.Milestones.Any(m => m.MetOn is null)
                ? ProgressOutcome.No(ProgressRefusal.MilestonesOpen)
                : ProgressOutcome.Of(new Closed(c.On, c.By)),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "No such command."),
        };
    }

    /// <summary>Changes the responsibility as the event says.</summary>
    public static void Apply(Responsibility responsibility, ProgressEvent happened)
    {
        switch (happened)
        {
            case Accepted e:
                responsibility.AcceptedOn = e.On;
                responsibility.State = ResponsibilityState.Accepted;
                break;
            case ReportSubmitted e:
                responsibility.Reports.Add(new ProgressReport
                {
                    Period = e.Period, ReportedOn = e.On, By = e.By, State = e.State, Percent = e.Percent, Done = e.Done, NextStep = e.NextStep,
                });
                responsibility.Progress = e.Percent;
                responsibility.State = ResponsibilityState.InProgress;
                break;
            case ReportAccepted e:
                Reviewed(responsibility, ReviewState.Accepted, e.On, "");
                break;
            case ReportReturned e:
                Reviewed(responsibility, ReviewState.Returned, e.On, e.Reason);
                responsibility.Progress = responsibility.Reports.LastOrDefault(r => r.Review != ReviewState.Returned)?.Percent ?? 0;
                responsibility.State = ResponsibilityState.Returned;
                break;
            case ExtensionGranted e:
                responsibility.Milestones.Single(m => m.Milestone.Key == e.MilestoneKey).Due = e.Until;
                break;
            case MilestoneMet e:
                responsibility.Milestones.Single(m => m.Milestone.Key == e.MilestoneKey).MetOn = e.On;
                break;
            case Closed e:
                responsibility.ClosedOn = e.On;
                responsibility.State = ResponsibilityState.Closed;
                break;
            case Assigned e:
                responsibility.AssignedOn = e.On;
                responsibility.AcceptedOn = null;
                responsibility.EndedOn = null;
                responsibility.State = ResponsibilityState.Assigned;
                break;
            case DeadlineMoved e:
                responsibility.Milestones.Single(m => m.Milestone.Key == e.MilestoneKey).Due = e.Until;
                break;
            case Ended e:
                responsibility.EndedOn = e.On;
                responsibility.State = ResponsibilityState.Ended;
                break;
            case EvidenceAttached:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(happened), happened, "No such event.");
        }
    }

    private static ProgressOutcome Submit(Responsibility responsibility, ReportCadence cadence, SubmitReport c)
    {
        if (c.Percent is < 0 or > 100)
        {
            return ProgressOutcome.No(ProgressRefusal.PercentOutOfRange);
        }

        var report = new ReportSubmitted(c.On, c.By, ReportPeriod.CountingOn(cadence, c.On).Name, c.State, c.Percent, c.Done, c.NextStep);
        return responsibility.AcceptedOn is null ? ProgressOutcome.Of(new Accepted(c.On, c.By), report) : ProgressOutcome.Of(report);
    }

    private static ProgressOutcome Return(Responsibility responsibility, ReturnReport c) =>
        string.IsNullOrWhiteSpace(c.Reason) ? ProgressOutcome.No(ProgressRefusal.ReasonMissing)
        : LastSubmitted(responsibility) is { } report ? ProgressOutcome.Of(new ReportReturned(c.On, c.By, report.Period, c.Reason))
        : ProgressOutcome.No(ProgressRefusal.NothingToReview);

    private static ProgressOutcome Extend(Responsibility responsibility, GrantExtension c)
    {
        var share = responsibility.Milestones.SingleOrDefault(m => m.Milestone.Key == c.MilestoneKey);
        return share is null ? ProgressOutcome.No(ProgressRefusal.UnknownMilestone)
            : share.MetOn is not null ? ProgressOutcome.No(ProgressRefusal.MilestoneAlreadyMet)
            : c.Until <= share.Due ? ProgressOutcome.No(ProgressRefusal.DateNotLater)
            : string.IsNullOrWhiteSpace(c.Reason) ? ProgressOutcome.No(ProgressRefusal.ReasonMissing)
            : ProgressOutcome.Of(new ExtensionGranted(c.On, c.By, c.MilestoneKey, share.Due, c.Until, c.Reason));
    }

    private static ProgressOutcome Confirm(Responsibility responsibility, ConfirmMilestone c)
    {
        var share = responsibility.Milestones.SingleOrDefault(m => m.Milestone.Key == c.MilestoneKey);
        return share is null ? ProgressOutcome.No(ProgressRefusal.UnknownMilestone)
            : share.MetOn is not null ? ProgressOutcome.No(ProgressRefusal.MilestoneAlreadyMet)
            : ProgressOutcome.Of(new MilestoneMet(c.On, c.By, c.MilestoneKey));
    }

    private static void Reviewed(Responsibility responsibility, ReviewState review, DateOnly on, string reason)
    {
        var report = LastSubmitted(responsibility)!;
        report.Review = review;
        report.ReviewedOn = on;
        report.ReviewReason = reason;
    }

    private static ProgressReport? LastSubmitted(Responsibility responsibility) =>
        responsibility.Reports.LastOrDefault(r => r.Review == ReviewState.Submitted);
}
