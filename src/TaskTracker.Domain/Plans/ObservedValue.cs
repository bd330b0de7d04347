namespace TaskTracker.Domain.Plans;

/// <summary>Why a value of an indicator was not taken.</summary>
public enum ObservationRefusal
{
    /// <summary>More digits than are kept.</summary>
    ValueTooLong,

    /// <summary>Not one of the plan's years or the one before them, from which it counts.</summary>
    YearOutsidePlan,

    YearAhead, SourceMissing, SourceTooLong, DayAhead,

    /// <summary>Known before the year began.</summary>
    DayBeforeYear,

    /// <summary>None of those that the plan's tables list.</summary>
    UnknownInstitution,
}

/// <summary>A value of an indicator as somebody enters it.</summary>
/// <param name="Institution">One of the plan's tables; null for the whole region.</param>
public sealed record ObservedValue(int Year, string? Institution, decimal Value, string Source, DateOnly ObservedOn)
{
    public const int LongestSource = 200;

    private const decimal Largest = 99_999_999_999_999m;

    /// <returns>Null where it can be taken.</returns>
    public ObservationRefusal? RefusedBy(Plan plan, IEnumerable<string> institutions, DateOnly today) =>
        Year < plan.Start.Year - 1 || Year > plan.End.Year ? ObservationRefusal.YearOutsidePlan
        : Year > today.Year ? ObservationRefusal.YearAhead
        : !IsKeepable(Value) ? ObservationRefusal.ValueTooLong
        : string.IsNullOrWhiteSpace(Source) ? ObservationRefusal.SourceMissing
        : Source.Length > LongestSource ? ObservationRefusal.SourceTooLong
        : ObservedOn > today ? ObservationRefusal.DayAhead
        : ObservedOn.Year < Year ? ObservationRefusal.DayBeforeYear
        : Institution is not null && !institutions.Contains(Institution) ? ObservationRefusal.UnknownInstitution
        : null;

    /// <summary>Whether the ledger keeps such a number as it is.</summary>
    public static bool IsKeepable(decimal value) => Math.Abs(value) <= Largest && decimal.Round(value, YearlyPath.MostDecimals) == value;
}
