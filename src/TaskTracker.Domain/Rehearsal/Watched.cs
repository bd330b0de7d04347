using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Rehearsal;

/// <summary>One subject of the rules with all that the ledger held about it at some time; which day it is the watch knows.</summary>
public sealed class Watched
{
    private readonly Func<Watch, IEnumerable<Holding>> _holdings;
    private readonly Func<Watch, DateOnly?> _nextChange;

    private Watched(Plan plan, int? departmentId, Func<Watch, IEnumerable<Holding>> holdings, Func<Watch, DateOnly?> nextChange) =>
        (Plan, DepartmentId, _holdings, _nextChange) = (plan, departmentId, holdings, nextChange);

    public Plan Plan { get; }

    /// <summary>Whose liaison and head are written to.</summary>
    public int? DepartmentId { get; }

    public static Watched Of(Plan plan) => new(plan, null, w => w.Plan(plan), w => w.NextChange(plan));

    public static Watched Of(Plan plan, Indicator indicator) =>
        new(plan, indicator.ReportingDepartmentId, w => w.Indicator(plan, indicator), w => w.NextChange(plan, indicator));

    public static Watched OfTask(Plan plan, TaskInView task) => new(plan, null, w => w.TaskAlone(plan, task), w => w.NextChangeOfTask(plan, task));

    public static Watched Of(Plan plan, TaskInView task, ResponsibilityStanding standing) => new(
        plan, standing.DepartmentId, w => w.ResponsibilityAlone(plan, task.Id, task.State, standing), w => w.NextChangeOfResponsibility(plan, task.State, standing));

    public static Watched OfReport(Plan plan, TaskInView task, ResponsibilityStanding standing) => new(
        plan, standing.DepartmentId, w => w.Report(plan, task.Id, task.State, standing), w => w.NextChangeOfReport(plan, task.State, standing));

    public static Watched Of(Plan plan, TaskInView task, ResponsibilityStanding standing, MilestoneStanding milestone) => new(
        plan, standing.DepartmentId, w => w.Milestone(plan, task.Id, task.State, standing, milestone), w => w.NextChange(plan, task.State, standing, milestone));

    public IReadOnlyList<Holding> Holdings(Watch watch) => Plan.IsWatched ? [.. _holdings(watch)] : [];

    public DateOnly? NextChange(Watch watch) => Plan.IsWatched ? _nextChange(watch) : null;
}
