using System.Text.Json.Serialization;

namespace TaskTracker.Domain.Progress;

/// <summary>What happened to a responsibility; kept as it was, in order.</summary>
[JsonDerivedType(typeof(Assigned), nameof(Assigned))]
[JsonDerivedType(typeof(OpeningStateSet), nameof(OpeningStateSet))]
[JsonDerivedType(typeof(Accepted), nameof(Accepted))]
[JsonDerivedType(typeof(ReportSubmitted), nameof(ReportSubmitted))]
[JsonDerivedType(typeof(ReportApproved), nameof(ReportApproved))]
[JsonDerivedType(typeof(ReportRejected), nameof(ReportRejected))]
[JsonDerivedType(typeof(ReportAccepted), nameof(ReportAccepted))]
[JsonDerivedType(typeof(ReportReturned), nameof(ReportReturned))]
[JsonDerivedType(typeof(ExtensionRequested), nameof(ExtensionRequested))]
[JsonDerivedType(typeof(ExtensionGranted), nameof(ExtensionGranted))]
[JsonDerivedType(typeof(ExtensionRefused), nameof(ExtensionRefused))]
[JsonDerivedType(typeof(CompletionRequested), nameof(CompletionRequested))]
[JsonDerivedType(typeof(CompletionAccepted), nameof(CompletionAccepted))]
[JsonDerivedType(typeof(CompletionReturned), nameof(CompletionReturned))]
[JsonDerivedType(typeof(MilestoneMet), nameof(MilestoneMet))]
[JsonDerivedType(typeof(Closed), nameof(Closed))]
[JsonDerivedType(typeof(RectificationOpened), nameof(RectificationOpened))]
[JsonDerivedType(typeof(RectificationReported), nameof(RectificationReported))]
[JsonDerivedType(typeof(RectificationReturned), nameof(RectificationReturned))]
[JsonDerivedType(typeof(RectificationClosed), nameof(RectificationClosed))]
[JsonDerivedType(typeof(Suspended), nameof(Suspended))]
[JsonDerivedType(typeof(Resumed), nameof(Resumed))]
[JsonDerivedType(typeof(Silenced), nameof(Silenced))]
[JsonDerivedType(typeof(SilenceLifted), nameof(SilenceLifted))]
[JsonDerivedType(typeof(VisitRecorded), nameof(VisitRecorded))]
[JsonDerivedType(typeof(DeadlineMoved), nameof(DeadlineMoved))]
[JsonDerivedType(typeof(Ended), nameof(Ended))]
[JsonDerivedType(typeof(EvidenceAttached), nameof(EvidenceAttached))]
[JsonDerivedType(typeof(Commented), nameof(Commented))]
[JsonDerivedType(typeof(CommentWithdrawn), nameof(CommentWithdrawn))]
[JsonDerivedType(typeof(HandedOver), nameof(HandedOver))]
[JsonDerivedType(typeof(TaskRetitled), nameof(TaskRetitled))]
public abstract record ProgressEvent(DateOnly On, string By);

public sealed record Assigned(DateOnly On, string By) : ProgressEvent(On, By);

/// <summary>What the supervision office entered when a plan was taken up in mid-period; no report of the department's.</summary>
public sealed record OpeningStateSet(DateOnly On, string By, bool Accepted, int Percent, IReadOnlyList<string> Met, bool Closed) : ProgressEvent(On, By);

public sealed record Accepted(DateOnly On, string By) : ProgressEvent(On, By)
{
    public bool ByLink { get; init; }
}

public sealed record ReportSubmitted(DateOnly On, string By, string Period, ReportedState State, int? Percent, string Done, string NextStep) : ProgressEvent(On, By)
{
    public string Problems { get; init; } = "";
    public IReadOnlyList<MeasuredValue> Measured { get; init; } = [];
    public IReadOnlyList<int> Evidence { get; init; } = [];
    public bool ByLink { get; init; }

    /// <summary>It goes to the department's head before the supervision office.</summary>
    public bool AwaitsHead { get; init; }
}

public sealed record ReportApproved(DateOnly On, string By, string Period) : ProgressEvent(On, By);

public sealed record ReportRejected(DateOnly On, string By, string Period, string Reason) : ProgressEvent(On, By);

public sealed record ReportAccepted(DateOnly On, string By, string Period) : ProgressEvent(On, By);

public sealed record ReportReturned(DateOnly On, string By, string Period, string Reason) : ProgressEvent(On, By);

public sealed record ExtensionRequested(DateOnly On, string By, string MilestoneKey, DateOnly From, DateOnly Until, string Reason, IReadOnlyList<int> Evidence)
    : ProgressEvent(On, By);

/// <param name="Until">The new last day on which the milestone is in time.</param>
public sealed record ExtensionGranted(DateOnly On, string By, string MilestoneKey, DateOnly From, DateOnly Until, string Reason)
    : ProgressEvent(On, By);

public sealed record ExtensionRefused(DateOnly On, string By, string MilestoneKey, string Reason) : ProgressEvent(On, By);

/// <param name="MilestoneKey">Null for the whole responsibility.</param>
public sealed record CompletionRequested(DateOnly On, string By, string? MilestoneKey, string Statement, IReadOnlyList<int> Evidence) : ProgressEvent(On, By);

public sealed record CompletionAccepted(DateOnly On, string By, string? MilestoneKey) : ProgressEvent(On, By);

public sealed record CompletionReturned(DateOnly On, string By, string? MilestoneKey, string Reason) : ProgressEvent(On, By);

public sealed record MilestoneMet(DateOnly On, string By, string MilestoneKey) : ProgressEvent(On, By);

public sealed record Closed(DateOnly On, string By) : ProgressEvent(On, By);

public sealed record RectificationOpened(DateOnly On, string By, string Requirement, DateOnly Due) : ProgressEvent(On, By);

public sealed record RectificationReported(DateOnly On, string By, string Done, IReadOnlyList<int> Evidence) : ProgressEvent(On, By);

public sealed record RectificationReturned(DateOnly On, string By, string Reason) : ProgressEvent(On, By);

public sealed record RectificationClosed(DateOnly On, string By, string Remark) : ProgressEvent(On, By);

public sealed record Suspended(DateOnly On, string By, string Decision, string Reason) : ProgressEvent(On, By);

public sealed record Resumed(DateOnly On, string By, string Decision) : ProgressEvent(On, By);

/// <param name="Until">The last day of the silence.</param>
public sealed record Silenced(DateOnly On, string By, DateOnly Until, string Reason, string Approver) : ProgressEvent(On, By);

public sealed record SilenceLifted(DateOnly On, string By, string Reason) : ProgressEvent(On, By);

public sealed record VisitRecorded(DateOnly On, string By, VisitKind Kind, DateOnly HeldOn, string Who, string Said, string Next) : ProgressEvent(On, By);

/// <summary>A decision, such as a later version of the plan, sets another date.</summary>
/// <param name="Decision">The decision's document number, or title and date of that version.</param>
public sealed record DeadlineMoved(DateOnly On, string By, string MilestoneKey, DateOnly From, DateOnly Until, string Decision)
    : ProgressEvent(On, By);

/// <summary>A decision took the responsibility off the department: its task ended, or a later version of the plan names it no longer.</summary>
public sealed record Ended(DateOnly On, string By, string Decision) : ProgressEvent(On, By)
{
    /// <summary>The decision was about this responsibility alone, so that sharing out the task anew does not bring it back.</summary>
    public bool Apart { get; init; }
}

/// <summary>A decision gave the task another title.</summary>
public sealed record TaskRetitled(DateOnly On, string By, string From, string To, string Decision) : ProgressEvent(On, By);

/// <summary>机构改革. Whoever reads what happened before reads it under the old name.</summary>
public sealed record HandedOver(DateOnly On, string By, int ToId, string From, string To, string Decision) : ProgressEvent(On, By);

/// <summary>A file was put beside a report, an extension or a completion; what is in it stands under its hash.</summary>
/// <param name="Bytes">Its size.</param>
public sealed record EvidenceAttached(DateOnly On, string By, string FileName, string Kind, long Bytes, string Sha256) : ProgressEvent(On, By);

/// <summary>Somebody who works on it or oversees it said something about it.</summary>
/// <param name="Author">The person's id, since names repeat.</param>
public sealed record Commented(DateOnly On, string By, int Author, string Text) : ProgressEvent(On, By);

/// <summary>The author took a comment back: it stays in the history, and its text is no longer shown.</summary>
/// <param name="Number">Of the entry that made it.</param>
public sealed record CommentWithdrawn(DateOnly On, string By, int Author, int Number) : ProgressEvent(On, By);
