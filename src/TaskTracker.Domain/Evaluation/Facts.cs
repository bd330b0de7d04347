using TaskTracker.Rules;
using TaskTracker.Rules.Facts;

namespace TaskTracker.Domain.Evaluation;

/// <summary>The plan as rules see it on one day.</summary>
public sealed record PlanFacts(
    [property: Fact("规划状态", "plan state", Description = "Draft, Trial, Active, UnderEvaluation or Archived.", Values = ["Draft", "Trial", "Active", "UnderEvaluation", "Archived"], ChineseValues = ["草稿", "试运行", "执行", "评估", "归档"])] string State,
    [property: Counts(CountKind.DaysUntil, nameof(PlanFacts.End))]
    [property: Fact("规划距到期", "days to the plan's end", Unit = "天", Description = "Calendar days from today to the plan's last day; 0 on that day, negative after it.")] int DaysLeft,
    [property: Counts(CountKind.WorkdaysSince, nameof(PlanFacts.ActiveFrom), NotNegative = true)]
    [property: Fact("规划执行以来", "workdays since the plan became active", Minimum = 0, Unit = "个工作日", Description = "Workdays after the day the plan became active, today included; 0 on that day and before.")] int WorkdaysActive,
    [property: Counts(CountKind.PercentOfSpan, nameof(PlanFacts.End), From = nameof(PlanFacts.Start))]
    [property: Fact("规划时间进度", "share of the plan's time gone", Minimum = 0, Maximum = 100, Unit = "%", Description = "0 before the first day, 100 from the last day on.")] int TimeGone)
{
    [Anchor]
    public DateOnly Start { get; init; }

    [Anchor]
    public DateOnly End { get; init; }

    [Anchor]
    public DateOnly? ActiveFrom { get; init; }
}

/// <summary>A task as rules see it on one day.</summary>
public sealed record TaskFacts(
    [property: Fact("任务编号", "task number", Description = "As printed.")] string Number,
    [property: Fact("保障措施", "safeguard task", Description = "True for the tasks by which the plan itself is watched.")] bool IsSafeguard,
    [property: Fact("责任单位数", "responsibilities", Minimum = 0, Unit = "个", Description = "Responsibilities of the task, closed ones included; 0: nobody is assigned.")] int Responsibilities,
    [property: Fact("未销号责任数", "open responsibilities", Minimum = 0, Unit = "个", Description = "Responsibilities that are not closed.")] int OpenResponsibilities,
    [property: HoldsUntil(nameof(TaskFacts.OtherCountFrom))]
    [property: Fact("今年节点数", "milestones this year", Minimum = 0, Unit = "个", Description = "Milestones due in the current calendar year, printed ones included, extensions of single departments not counted.")] int MilestonesThisYear,
    [property: HoldsUntil(nameof(TaskFacts.PeriodTurns))]
    [property: Fact("规划期内", "plan period running", Description = "True from the plan's first to its last day.")] bool InPeriod)
{
    /// <summary>1 January of the next year with another number of milestones.</summary>
    [Anchor]
    public DateOnly? OtherCountFrom { get; init; }

    /// <summary>The day on which the plan's period begins or is over.</summary>
    [Anchor]
    public DateOnly? PeriodTurns { get; init; }
}

/// <summary>A responsibility as rules see it on one day.</summary>
public sealed record ResponsibilityFacts(
    [property: Fact("角色", "role", Values = ["Lead", "Support", "Joint"], ChineseValues = ["牵头", "配合", "共同负责"], Description = "Lead, Support or Joint.")] string Role,
    [property: Fact("状态", "state", Values = ["Assigned", "Accepted", "InProgress", "CompletionRequested", "Returned", "Suspended", "Rectifying", "Closed"], Description = "Assigned, Accepted, InProgress, CompletionRequested, Returned, Suspended, Rectifying or Closed.")] string State,
    [property: Fact("已签收", "accepted", Description = "True once the department has accepted the responsibility.")] bool IsAccepted,
    [property: Fact("已销号", "closed")] bool IsClosed,
    [property: Counts(CountKind.WorkdaysSince, nameof(ResponsibilityFacts.WaitsFrom), NotNegative = true)]
    [property: Fact("等待签收", "waiting to be accepted", Minimum = 0, Unit = "个工作日", Description = "Workdays after the later of assignment and the plan becoming active, today included; 0 once accepted.")] int WorkdaysWaiting,
    [property: Fact("完成进度", "progress", Minimum = 0, Maximum = 100, Unit = "%", Description = "0 to 100, of the last report that was not returned; 0 without one.")] int Progress,
    [property: Counts(CountKind.DaysSince, nameof(ResponsibilityFacts.LastReportOn))]
    [property: Fact("距上次填报", "days since the last report", Unit = "天", Description = "Calendar days; missing where nothing was reported yet.")] int? DaysSinceReport)
{
    [Anchor]
    public DateOnly? WaitsFrom { get; init; }

    [Anchor]
    public DateOnly? LastReportOn { get; init; }
}

/// <summary>A responsibility's part in a milestone as rules see it on one day.</summary>
public sealed record MilestoneFacts(
    [property: Fact("未完成", "open", Description = "True until this department's own share is accepted as done or the responsibility is closed.")] bool IsOpen,
    [property: Fact("节点日期", "due day", Description = "The last day on which it is in time, extensions counted.")] DateOnly Due,
    [property: Fact("节点来源", "origin", Values = ["printed", "annual"], ChineseValues = ["规划原定", "年度分解"], Description = "printed (by the plan) or annual (added by a supervisor).")] string Origin,
    [property: Counts(CountKind.DaysUntil, nameof(MilestoneFacts.Due))]
    [property: Fact("距到期", "days left", Unit = "天", Description = "Calendar days from today to the due day; 0 on that day, negative after it.")] int DaysLeft,
    [property: Counts(CountKind.WorkdaysUntil, nameof(MilestoneFacts.Due), NotNegative = true)]
    [property: Fact("距到期工作日", "workdays left", Minimum = 0, Unit = "个工作日", Description = "Workdays after today up to the due day; 0 when none is left.")] int WorkdaysLeft,
    [property: Counts(CountKind.WorkdaysSince, nameof(MilestoneFacts.CountedFrom), NotNegative = true)]
    [property: Fact("已逾期", "workdays overdue", Minimum = 0, Unit = "个工作日", Description = "Workdays after the due day, today included; 0 up to the due day. Where the plan became active after the due day, counted from then.")] int WorkdaysOverdue,
    [property: Counts(CountKind.DaysSince, nameof(MilestoneFacts.Due), NotNegative = true)]
    [property: Fact("逾期天数", "days overdue", Minimum = 0, Unit = "天", Description = "Calendar days after the due day, today included; 0 up to the due day.")] int DaysOverdue,
    [property: Counts(CountKind.PercentOfSpan, nameof(MilestoneFacts.Due), From = nameof(MilestoneFacts.Start))]
    [property: Fact("序时进度", "share of the time gone", Minimum = 0, Maximum = 100, Unit = "%", Description = "Of the time from the milestone's start (1 January of its year where annual, else the plan's first day) to its due day; 0 to 100.")] int TimeGone)
{
    [Anchor]
    public DateOnly Start { get; init; }

    [Anchor]
    public DateOnly CountedFrom { get; init; }
}

/// <summary>The periodic report of a responsibility for the latest period that has ended, as rules see it on one day.</summary>
[HoldsUntil(nameof(NextPeriod))]
public sealed record ReportFacts(
    [property: Fact("填报期", "reporting period", Description = "E.g. 2024Q3.")] string Period,
    [property: Fact("已填报", "filed", Description = "True once a report for the period was submitted and not returned.")] bool IsFiled,
    [property: Fact("填报截止日", "report due", Description = "The last day on which the report is in time.")] DateOnly Due,
    [property: Counts(CountKind.WorkdaysUntil, nameof(ReportFacts.Due), NotNegative = true)]
    [property: Fact("距填报截止", "workdays to the report's due day", Minimum = 0, Unit = "个工作日", Description = "Workdays after today up to the due day; 0 on that day and after.")] int WorkdaysLeft,
    [property: Counts(CountKind.WorkdaysSince, nameof(ReportFacts.Due), NotNegative = true)]
    [property: Fact("填报逾期", "workdays the report is late", Minimum = 0, Unit = "个工作日", Description = "Workdays after the due day, today included; 0 up to the due day.")] int WorkdaysLate)
{
    /// <summary>The day on which the next period has ended and its report is the one that is asked for.</summary>
    [Anchor]
    public DateOnly NextPeriod { get; init; }
}

/// <summary>An indicator and its value for the last full year, as rules see it on one day.</summary>
[HoldsUntil(nameof(NextYear))]
public sealed record IndicatorFacts(
    [property: Fact("约束性", "binding", Description = "True for 约束性 indicators, the only ones that may turn red.")] bool IsBinding,
    [property: Fact("监测年度", "year", Description = "The last full calendar year.")] int Year,
    [property: Fact("已报数据", "observed", Description = "True once a value for the year is there.")] bool IsObserved,
    [property: Counts(CountKind.DaysSince, nameof(IndicatorFacts.WantedBy), NotNegative = true)]
    [property: Fact("报送逾期", "days the observation is late", Minimum = 0, Unit = "天", Description = "Calendar days after the day by which the year's value is wanted; 0 up to that day.")] int DaysLate,
    [property: Fact("实际值", "value", Description = "The year's value; missing where none was reported.")] double? Value,
    [property: Fact("年度目标", "yearly target", Description = "The value to reach in the year; missing where nobody entered one.")] double? Target,
    [property: Fact("偏离目标", "off its target by", Minimum = 0, Unit = "%", Description = "By how much the value misses the yearly target on the wrong side, in percent of the target, to one decimal; 0 only when reached, 100 where a target of 0 is missed; missing without value or target.")] double? OffTarget)
{
    [Anchor]
    public DateOnly NextYear { get; init; }

    [Anchor]
    public DateOnly WantedBy { get; init; }
}

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
