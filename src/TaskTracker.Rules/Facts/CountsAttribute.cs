namespace TaskTracker.Rules.Facts;

/// <summary>How a fact follows from a day of the calendar and today.</summary>
public enum CountKind
{
    /// <summary>Calendar days from today to the day; negative after it.</summary>
    DaysUntil,

    /// <summary>Calendar days from the day to today; negative before it.</summary>
    DaysSince,

    /// <summary>Workdays after today up to the day; minus those after the day up to today where it is past.</summary>
    WorkdaysUntil,

    /// <summary>Workdays after the day up to today; minus those after today up to the day where it is to come.</summary>
    WorkdaysSince,

    /// <summary>The share of the days from <see cref="CountsAttribute.From"/> to the day, both included, that have begun; 0 to 100, rounded down; 100 for an empty span.</summary>
    PercentOfSpan,
}

/// <summary>Says that a whole number moves with the days and with nothing else, so that it can be told for every day ahead.</summary>
/// <param name="day">The property of the same record, a <see cref="DateOnly"/> that may be missing, from or up to which it counts. While it is missing the number stays as it is.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CountsAttribute(CountKind kind, string day) : Attribute
{
    public CountKind Kind { get; } = kind;
    public string Day { get; } = day;

    /// <summary>The property with the first day of a <see cref="CountKind.PercentOfSpan"/>.</summary>
    public string? From { get; init; }

    /// <summary>True where 0 is written for what would be negative.</summary>
    public bool NotNegative { get; init; }
}

/// <summary>Says that a fact, or all of a record, is as it is up to a day, and that on this day it may be anything.</summary>
/// <param name="day">The property of the same record that holds the first day on which it may differ; missing: it stays.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class HoldsUntilAttribute(string day) : Attribute
{
    public string Day { get; } = day;
}

/// <summary>A day that others count from. Rules don't read it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AnchorAttribute : Attribute;
