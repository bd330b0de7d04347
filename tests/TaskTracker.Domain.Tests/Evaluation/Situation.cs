using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Domain.Tests.Calendar;
using TaskTracker.Domain.Tests.Evaluation.Shipped;

namespace TaskTracker.Domain.Tests.Evaluation;

/// <summary>A small ledger: one plan with one task, one responsibility, at most one milestone, one indicator. Days are written 2024-02-09.</summary>
internal sealed record Situation
{
    public PlanState State { get; init; } = PlanState.Active;
    public string Start { get; init; } = "2021-01-01";
    public string End { get; init; } = "2025-12-31";
    public string? ActiveFrom { get; init; } = "2021-01-04";
    public ReportCadence Cadence { get; init; } = ReportCadence.Quarterly;
    public int ReportDueWorkday { get; init; } = 5;
    public (int Month, int Day) ObservationDue { get; init; } = (3, 31);

    public int Responsibilities { get; init; } = 1;
    public IReadOnlyList<string> MilestoneDays { get; init; } = [];

    public string AssignedOn { get; init; } = "2021-01-04";
    public string? AcceptedOn { get; init; } = "2021-01-05";
    public string? ClosedOn { get; init; }
    public int Progress { get; init; }
    public string? LastReportOn { get; init; }
    public IReadOnlyList<string> Reported { get; init; } = [];

    public string? SilencedUntil { get; init; }

    public string? Due { get; init; }
    public string? FirstDue { get; init; }
    public string? MetOn { get; init; }
    public MilestoneOrigin Origin { get; init; } = MilestoneOrigin.Annual;

    public Indicator? Indicator { get; init; }

    public Plan Plan => new()
    {
        Id = 1, Key = "p", Title = "规划", Region = "甲区", State = State, Start = Days.Of(Start), End = Days.Of(End), ActiveFrom = Days.OrNull(ActiveFrom),
        ReportCadence = Cadence, ReportDueWorkday = ReportDueWorkday, ObservationDueMonth = ObservationDue.Month, ObservationDueDay = ObservationDue.Day,
    };

    public TaskState TaskState => new("1", TaskKind.Task, Responsibilities, ClosedOn is null ? Responsibilities : 0, [.. MilestoneDays.Select(Days.Of)]);

    public ResponsibilityStanding Standing => new(
        7, 3, ResponsibilityRole.Lead, ClosedOn is null ? ResponsibilityState.InProgress : ResponsibilityState.Closed, Days.Of(AssignedOn), Days.OrNull(AcceptedOn),
        Days.OrNull(ClosedOn), Progress, Days.OrNull(LastReportOn), Reported.ToHashSet()) { SilencedUntil = Days.OrNull(SilencedUntil) };

    public MilestoneStanding? Milestone => Due is null ? null : new(9, Origin, Days.Of(Due), Days.Of(FirstDue ?? Due), Days.OrNull(MetOn), "节点");

    public TaskInView Task => new(5, TaskState, Responsibilities == 0 ? [] : [new ResponsibilityInView(Standing, Milestone is { } m ? [m] : [])]);

    /// <summary>Everything that holds on a day, by the shipped rules and calendars.</summary>
    public IEnumerable<Holding> On(DateOnly day)
    {
        var watch = new Watch(ShippedRules.Rules, ShippedCalendars.Calendar, day);
        return watch.Plan(Plan).Concat(watch.Task(Plan, Task)).Concat(Indicator is null ? [] : watch.Indicator(Plan, Indicator));
    }
}
