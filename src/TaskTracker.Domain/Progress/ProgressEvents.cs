using System.Text.Json.Serialization;

namespace TaskTracker.Domain.Progress;

/// <summary>What happened to a responsibility; kept as it was, in order.</summary>
[JsonDerivedType(typeof(Assigned), nameof(Assigned))]
[JsonDerivedType(typeof(Accepted), nameof(Accepted))]
[JsonDerivedType(typeof(ReportSubmitted), nameof(ReportSubmitted))]
[JsonDerivedType(typeof(ReportAccepted), nameof(ReportAccepted))]
[JsonDerivedType(typeof(ReportReturned), nameof(ReportReturned))]
[JsonDerivedType(typeof(ExtensionGranted), nameof(ExtensionGranted))]
[JsonDerivedType(typeof(MilestoneMet), nameof(MilestoneMet))]
[JsonDerivedType(typeof(Closed), nameof(Closed))]
[JsonDerivedType(typeof(DeadlineMoved), nameof(DeadlineMoved))]
[JsonDerivedType(typeof(Ended), nameof(Ended))]
[JsonDerivedType(typeof(EvidenceAttached), nameof(EvidenceAttached))]
public abstract record ProgressEvent(DateOnly On, string By);

public sealed record Assigned(DateOnly On, string By) : ProgressEvent(On, By);

public sealed record Accepted(DateOnly On, string By) : ProgressEvent(On, By);

public sealed record ReportSubmitted(DateOnly On, string By, string Period, ReportedState State, int Percent, string Done, string NextStep)
    : ProgressEvent(On, By);

public sealed record ReportAccepted(DateOnly On, string By, string Period) : ProgressEvent(On, By);

public sealed record ReportReturned(DateOnly On, string By, string Period, string Reason) : ProgressEvent(On, By);

/// <param name="Until">The new last day on which the milestone is in time.</param>
public sealed record ExtensionGranted(DateOnly On, string By, string MilestoneKey, DateOnly From, DateOnly Until, string Reason)
    : ProgressEvent(On, By);

public sealed record MilestoneMet(DateOnly On, string By, string MilestoneKey) : ProgressEvent(On, By);

public sealed record Closed(DateOnly On, string By) : ProgressEvent(On, By);

/// <summary>A later version of the plan prints another date.</summary>
/// <param name="Decision">The decision by which that version came into force.</param>
public sealed record DeadlineMoved(DateOnly On, string By, string MilestoneKey, DateOnly From, DateOnly Until, string Decision)
    : ProgressEvent(On, By);

/// <summary>A decision took the responsibility off the department: its task ended, or a later version of the plan names it no longer.</summary>
public sealed record Ended(DateOnly On, string By, string Decision) : ProgressEvent(On, By);

/// <summary>A file was put beside a report, an extension or a completion; what is in it stands under its hash.</summary>
/// <param name="Bytes">Its size.</param>
public sealed record EvidenceAttached(DateOnly On, string By, string FileName, string Kind, long Bytes, string Sha256) : ProgressEvent(On, By);
