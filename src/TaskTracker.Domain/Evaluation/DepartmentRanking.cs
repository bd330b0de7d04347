namespace TaskTracker.Domain.Evaluation;

/// <param name="DaysOverdue">Of its longest overdue milestone, in calendar days; 0 where none is.</param>
public sealed record RankedResponsibility(string Department, int DaysOverdue);

/// <param name="Overdue">Responsibilities with a milestone overdue.</param>
/// <param name="Weight">The share that is overdue, each weighted by its days.</param>
public sealed record RankedDepartment(string Name, int Overdue, int Total, decimal Weight);

/// <summary>Ranks departments by what they are late with and nothing else: no log-ins, no number or length of reports.</summary>
public static class DepartmentRanking
{
    /// <summary>A department with fewer responsibilities is listed after the ranked ones, by name: one late task would decide its place.</summary>
    public const int RankedFrom = 5;

    /// <summary>The furthest behind first.</summary>
    public static IReadOnlyList<RankedDepartment> Of(IEnumerable<RankedResponsibility> responsibilities) =>
    [
        .. InOrder(
            responsibilities.GroupBy(r => r.Department)
                .Select(g => new RankedDepartment(g.Key, g.Count(r => r.DaysOverdue > 0), g.Count(), g.Sum(r => (decimal)r.DaysOverdue) / g.Count())),
            d => d),
    ];

    /// <summary>The same order for departments that were counted elsewhere.</summary>
    public static IEnumerable<T> InOrder<T>(IEnumerable<T> departments, Func<T, RankedDepartment> of) => departments
        .Select(d => (Department: d, Ranked: of(d)))
        .OrderBy(d => d.Ranked.Total < RankedFrom).ThenByDescending(d => d.Ranked.Total < RankedFrom ? 0 : d.Ranked.Weight).ThenBy(d => d.Ranked.Name, StringComparer.Ordinal)
        .Select(d => d.Department);
}
