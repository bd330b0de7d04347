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

    /// <summary>All texts that a text can be; empty where it can be any.</summary>
    public string[] Values { get; init; } = [];

    /// <summary>What <see cref="Values"/> are called in Chinese, in the same order; empty where they are shown as they are.</summary>
    public string[] ChineseValues { get; init; } = [];

    /// <summary>The least that a number can be; not a number where nothing is known.</summary>
    public double Minimum { get; init; } = double.NaN;

    /// <summary>The most that a number can be; not a number where nothing is known.</summary>
    public double Maximum { get; init; } = double.NaN;

    /// <summary>What the label leaves open: the range, what missing means, which day counts.</summary>
    public string Description { get; init; } = "";

    public string EnglishDescription { get; init; } = "";
}
