using TaskTracker.Rules;
using TaskTracker.Rules.Facts;

namespace TaskTracker.Domain.Evaluation;

/// <summary>The plan as rules see it on one day.</summary>
public sealed record PlanFacts(
    [property: Fact("规划状态", "plan state", Description = "Draft, Trial, Active, UnderEvaluation or Archived.")] string State,
    [property: Fact("规划距到期", "days to the plan's end", Unit = "天", Description = "Calendar days from today to the plan's last day; 0 on that day, negative after it.")] int DaysLeft,
    [property: Fact("规划执行以来", "workdays since the plan became active", Unit = "个工作日", Description = "Workdays after the day the plan became active, today included; 0 on that day and before.")] int WorkdaysActive,
    [property: Fact("规划时间进度", "share of the plan's time gone", Unit = "%", Description = "0 before the first day, 100 from the last day on.")] int TimeGone);

/// <summary>A task as rules see it on one day.</summary>
public sealed record TaskFacts(
    [property: Fact("任务编号", "task number", Description = "As printed.")] string Number,
    [property: Fact("保障措施", "safeguard task", Description = "True for the tasks by which the plan itself is watched.")] bool IsSafeguard,
    [property: Fact("责任单位数", "responsibilities", Unit = "个", Description = "Responsibilities of the task, closed ones included; 0: nobody is assigned.")] int Responsibilities,
    [property: Fact("未销号责任数", "open responsibilities", Unit = "个", Description = "Responsibilities that are not closed.")] int OpenResponsibilities,
    [property: Fact("今年节点数", "milestones this year", Unit = "个", Description = "Milestones due in the current calendar year, printed ones included, extensions of single departments not counted.")] int MilestonesThisYear,
    [property: Fact("规划期内", "plan period running", Description = "True from the plan's first to its last day.")] bool InPeriod);

/// <summary>A responsibility as rules see it on one day.</summary>
public sealed record ResponsibilityFacts(
    [property: Fact("角色", "role", Description = "Lead, Support or Joint.")] string Role,
    [property: Fact("状态", "state", Description = "Assigned, Accepted, InProgress, CompletionRequested, Returned, Suspended, Rectifying or Closed.")] string State,
    [property: Fact("已签收", "accepted", Description = "True once the department has accepted the responsibility.")] bool IsAccepted,
    [property: Fact("已销号", "closed")] bool IsClosed,
    [property: Fact("等待签收", "waiting to be accepted", Unit = "个工作日", Description = "Workdays after the later of assignment and the plan becoming active, today included; 0 once accepted.")] int WorkdaysWaiting,
    [property: Fact("完成进度", "progress", Unit = "%", Description = "0 to 100, of the last report that was not returned; 0 without one.")] int Progress,
    [property: Fact("距上次填报", "days since the last report", Unit = "天", Description = "Calendar days; missing where nothing was reported yet.")] int? DaysSinceReport);

/// <summary>A responsibility's part in a milestone as rules see it on one day.</summary>
public sealed record MilestoneFacts(
    [property: Fact("未完成", "open", Description = "True until this department's own share is accepted as done or the responsibility is closed.")] bool IsOpen,
    [property: Fact("节点日期", "due day", Description = "The last day on which it is in time, extensions counted.")] DateOnly Due,
    [property: Fact("节点来源", "origin", Description = "printed (by the plan) or annual (added by a supervisor).")] string Origin,
    [property: Fact("距到期", "days left", Unit = "天", Description = "Calendar days from today to the due day; 0 on that day, negative after it.")] int DaysLeft,
    [property: Fact("距到期工作日", "workdays left", Unit = "个工作日", Description = "Workdays after today up to the due day; 0 when none is left.")] int WorkdaysLeft,
    [property: Fact("已逾期", "workdays overdue", Unit = "个工作日", Description = "Workdays after the due day, today included; 0 up to the due day. Where the plan became active after the due day, counted from then.")] int WorkdaysOverdue,
    [property: Fact("逾期天数", "days overdue", Unit = "天", Description = "Calendar days after the due day, today included; 0 up to the due day.")] int DaysOverdue,
    [property: Fact("序时进度", "share of the time gone", Unit = "%", Description = "Of the time from the milestone's start (1 January of its year where annual, else the plan's first day) to its due day; 0 to 100.")] int TimeGone);

/// <summary>The periodic report of a responsibility for the latest period that has ended, as rules see it on one day.</summary>
public sealed record ReportFacts(
    [property: Fact("填报期", "reporting period", Description = "E.g. 2024Q3.")] string Period,
    [property: Fact("已填报", "filed", Description = "True once a report for the period was submitted and not returned.")] bool IsFiled,
    [property: Fact("填报截止日", "report due", Description = "The last day on which the report is in time.")] DateOnly Due,
    [property: Fact("距填报截止", "workdays to the report's due day", Unit = "个工作日", Description = "Workdays after today up to the due day; 0 on that day and after.")] int WorkdaysLeft,
    [property: Fact("填报逾期", "workdays the report is late", Unit = "个工作日", Description = "Workdays after the due day, today included; 0 up to the due day.")] int WorkdaysLate);

/// <summary>An indicator and its value for the last full year, as rules see it on one day.</summary>
public sealed record IndicatorFacts(
    [property: Fact("约束性", "binding", Description = "True for 约束性 indicators, the only ones that may turn red.")] bool IsBinding,
    [property: Fact("监测年度", "year", Description = "The last full calendar year.")] int Year,
    [property: Fact("已报数据", "observed", Description = "True once a value for the year is there.")] bool IsObserved,
    [property: Fact("报送逾期", "days the observation is late", Unit = "天", Description = "Calendar days after the day by which the year's value is wanted; 0 up to that day.")] int DaysLate,
    [property: Fact("实际值", "value", Description = "The year's value; missing where none was reported.")] double? Value,
    [property: Fact("年度目标", "yearly target", Description = "The value to reach in the year; missing where nobody entered one.")] double? Target,
    [property: Fact("偏离目标", "off its target by", Unit = "%", Description = "By how much the value misses the yearly target on the wrong side, in percent of the target, to one decimal; 0 only when reached, 100 where a target of 0 is missed; missing without value or target.")] double? OffTarget);

// The subjects, from least to most specific: a rule is about the first that offers all it reads.
public sealed record PlanSubject(PlanFacts Plan);

public sealed record TaskSubject(PlanFacts Plan, TaskFacts Task);

public sealed record IndicatorSubject(PlanFacts Plan, IndicatorFacts Indicator);

public sealed record ResponsibilitySubject(PlanFacts Plan, TaskFacts Task, ResponsibilityFacts Responsibility);

public sealed record ReportSubject(PlanFacts Plan, TaskFacts Task, ResponsibilityFacts Responsibility, ReportFacts Report);

public sealed record MilestoneSubject(PlanFacts Plan, TaskFacts Task, ResponsibilityFacts Responsibility, MilestoneFacts Milestone);

public static class FactVocabulary
{
    public static Vocabulary Current { get; } = Vocabulary.Of(
        typeof(PlanSubject), typeof(TaskSubject), typeof(IndicatorSubject), typeof(ResponsibilitySubject), typeof(ReportSubject), typeof(MilestoneSubject));
}
