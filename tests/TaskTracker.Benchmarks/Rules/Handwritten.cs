using TaskTracker.Domain.Evaluation;

namespace TaskTracker.Benchmarks.Rules;

/// <summary>The shipped rules as somebody would write them in C#, in the order of the files: bit i is rule i.</summary>
internal static class Handwritten
{
    public static ulong Plan(PlanSubject s) =>
        s.Plan.State == "Active" && s.Plan.DaysLeft < 0 ? 1UL : 0UL;

    public static ulong Task(TaskSubject s) =>
        (s.Task.InPeriod && s.Task.MilestonesThisYear == 0 && (s.Task.Responsibilities == 0 || s.Task.OpenResponsibilities > 0) && s.Plan.WorkdaysActive >= 20 ? 1UL : 0UL)
        | (s.Task.InPeriod && s.Task.Responsibilities == 0 && s.Plan.WorkdaysActive >= 5 ? 2UL : 0UL);

    public static ulong Indicator(IndicatorSubject s) =>
        (!s.Indicator.IsObserved && s.Indicator.DaysLate >= 1 ? 1UL : 0UL)
        | (!s.Indicator.IsBinding && (s.Indicator.OffTarget ?? 0.0) > 0 ? 2UL : 0UL)
        | (s.Indicator.IsBinding && (s.Indicator.OffTarget ?? 0.0) > 0 ? 4UL : 0UL);

    public static ulong Responsibility(ResponsibilitySubject s) =>
        (!s.Responsibility.IsAccepted && !s.Responsibility.IsClosed && s.Responsibility.WorkdaysWaiting > 5 ? 1UL : 0UL)
        | (!s.Responsibility.IsAccepted && !s.Responsibility.IsClosed && s.Responsibility.WorkdaysWaiting > 15 ? 2UL : 0UL);

    public static ulong Report(ReportSubject s) =>
        (s.Responsibility.IsAccepted && !s.Report.IsFiled && s.Report.WorkdaysLate == 0 && s.Report.WorkdaysLeft <= 3 ? 1UL : 0UL)
        | (s.Responsibility.IsAccepted && !s.Report.IsFiled && s.Report.WorkdaysLate >= 1 ? 2UL : 0UL)
        | (s.Responsibility.IsAccepted && !s.Report.IsFiled && s.Report.WorkdaysLate >= 10 ? 4UL : 0UL);

    public static ulong Milestone(MilestoneSubject s) =>
        (s.Milestone.IsOpen && s.Milestone.DaysLeft > 30 && s.Milestone.DaysLeft <= 90 && s.Responsibility.Progress < 50 ? 1UL : 0UL)
        | (s.Milestone.IsOpen && s.Milestone.DaysLeft > 7 && s.Milestone.DaysLeft <= 30 && s.Responsibility.Progress < 80 ? 2UL : 0UL)
        | (s.Milestone.IsOpen && s.Milestone.DaysLeft >= 0 && s.Milestone.DaysLeft <= 7 && s.Responsibility.Progress < 100 ? 4UL : 0UL)
        | (s.Milestone.IsOpen && s.Milestone.WorkdaysOverdue >= 1 ? 8UL : 0UL)
        | (s.Milestone.IsOpen && s.Milestone.WorkdaysOverdue >= 5 ? 16UL : 0UL)
        | (s.Milestone.IsOpen && s.Milestone.WorkdaysOverdue >= 15 ? 32UL : 0UL)
        | (s.Milestone.IsOpen && s.Milestone.Origin == "annual" && s.Milestone.DaysLeft > 7 && s.Responsibility.IsAccepted && s.Responsibility.Progress + 25 < s.Milestone.TimeGone ? 64UL : 0UL);
}
