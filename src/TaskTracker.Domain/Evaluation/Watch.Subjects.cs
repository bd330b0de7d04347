using System.Globalization;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Evaluation;

/// <summary>What holds for one subject by itself.</summary>
public sealed partial class Watch
{
    public IEnumerable<Holding> Plan(Plan plan) =>
        Hold(new SubjectRef(Key("plan", plan.Id), plan.Id), f => f.Plan(plan));

    public IEnumerable<Holding> Indicator(Plan plan, Indicator indicator)
    {
        var subject = new SubjectRef(
            KeyOf(indicator), plan.Id, IndicatorId: indicator.Id, DepartmentId: indicator.ReportingDepartmentId);
        return Hold(subject, f => ThisYear(f) ? f.Indicator(plan, indicator) : null);
    }

    /// <summary>For the task without its responsibilities.</summary>
    public IEnumerable<Holding> TaskAlone(Plan plan, TaskInView task) => Hold(
        new SubjectRef(KeyOfTask(task.Id), plan.Id, task.Id),
        f => ThisYear(f) ? f.Task(plan, task.State) : null);

    /// <summary>For the responsibility without its report and milestones.</summary>
    public IEnumerable<Holding> ResponsibilityAlone(Plan plan, int taskId, TaskState task, ResponsibilityStanding standing, bool alsoFalse = false) =>
        Hold(Ref(KeyOf(standing), plan, taskId, standing), f => f.Responsibility(plan, task, standing), alsoFalse);

    /// <summary>For the report of the latest period that has ended, where one is wanted.</summary>
    public IEnumerable<Holding> Report(Plan plan, int taskId, TaskState task, ResponsibilityStanding standing, bool alsoFalse = false) =>
        _facts.Report(plan, task, standing) is not { } report ? []
        : Hold(
            Ref(KeyOfReport(standing, report.Report.Period), plan, taskId, standing),
            f => f.Report(plan, task, standing) is { } on && on.Report.Period == report.Report.Period ? on : null, alsoFalse);

    public IEnumerable<Holding> Milestone(Plan plan, int taskId, TaskState task, ResponsibilityStanding standing, MilestoneStanding milestone, bool alsoFalse = false) =>
        Hold(Ref(KeyOf(milestone), plan, taskId, standing, milestone.Id), f => f.Milestone(plan, task, standing, milestone), alsoFalse);

    private string KeyOf(Indicator indicator) => Key("indicator", indicator.Id, (today.Year - 1).ToString(CultureInfo.InvariantCulture));

    private string KeyOfTask(int task) => Key("task", task, today.Year.ToString(CultureInfo.InvariantCulture));

    private static string KeyOf(ResponsibilityStanding standing) => Key("responsibility", standing.Id);

    private static string KeyOfReport(ResponsibilityStanding standing, string period) => Key("report", standing.Id, period);

    private static string KeyOf(MilestoneStanding milestone) => Key("milestone", milestone.Id);

    private SubjectRef Ref(string key, Plan plan, int taskId, ResponsibilityStanding standing, int? milestone = null) =>
        new(key, plan.Id, taskId, standing.Id, milestone, DepartmentId: standing.DepartmentId) { Quiet = QuietOf(standing) };
}
