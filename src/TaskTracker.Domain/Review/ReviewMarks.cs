namespace TaskTracker.Domain.Review;

/// <summary>What people have said about a draft, beside correcting it.</summary>
public sealed record ReviewMarks
{
    /// <summary>One for each task of the plan, in the same order.</summary>
    public IReadOnlyList<TaskMark> Tasks { get; init; } = [];

    public int HeadVersion { get; init; }
    public int IndicatorsVersion { get; init; }

    /// <summary>By the name that the plan gives and the registry lacks.</summary>
    public IReadOnlyDictionary<string, DepartmentDecision> Departments { get; init; } = new Dictionary<string, DepartmentDecision>();

    /// <summary>The places, in the plan's list of warnings, of those that a person has looked at.</summary>
    public IReadOnlyList<int> CheckedFindings { get; init; } = [];

    /// <summary>By the task's id, which task of the earlier version it is: that one's key, or empty where it is really new.</summary>
    public IReadOnlyDictionary<int, string> Matches { get; init; } = new Dictionary<int, string>();
}

/// <param name="Id">Stays with the task whatever is corrected; never given twice in a draft.</param>
/// <param name="Version">Counts the corrections: whoever confirms or corrects says which one they have seen.</param>
public sealed record TaskMark(int Id, int Version = 1, bool Confirmed = false, bool Corrected = false);

public enum DepartmentDecisionKind
{
    /// <summary>It comes into the registry under its own name.</summary>
    Create,

    /// <summary>It comes in as a group, which stands for its members.</summary>
    Group,

    /// <summary>It is another name of a department that is there.</summary>
    Alias,
}

/// <param name="Target">The department whose other name it is; empty for the other kinds.</param>
public sealed record DepartmentDecision(DepartmentDecisionKind Kind, string Target = "");
