using TaskTracker.Domain.Evaluation;
using TaskTracker.Features.Parts;

namespace TaskTracker.Features.Prints;

/// <summary>A month's 通报 in figures, as they stood at the end of a day.</summary>
/// <param name="Until">That day: the month's last one, or today while the month runs.</param>
/// <param name="MonthDue">Departments' shares of milestones that came due in the month.</param>
/// <param name="MonthMet">Those of them that were done in time.</param>
/// <param name="MonthLate">Shares that became overdue in the month and still are.</param>
/// <param name="Overdue">Longest overdue first.</param>
/// <param name="IndicatorYear">The last year that was over.</param>
internal sealed record Bulletin(string Plan, string Issuer, DateOnly Until, int Tasks, LightCounts Lights, int MonthDue, int MonthMet, int MonthLate,
    IReadOnlyList<BulletinDepartment> Departments, IReadOnlyList<OverdueShare> Overdue, int IndicatorYear, IReadOnlyList<BulletinIndicator> Indicators)
{
    public int Count(IndicatorVerdict verdict) => Indicators.Count(i => i.Verdict == verdict);
}

/// <param name="Of">In the order that <see cref="DepartmentRanking"/> gives.</param>
/// <param name="LongestWorkdays">Of its longest overdue milestone.</param>
internal sealed record BulletinDepartment(RankedDepartment Of, int LongestWorkdays)
{
    public bool Ranked => Of.Total >= DepartmentRanking.RankedFrom;
}

/// <summary>One department's share of a milestone that is overdue.</summary>
internal sealed record OverdueShare(string Number, string Task, string Department, string Milestone, DateOnly Due, int Workdays);

internal enum IndicatorVerdict { Reached, Missed, NotReported, NoTarget }

internal sealed record BulletinIndicator(string Name, string Nature, string Target, string Value, IndicatorVerdict Verdict);
