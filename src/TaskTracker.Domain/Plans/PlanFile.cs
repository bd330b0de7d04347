namespace TaskTracker.Domain.Plans;

/// <summary>
/// A plan as it stands in a file: what <c>import</c> prints and <c>plan load</c> reads. Names follow the contract of the format;
/// the file is a draft until a person has looked at it.
/// </summary>
public sealed record PlanFile
{
    public required string Id { get; init; }
    public required string Title { get; init; }

    /// <summary>The jurisdiction whose departments the plan names, e.g. 莱山区. Department names are unique within one region only.</summary>
    public required string Region { get; init; }

    public required PlanPeriod Period { get; init; }
    public PlanSource? Source { get; init; }
    public IReadOnlyList<PlanDepartment> Departments { get; init; } = [];
    public required IReadOnlyList<PlanFileTask> Tasks { get; init; }
    public IReadOnlyList<PlanIndicator> Indicators { get; init; } = [];
    public IReadOnlyList<PlanProject> Projects { get; init; } = [];
    public IReadOnlyList<PlanTable> Tables { get; init; } = [];
    public IReadOnlyList<PlanWarning> Warnings { get; init; } = [];
}

/// <summary>Both days belong to the period.</summary>
public sealed record PlanPeriod(DateOnly Start, DateOnly End);

public sealed record PlanSource(string File, string Sha256);

/// <summary>A department the plan names; a group stands for its members.</summary>
public sealed record PlanDepartment(string Name, bool Group = false)
{
    public IReadOnlyList<string> Aliases { get; init; } = [];
}

public enum TaskKind { Task, Safeguard }

public enum ResponsibilityRole { Lead, Support, Joint }

public enum RecurringDuty { Monthly, Quarterly, HalfYearly, Yearly }

public sealed record PlanFileTask
{
    /// <summary>Unique in the plan and stable when the text changes, e.g. <c>三/1</c>.</summary>
    public required string Key { get; init; }

    /// <summary>As printed, without brackets and stops: <c>1</c>, <c>一</c> for （一）.</summary>
    public required string Number { get; init; }

    public required string Title { get; init; }

    /// <summary>The printed headings above the task, outermost first.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    public TaskKind Kind { get; init; }
    public IReadOnlyList<PlanShare> Responsible { get; init; } = [];

    /// <summary>True where the printed list of departments ends in 等.</summary>
    public bool OpenEnded { get; init; }

    /// <summary>The printed phrase that divides the work, e.g. 按职责分工负责.</summary>
    public string? Dispatch { get; init; }

    public IReadOnlyList<PrintedMilestone> Milestones { get; init; } = [];
    public IReadOnlyList<RecurringDuty> Recurring { get; init; } = [];

    /// <summary>The task's full wording; the importer prints it, shipped plan files leave it out.</summary>
    public string? Text { get; init; }

    public TextSpan? Span { get; init; }
}

/// <summary>One department's share in one task as the document prints it.</summary>
/// <param name="Department">The department's official name.</param>
/// <param name="AsPrinted">The name that stands in the document.</param>
public sealed record PlanShare(string Department, string AsPrinted, ResponsibilityRole Role);

/// <summary>A date by which the task's own text says something is to be reached.</summary>
/// <param name="Due">The last day on which it is still in time.</param>
public sealed record PrintedMilestone(DateOnly Due, string Text, Measure? Measure = null);

/// <summary>A number to reach. 以上, 以下, 以内 include the number; 不满, 超过, 不足 exclude it (民法典 第1259条).</summary>
/// <param name="Operator">One of <c>&gt;= &gt; &lt;= &lt; =</c>; <c>op</c> in the file.</param>
public sealed record Measure(string Subject, string Operator, decimal Value, string Unit);

/// <summary>Where a task stands in its source.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Start">The first character, counted from 0 over the whole decoded text.</param>
/// <param name="Length">In characters.</param>
public sealed record TextSpan(int Line, int Start, int Length);

/// <summary>A row of the plan's indicator table; texts as printed, and in fields of their own what a machine needs.</summary>
public sealed record PlanIndicator
{
    public required string Name { get; init; }
    public string Unit { get; init; } = "";

    /// <summary>As printed; empty or a dash where there is none.</summary>
    public string Baseline { get; init; } = "";

    /// <summary>As printed, e.g. <c>14以下</c>, <c>同比例增加</c>, <c>力争每年降低1个百分点</c>.</summary>
    public string Target { get; init; } = "";

    /// <summary>预期性 (may turn yellow at most) or 约束性 (may turn red); empty where the table has no such column.</summary>
    public string Nature { get; init; } = "";

    public decimal? BaselineValue { get; init; }
    public decimal? TargetValue { get; init; }

    /// <summary>What the target asks of the value; a ceiling (<see cref="IndicatorDirection.AtMost"/>) such as 0 → 8.2 is no decline.</summary>
    public IndicatorDirection? Direction { get; init; }

    /// <summary>A target relative to the baseline, where the table prints one.</summary>
    public RelativeTarget? Relative { get; init; }
}

public enum IndicatorDirection { AtLeast, AtMost, Exactly }

/// <summary>How a relative target is meant.</summary>
public enum RelativeKind
{
    /// <summary>累计增长1岁: the value changes by the amount, in the indicator's unit, over the whole period.</summary>
    TotalChange,

    /// <summary>每年降低1个百分点: the value changes by the amount each year.</summary>
    YearlyChange,

    /// <summary>减少15%: the value changes by that share of the baseline over the whole period.</summary>
    PercentOfBaseline,

    /// <summary>同比例提高: it moves in step with another indicator; no amount.</summary>
    InProportion,
}

/// <param name="Amount">Signed: negative for a decline. Null for <see cref="RelativeKind.InProportion"/>.</param>
public sealed record RelativeTarget(RelativeKind Kind, decimal? Amount);

/// <summary>What one of the plan's boxes (专栏) lists.</summary>
public sealed record PlanProject(string Number, string Title, IReadOnlyList<string> Items);

/// <summary>A table by institution.</summary>
public sealed record PlanTable(string Title, string Unit, IReadOnlyList<string> Columns, IReadOnlyList<PlanTableRow> Rows);

/// <param name="Values">As printed, one for each column.</param>
public sealed record PlanTableRow(string Name, IReadOnlyList<string> Values);

/// <summary>Something in the document that a person should look at.</summary>
public sealed record PlanWarning(int Line, string Code, string Text);
