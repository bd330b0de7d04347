namespace TaskTracker.Domain.Plans;

/// <summary>A row of a plan's indicator table, with the yearly path and the values observed.</summary>
public sealed class Indicator
{
    /// <summary>约束性: the only nature that may turn red.</summary>
    public const string Binding = "约束性";

    public int Id { get; init; }
    public int PlanId { get; init; }
    public Plan Plan { get; init; } = null!;
    public int Position { get; set; }
    public required string Name { get; init; }
    public string Unit { get; set; } = "";
    public string Baseline { get; set; } = "";
    public string Target { get; set; } = "";
    public string Nature { get; set; } = "";
    public decimal? BaselineValue { get; set; }
    public decimal? TargetValue { get; set; }
    public IndicatorDirection? Direction { get; set; }

    /// <summary>The one department that reports its value.</summary>
    public int? ReportingDepartmentId { get; set; }

    public Organisation.Department? ReportingDepartment { get; set; }

    /// <summary>Counts what people changed of targets, values and reporting department; two writers at once: the second is refused.</summary>
    public int Version { get; set; }

    public List<IndicatorTarget> YearlyTargets { get; } = [];
    public List<IndicatorObservation> Observations { get; } = [];
}

/// <summary>The value to reach by the end of a year, entered by a person.</summary>
public sealed class IndicatorTarget
{
    public int IndicatorId { get; init; }
    public int Year { get; init; }
    public decimal Value { get; set; }
}

public sealed class IndicatorObservation
{
    public int Id { get; init; }
    public int IndicatorId { get; init; }

    /// <summary>Null for the plan's whole region.</summary>
    public string? Institution { get; init; }

    public int Year { get; init; }
    public decimal Value { get; set; }

    /// <summary>Where the value is from, e.g. 统计年鉴.</summary>
    public required string Source { get; set; }

    /// <summary>The day from which the value counts as known.</summary>
    public DateOnly ObservedOn { get; set; }
}
