namespace TaskTracker.Domain.Plans;

/// <summary>The words of a plan file for the names in code; reader and writer share them.</summary>
internal static class PlanFileWords
{
    public static readonly IReadOnlyDictionary<string, TaskKind> Kinds = new Dictionary<string, TaskKind>
    {
        ["task"] = TaskKind.Task,
        ["safeguard"] = TaskKind.Safeguard,
    };

    public static readonly IReadOnlyDictionary<string, ResponsibilityRole> Roles = new Dictionary<string, ResponsibilityRole>
    {
        ["Lead"] = ResponsibilityRole.Lead,
        ["Support"] = ResponsibilityRole.Support,
        ["Joint"] = ResponsibilityRole.Joint,
    };

    public static readonly IReadOnlyDictionary<string, RecurringDuty> Recurring = new Dictionary<string, RecurringDuty>
    {
        ["monthly"] = RecurringDuty.Monthly,
        ["quarterly"] = RecurringDuty.Quarterly,
        ["halfyearly"] = RecurringDuty.HalfYearly,
        ["yearly"] = RecurringDuty.Yearly,
    };

    public static readonly IReadOnlyDictionary<string, IndicatorDirection> Directions = new Dictionary<string, IndicatorDirection>
    {
        ["atLeast"] = IndicatorDirection.AtLeast,
        ["atMost"] = IndicatorDirection.AtMost,
        ["exactly"] = IndicatorDirection.Exactly,
    };

    public static readonly IReadOnlyDictionary<string, RelativeKind> RelativeKinds = new Dictionary<string, RelativeKind>
    {
        ["totalChange"] = RelativeKind.TotalChange,
        ["yearlyChange"] = RelativeKind.YearlyChange,
        ["percentOfBaseline"] = RelativeKind.PercentOfBaseline,
        ["inProportion"] = RelativeKind.InProportion,
    };

    public static readonly IReadOnlyList<string> Operators = [">=", ">", "<=", "<", "="];

    public static string Of<T>(IReadOnlyDictionary<string, T> words, T value) => words.First(w => Equals(w.Value, value)).Key;
}
