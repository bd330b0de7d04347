namespace TaskTracker.Rules.Facts;

/// <summary>Says in words what a fact means, for explanations, the editor and the reference page.</summary>
/// <param name="chinese">A short label, e.g. 已逾期工作日.</param>
/// <param name="english">The same in English, e.g. workdays overdue.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FactAttribute(string chinese, string english) : Attribute
{
    public string Chinese { get; } = chinese;
    public string English { get; } = english;

    /// <summary>What a number counts, e.g. 个工作日; empty where it counts nothing.</summary>
    public string Unit { get; init; } = "";

    public string EnglishUnit { get; init; } = "";

    /// <summary>What the label leaves open: the range, what missing means, which day counts.</summary>
    public string Description { get; init; } = "";

    public string EnglishDescription { get; init; } = "";
}
