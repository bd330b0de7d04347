namespace TaskTracker.Domain.Progress;

/// <summary>Whether two things concern the same matter, so that whoever wanted the one should have seen the other.</summary>
public static class Matters
{
    public static bool Meet(ProgressCommand command, ProgressEvent happened) => Of(command) is { } matter && matter == Of(happened);

    private static string? Of(ProgressCommand command) => command switch
    {
        SubmitReport or ApproveReport or RejectReport or AcceptReport or ReturnReport => "report",
        RequestExtension c => $"date {c.MilestoneKey}",
        GrantExtension c => $"date {c.MilestoneKey}",
        RefuseExtension c => $"date {c.MilestoneKey}",
        MoveDeadline c => $"date {c.MilestoneKey}",
        RequestCompletion or AcceptCompletion or ReturnCompletion or ConfirmMilestone => "completion",
        OpenRectification or ReportRectification or ReturnRectification or CloseRectification => "rectification",
        Silence or LiftSilence => "silence",
        Suspend or Resume => "suspension",
        SetOpeningState => "opening",
        _ => null,
    };

    private static string? Of(ProgressEvent happened) => happened switch
    {
        ReportSubmitted or ReportApproved or ReportRejected or ReportAccepted or ReportReturned => "report",
        ExtensionRequested e => $"date {e.MilestoneKey}",
        ExtensionGranted e => $"date {e.MilestoneKey}",
        ExtensionRefused e => $"date {e.MilestoneKey}",
        DeadlineMoved e => $"date {e.MilestoneKey}",
        CompletionRequested or CompletionAccepted or CompletionReturned or MilestoneMet => "completion",
        RectificationOpened or RectificationReported or RectificationReturned or RectificationClosed => "rectification",
        Silenced or SilenceLifted => "silence",
        Suspended or Resumed => "suspension",
        OpeningStateSet => "opening",
        _ => null,
    };
}
