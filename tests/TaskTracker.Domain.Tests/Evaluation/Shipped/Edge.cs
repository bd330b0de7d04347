namespace TaskTracker.Domain.Tests.Evaluation.Shipped;

/// <summary>The days on which a shipped rule holds in a situation.</summary>
/// <param name="Rule"><c>workflow/rule</c>.</param>
/// <param name="From">The first day; null: it never holds.</param>
/// <param name="Until">The last day; null: it goes on.</param>
public sealed record Edge(string Rule, string Why, string? From, string? Until)
{
    /// <summary>How many days before and after an edge are looked at, each of them.</summary>
    private const int Around = 120;

    internal Situation In { get; private init; } = new();

    internal static Edge Holds(string rule, string why, Situation situation, string from, string? until = null) => new(rule, why, from, until) { In = situation };

    internal static Edge Never(string rule, string why, Situation situation) => new(rule, why, null, null) { In = situation };

    public IEnumerable<DateOnly> DaysToLookAt() => From is null
        ? Days.Between(Days.Of("2023-01-01"), Days.Of("2026-12-31"))
        : Days.Between(Days.Of(From).AddDays(-Around), Days.Of(Until ?? From).AddDays(Around));

    public bool Expects(DateOnly day) => From is not null && day >= Days.Of(From) && (Until is null || day <= Days.Of(Until));

    public bool HoldsOn(DateOnly day) => In.On(day).Any(h => $"{h.Rule.Workflow}/{h.Rule.Name}" == Rule);

    public override string ToString() => $"{Rule}: {Why}";
}
