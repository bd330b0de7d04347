namespace TaskTracker.Domain.Progress;

public static partial class ProgressDecision
{
    /// <summary>Changes the responsibility as the event says.</summary>
    public static void Apply(Responsibility responsibility, ProgressEvent happened)
    {
        switch (happened)
        {
            case Accepted e:
                responsibility.AcceptedOn = e.On;
                Turn(responsibility, ResponsibilityState.Accepted);
                break;
            case ReportSubmitted e:
                responsibility.Reports.Add(ReportOf(e));
                responsibility.Progress = ProgressOf(responsibility);
                Work(responsibility);
                break;
            case ReportApproved e:
                var approved = Last(responsibility, ReviewState.AwaitingHead)!;
                approved.Review = ReviewState.Submitted;
                Supersede(responsibility, approved, e.On);
                break;
            case ReportRejected e:
                Return(responsibility, ReviewState.AwaitingHead, e.On, e.Reason);
                break;
            case ReportReturned e:
                Return(responsibility, ReviewState.Submitted, e.On, e.Reason);
                break;
            case ReportAccepted e:
                var accepted = Last(responsibility, ReviewState.Submitted)!;
                Reviewed(accepted, ReviewState.Accepted, e.On, "");
                Supersede(responsibility, accepted, e.On);
                break;
            case ExtensionRequested e:
                responsibility.Extensions.Add(new ExtensionRequest { MilestoneKey = e.MilestoneKey, RequestedOn = e.On, By = e.By, Until = e.Until, Reason = e.Reason, Evidence = [.. e.Evidence] });
                break;
            case ExtensionGranted e:
                ShareOf(responsibility, e.MilestoneKey)!.Due = e.Until;
                if (Waiting(responsibility.Extensions, e.MilestoneKey) is { } granted)
                {
                    (granted.State, granted.DecidedOn, granted.DecidedBy, granted.Answer, granted.GrantedUntil) = (RequestState.Granted, e.On, e.By, e.Reason, e.Until);
                }

                break;
            case ExtensionRefused e:
                var refused = Waiting(responsibility.Extensions, e.MilestoneKey)!;
                (refused.State, refused.DecidedOn, refused.DecidedBy, refused.Answer) = (RequestState.Refused, e.On, e.By, e.Reason);
                break;
            case CompletionRequested e:
                responsibility.Completions.Add(new CompletionRequest { MilestoneKey = e.MilestoneKey, RequestedOn = e.On, By = e.By, Statement = e.Statement, Evidence = [.. e.Evidence] });
                Work(responsibility);
                break;
            case CompletionAccepted e:
                Decided(responsibility, e.MilestoneKey, RequestState.Granted, e, "");
                Work(responsibility);
                break;
            case CompletionReturned e:
                Decided(responsibility, e.MilestoneKey, RequestState.Refused, e, e.Reason);
                Turn(responsibility, ResponsibilityState.Returned);
                break;
            case MilestoneMet e:
                Meet(responsibility, e.MilestoneKey, e.On);
                break;
            case Closed e:
                Shut(responsibility, e.On);
                break;
            case Assigned e:
                (responsibility.AssignedOn, responsibility.AcceptedOn, responsibility.EndedOn, responsibility.EndedApart, responsibility.Beneath) = (e.On, null, null, false, null);
                responsibility.State = ResponsibilityState.Assigned;
                break;
            case DeadlineMoved e:
                ShareOf(responsibility, e.MilestoneKey)!.Due = e.Until;
                break;
            case Ended e:
                Lapse(responsibility);
                (responsibility.EndedOn, responsibility.EndedApart, responsibility.State, responsibility.Beneath) = (e.On, e.Apart, ResponsibilityState.Ended, null);
                break;
            case HandedOver e:
                responsibility.DepartmentId = e.ToId;
                break;
            default:
                ApplySupervision(responsibility, happened);
                break;
        }
    }

    private static void ApplySupervision(Responsibility responsibility, ProgressEvent happened)
    {
        switch (happened)
        {
            case OpeningStateSet e:
                (responsibility.AcceptedOn, responsibility.OpeningProgress, responsibility.Progress) = (e.Accepted ? e.On : null, e.Percent, e.Percent);
                Turn(responsibility, !e.Accepted ? ResponsibilityState.Assigned : e.Percent > 0 || e.Met.Count > 0 ? ResponsibilityState.InProgress : ResponsibilityState.Accepted);
                e.Met.ToList().ForEach(key => Meet(responsibility, key, e.On));
                if (e.Closed)
                {
                    Shut(responsibility, e.On);
                }

                break;
            case RectificationOpened e:
                responsibility.Rectifications.Add(new Rectification { Requirement = e.Requirement, OpenedOn = e.On, OpenedBy = e.By, Due = e.Due });
                Cover(responsibility, ResponsibilityState.Rectifying);
                break;
            case RectificationReported e:
                var reported = Rectifying(responsibility)!;
                (reported.State, reported.ReportedOn, reported.Report, reported.Evidence) = (RectificationState.Reported, e.On, e.Done, [.. e.Evidence]);
                break;
            case RectificationReturned e:
                var returned = Rectifying(responsibility)!;
                (returned.State, returned.Answer) = (RectificationState.Open, e.Reason);
                break;
            case RectificationClosed e:
                var closed = Rectifying(responsibility)!;
                (closed.State, closed.ClosedOn, closed.Answer) = (RectificationState.Closed, e.On, e.Remark);
                Uncover(responsibility);
                break;
            case Suspended:
                Cover(responsibility, ResponsibilityState.Suspended);
                break;
            case Resumed:
                Uncover(responsibility);
                break;
            case Silenced e:
                responsibility.Silences.Add(new SilenceSpan { From = e.On, Until = e.Until, Reason = e.Reason, Approver = e.Approver });
                break;
            case SilenceLifted e:
                responsibility.Silences.Where(s => s.HoldsOn(e.On)).ToList().ForEach(s => s.Until = e.On.AddDays(-1));
                break;
            case VisitRecorded or TaskRetitled or EvidenceAttached or Commented or CommentWithdrawn:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(happened), happened, "No such event.");
        }
    }

    private static ProgressReport ReportOf(ReportSubmitted e) => new()
    {
        Period = e.Period, ReportedOn = e.On, By = e.By, State = e.State, Percent = e.Percent, Done = e.Done, Problems = e.Problems, NextStep = e.NextStep,
        Measured = [.. e.Measured], Evidence = [.. e.Evidence], ByLink = e.ByLink, Review = e.AwaitsHead ? ReviewState.AwaitingHead : ReviewState.Submitted,
    };

    /// <summary>A report without a percentage leaves it where it was, unless its state says all or nothing.</summary>
    private static int ProgressOf(Responsibility responsibility) =>
        responsibility.Reports.Where(r => r.Review != ReviewState.Returned).Aggregate(
            responsibility.OpeningProgress ?? 0,
            (so, r) => r.Percent ?? r.State switch { ReportedState.Done => 100, ReportedState.NotStarted => 0, _ => so });

    private static void Return(Responsibility responsibility, ReviewState waiting, DateOnly on, string reason)
    {
        Reviewed(Last(responsibility, waiting)!, ReviewState.Returned, on, reason);
        responsibility.Progress = ProgressOf(responsibility);
        Turn(responsibility, ResponsibilityState.Returned);
    }

    /// <summary>Whoever decides on a report has seen what came before it; of that nothing waits any more.</summary>
    private static void Supersede(Responsibility responsibility, ProgressReport by, DateOnly on) =>
        responsibility.Reports.TakeWhile(r => r != by).Where(r => r.Review is ReviewState.AwaitingHead or ReviewState.Submitted).ToList().ForEach(r => Reviewed(r, ReviewState.Superseded, on, ""));

    private static void Reviewed(ProgressReport report, ReviewState review, DateOnly on, string reason) => (report.Review, report.ReviewedOn, report.ReviewReason) = (review, on, reason);

    private static void Decided(Responsibility responsibility, string? key, RequestState state, ProgressEvent e, string answer)
    {
        var request = Waiting(responsibility.Completions, key)!;
        (request.State, request.DecidedOn, request.DecidedBy, request.Answer) = (state, e.On, e.By, answer);
    }

    private static void Meet(Responsibility responsibility, string key, DateOnly on)
    {
        if (ShareOf(responsibility, key) is { } share)
        {
            share.MetOn ??= on;
        }

        responsibility.Extensions.FindAll(r => r.State == RequestState.Waiting && r.MilestoneKey == key).ForEach(r => r.State = RequestState.Lapsed);
        var asked = responsibility.Completions.FindAll(r => r.State == RequestState.Waiting && r.MilestoneKey == key);
        asked.ForEach(r => r.State = RequestState.Lapsed);
        if (asked.Count > 0)
        {
            Work(responsibility);
        }
    }

    private static void Shut(Responsibility responsibility, DateOnly on)
    {
        Lapse(responsibility);
        (responsibility.ClosedOn, responsibility.State, responsibility.Beneath) = (on, ResponsibilityState.Closed, null);
    }

    private static void Lapse(Responsibility responsibility)
    {
        responsibility.Extensions.FindAll(r => r.State == RequestState.Waiting).ForEach(r => r.State = RequestState.Lapsed);
        responsibility.Completions.FindAll(r => r.State == RequestState.Waiting).ForEach(r => r.State = RequestState.Lapsed);
        if (Rectifying(responsibility) is { } open)
        {
            open.State = RectificationState.Lapsed;
        }
    }

    private static void Work(Responsibility responsibility) =>
        Turn(responsibility, responsibility.Completions.Exists(r => r.State == RequestState.Waiting) ? ResponsibilityState.CompletionRequested : ResponsibilityState.InProgress);

    /// <summary>While it is suspended or rectifying, work goes on beneath.</summary>
    private static void Turn(Responsibility responsibility, ResponsibilityState state)
    {
        if (responsibility.Beneath is null)
        {
            responsibility.State = state;
        }
        else
        {
            responsibility.Beneath = state;
        }
    }

    private static void Cover(Responsibility responsibility, ResponsibilityState state) => (responsibility.Beneath, responsibility.State) = (responsibility.State, state);

    private static void Uncover(Responsibility responsibility) => (responsibility.State, responsibility.Beneath) = (responsibility.Beneath!.Value, null);
}
