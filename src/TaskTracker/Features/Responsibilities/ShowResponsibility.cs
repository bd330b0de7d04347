using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Parts;

namespace TaskTracker.Features.Responsibilities;

/// <param name="CompiledBy">The department that compiles one report from the others; null where this one reports alone.</param>
/// <param name="Whys">One for each rule that gives the light, worst first; empty for a green light.</param>
/// <param name="RulesEvaluated">How many rules were asked.</param>
/// <param name="NextChange">The day on which a verdict next changes if nobody acts.</param>
/// <param name="Ahead">What stands before the department, earliest first.</param>
/// <param name="Timeline">Latest first.</param>
internal sealed record ResponsibilityModel(DateOnly Today, string PlanKey, string Plan, int TaskId, string Number, string Task, IReadOnlyList<string> Path,
    int DepartmentId, string Department, ResponsibilityRole Role, string? Group, string? CompiledBy, ResponsibilityState State, Light Light,
    IReadOnlyList<Why> Whys, int RulesEvaluated, DateOnly? NextChange, IReadOnlyList<AheadRow> Ahead,
    IReadOnlyList<OwnMilestone> Milestones, IReadOnlyList<ReportRow> Reports, IReadOnlyList<TimelineEntry> Timeline);

/// <param name="Kind">The suffix of its text: Accept, Report, Milestone, Verdict.</param>
/// <param name="CalendarAnnounced">False where the year's holidays aren't announced yet, so that the day may move.</param>
internal sealed record AheadRow(DateOnly On, string Kind, string? Text, bool CalendarAnnounced);

/// <param name="FirstDue">The date before any extension, where it was moved.</param>
/// <param name="Measure">The number to reach in words.</param>
/// <param name="Latest">The last measured value with its unit and day; null where nothing is measured or reported.</param>
internal sealed record OwnMilestone(DateOnly Due, DateOnly? FirstDue, string Text, string? Measure, string? Latest, bool Printed, Light Light, bool Open, int WorkdaysOverdue);

internal sealed record ReportRow(DateOnly On, string Period, string By, ReportedState State, int Percent, string Text, ReviewState Review);

internal sealed class ShowResponsibility
{
    /// <returns>Null where there is no such responsibility.</returns>
    public Task<ResponsibilityModel?> GetAsync(int id) => Task.FromResult(Sample.Responsibility(id));
}
