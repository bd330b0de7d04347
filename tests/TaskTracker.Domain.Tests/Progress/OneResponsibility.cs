using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;

namespace TaskTracker.Domain.Tests.Progress;

/// <summary>A responsibility with an open milestone "a" due 2024-12-31, one with a measure, "m", due 2025-06-30, where asked for, and one that is met, "met".</summary>
internal static class OneResponsibility
{
    public static readonly DateOnly Today = new(2024, 11, 20);
    public static readonly ReportingTerms Terms = new(ReportCadence.Quarterly);

    public static Responsibility New(bool measure = false)
    {
        var responsibility = new Responsibility { DepartmentId = 3, AssignedOn = new(2024, 1, 2) };
        responsibility.Milestones.Add(Share("a", new(2024, 12, 31), null));
        responsibility.Milestones.Add(Share("met", new(2024, 6, 28), new(2024, 6, 27)));
        if (measure)
        {
            responsibility.Milestones.Add(Share("m", new(2025, 6, 30), null));
            responsibility.Milestones[^1].Milestone.Measure = new Measure("社区医院", ">=", 2, "家");
        }

        return responsibility;
    }

    public static SubmitReport Report(int? percent) => new(Today, "甲", ReportedState.OnSchedule, percent, "已开工", "继续施工");

    public static ProgressRefusal? Decide(Responsibility responsibility, ProgressCommand command, ReportingTerms? terms = null) =>
        ProgressDecision.Decide(responsibility, terms ?? Terms, command).Refusal;

    public static IReadOnlyList<ProgressEvent> Do(Responsibility responsibility, ProgressCommand command, ReportingTerms? terms = null)
    {
        var outcome = ProgressDecision.Decide(responsibility, terms ?? Terms, command);
        outcome.Refusal.ShouldBeNull();
        outcome.Events.ToList().ForEach(e => ProgressDecision.Apply(responsibility, e));
        return outcome.Events;
    }

    /// <summary>Everything about it as text.</summary>
    public static string Picture(Responsibility r) => string.Join('\n',
    [
        $"{r.DepartmentId} {r.State} {r.Beneath} {r.AssignedOn:O} {r.AcceptedOn:O} {r.ClosedOn:O} {r.EndedOn:O} {r.Progress} {r.OpeningProgress}",
        .. r.Milestones.Select(m => $"{m.Milestone.Key} {m.FirstDue:O} {m.Due:O} {m.MetOn:O}"),
        .. r.Reports.Select(p => $"{p.Period} {p.ReportedOn:O} {p.By} {p.State} {p.Percent} {p.Done} {p.Problems} {p.NextStep} {p.ByLink} {p.Review} {p.ReviewedOn:O} {p.ReviewReason} {string.Join(',', p.Measured)} {string.Join(',', p.Evidence)}"),
        .. r.Extensions.Select(e => $"{e.MilestoneKey} {e.RequestedOn:O} {e.By} {e.Until:O} {e.Reason} {e.State} {e.DecidedOn:O} {e.DecidedBy} {e.Answer} {e.GrantedUntil:O} {string.Join(',', e.Evidence)}"),
        .. r.Completions.Select(e => $"{e.MilestoneKey} {e.RequestedOn:O} {e.By} {e.Statement} {e.State} {e.DecidedOn:O} {e.DecidedBy} {e.Answer} {string.Join(',', e.Evidence)}"),
        .. r.Rectifications.Select(e => $"{e.Requirement} {e.OpenedOn:O} {e.OpenedBy} {e.Due:O} {e.State} {e.ReportedOn:O} {e.Report} {e.ClosedOn:O} {e.Answer} {string.Join(',', e.Evidence)}"),
        .. r.Silences.Select(e => $"{e.From:O} {e.Until:O} {e.Reason} {e.Approver}"),
    ]);

    private static MilestoneShare Share(string key, DateOnly due, DateOnly? metOn) =>
        new() { Milestone = new Milestone { Key = key, Text = "节点", Due = due }, Due = due, FirstDue = due, MetOn = metOn };
}
