using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Progress;

/// <summary>How often a task is reported on, by its own setting or its plan's.</summary>
/// <param name="From">The day on which that was last changed: whoever reported by the earlier rhythm is not late by the new one.</param>
public readonly record struct ReportRhythm(ReportCadence Cadence, DateOnly? From)
{
    public static ReportRhythm Of(Plan plan, PlanTask task) => Of(plan, task.ReportCadence, task.ReportCadenceFrom);

    public static ReportRhythm Of(Plan plan, ReportCadence? own, DateOnly? ownFrom) =>
        own is { } cadence ? new(cadence, ownFrom) : new(plan.ReportCadence, ownFrom is null || plan.ReportCadenceFrom > ownFrom ? plan.ReportCadenceFrom : ownFrom);

    public ReportPeriod LastEnded(DateOnly day) => ReportPeriod.LastEnded(Cadence, day);

    /// <summary>Whether a report for the period can be wanted of who had it then.</summary>
    public bool Asks(Plan plan, ReportPeriod period, DateOnly assignedOn) =>
        plan.ActiveFrom <= period.End && assignedOn <= period.End && period.Start <= plan.End && !(From > period.End);
}
