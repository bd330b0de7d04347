namespace TaskTracker.Domain.Plans;

/// <summary>草稿, 试运行, 执行, 评估, 归档.</summary>
public enum PlanState
{
    /// <summary>Not watched.</summary>
    Draft,

    /// <summary>Rules run and the preview shows what would be sent; no mail leaves.</summary>
    Trial,

    /// <summary>Only now is mail sent; waiting times count from here.</summary>
    Active,

    /// <summary>The period is over and the plan is being evaluated; what is open is still watched.</summary>
    UnderEvaluation,

    /// <summary>Sends nothing and is not watched.</summary>
    Archived,
}

/// <summary>How often a responsibility reports.</summary>
public enum ReportCadence { Monthly, Quarterly, HalfYearly, Yearly }

/// <summary>A plan in the ledger.</summary>
public sealed class Plan
{
    public int Id { get; init; }

    /// <summary>The plan file's <c>id</c>.</summary>
    public required string Key { get; init; }

    public required string Title { get; set; }
    public required string Region { get; init; }

    /// <summary>The first day of the period.</summary>
    public DateOnly Start { get; set; }

    /// <summary>The last day of the period.</summary>
    public DateOnly End { get; set; }

    public PlanState State { get; set; }

    /// <summary>The day on which the plan became <see cref="PlanState.Active"/>; null before.</summary>
    public DateOnly? ActiveFrom { get; set; }

    public ReportCadence ReportCadence { get; set; } = ReportCadence.Quarterly;

    /// <summary>The day on which the cadence was last changed; a period that ended before is not asked for any more. Null: never.</summary>
    public DateOnly? ReportCadenceFrom { get; set; }

    /// <summary>Departments are ranked by how far they are behind in this plan.</summary>
    public bool Ranks { get; set; } = true;

    /// <summary>A periodic report is due on this workday after its period.</summary>
    public int ReportDueWorkday { get; set; } = 5;

    /// <summary>Reports go to the department's head before the supervision office.</summary>
    public bool HeadApproves { get; set; }

    /// <summary>An indicator's value for a year is due by this month and day of the next year.</summary>
    public int ObservationDueMonth { get; set; } = 3;

    /// <inheritdoc cref="ObservationDueMonth"/>
    public int ObservationDueDay { get; set; } = 31;

    public string SourceFile { get; set; } = "";
    public string SourceSha256 { get; set; } = "";
    public List<PlanTask> Tasks { get; } = [];
    public List<Indicator> Indicators { get; } = [];
    public List<Project> Projects { get; } = [];
    public List<InstitutionTable> Tables { get; } = [];

    public bool IsWatched => State is PlanState.Trial or PlanState.Active or PlanState.UnderEvaluation;
    public bool SendsMail => State is PlanState.Active or PlanState.UnderEvaluation;
}

/// <summary>A change of a plan's state, kept so that it can be told how the plan stood on an earlier day.</summary>
public sealed class PlanStateChange
{
    public int Id { get; init; }
    public int PlanId { get; init; }
    public DateTime At { get; init; }
    public PlanState From { get; init; }
    public PlanState To { get; init; }
}

/// <summary>One numbered item of a plan.</summary>
public sealed class PlanTask
{
    public int Id { get; init; }
    public int PlanId { get; init; }
    public Plan Plan { get; init; } = null!;

    /// <summary>The place in the document, counted from 0.</summary>
    public int Position { get; set; }

    /// <summary>
    /// The plan file's, unique in the plan. A later version of the plan may number the task anew; one that has ended has the day behind its key,
    /// so that another may bear it.
    /// </summary>
    public required string Key { get; set; }

    public required string Number { get; set; }
    public required string Title { get; set; }
    public List<string> Path { get; set; } = [];
    public TaskKind Kind { get; set; }
    public bool OpenEnded { get; set; }
    public string? Dispatch { get; set; }
    public string? Text { get; set; }
    public List<RecurringDuty> Recurring { get; set; } = [];

    /// <summary>How often this task is reported on; null: as the plan says.</summary>
    public ReportCadence? ReportCadence { get; set; }

    /// <inheritdoc cref="Plan.ReportCadenceFrom"/>
    public DateOnly? ReportCadenceFrom { get; set; }

    /// <summary>When it came into the ledger; null where that was before such moments were kept.</summary>
    public DateTime? AddedAt { get; init; }

    /// <summary>The day on which a decision ended the task; null while it is in force.</summary>
    public DateOnly? EndedOn { get; set; }

    /// <summary>That decision: its document number (文号), or title and date of the version that no longer has the task.</summary>
    public string? EndedBy { get; set; }

    public List<Share> Shares { get; } = [];
    public List<Milestone> Milestones { get; } = [];
    public List<Progress.Responsibility> Responsibilities { get; } = [];
}

public enum ShareOrigin { Printed, Assigned }

/// <summary>A body's share in a task as the plan prints it or a supervisor assigned it. A group's share stands for one responsibility per member.</summary>
public sealed class Share
{
    public int Id { get; init; }
    public int TaskId { get; init; }
    public int Position { get; set; }
    public int DepartmentId { get; set; }
    public Organisation.Department Department { get; init; } = null!;
    public string AsPrinted { get; set; } = "";
    public ResponsibilityRole Role { get; set; }
    public ShareOrigin Origin { get; init; }
}

public enum MilestoneOrigin
{
    /// <summary>By the plan.</summary>
    Printed,

    /// <summary>Added for a year (年度分解).</summary>
    Annual,

    /// <summary>By an earlier version of the plan, and kept since some departments have met it.</summary>
    Superseded,
}

/// <summary>A date by which something in a task is to be reached.</summary>
public sealed class Milestone
{
    public int Id { get; init; }
    public int TaskId { get; init; }
    public MilestoneOrigin Origin { get; set; }

    /// <summary>Unique within the task.</summary>
    public required string Key { get; init; }

    /// <summary>The last day on which it is in time.</summary>
    public DateOnly Due { get; set; }

    public required string Text { get; set; }
    public Measure? Measure { get; set; }

    /// <inheritdoc cref="PlanTask.AddedAt"/>
    public DateTime? AddedAt { get; init; }

    /// <summary>The departments it is meant for; empty: all that share the task.</summary>
    public List<int> DepartmentIds { get; set; } = [];
}

/// <summary>What one of the plan's boxes (专栏) lists.</summary>
public sealed class Project
{
    public int Id { get; init; }
    public int PlanId { get; init; }
    public int Position { get; set; }
    public required string Number { get; set; }
    public required string Title { get; set; }
    public List<string> Items { get; set; } = [];
}

/// <summary>A table of figures by institution.</summary>
public sealed class InstitutionTable
{
    public int Id { get; init; }
    public int PlanId { get; init; }
    public int Position { get; set; }
    public required string Title { get; set; }
    public string Unit { get; set; } = "";
    public List<string> Columns { get; set; } = [];
    public List<PlanTableRow> Rows { get; set; } = [];
}
