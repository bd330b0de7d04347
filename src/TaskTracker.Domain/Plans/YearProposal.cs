using System.Globalization;

namespace TaskTracker.Domain.Plans;

/// <summary>A milestone that a task could be given for a year; a person accepts it or not.</summary>
public sealed record ProposedMilestone(DateOnly Due, string Text, Measure? Measure, IReadOnlyList<int> DepartmentIds);

/// <summary>
/// Proposes only what follows from the plan itself: the last year's annual milestones a year on, else the ends of the terms of a duty that
/// recurs. A share of a final target is never proposed: that it grows in a line is no fact.
/// </summary>
public static class YearProposal
{
    public static IReadOnlyList<ProposedMilestone> Of(Plan plan, PlanTask task, int year)
    {
        var last = task.Milestones.Where(m => m.Origin == MilestoneOrigin.Annual && m.Due.Year == year - 1).OrderBy(m => m.Due).ThenBy(m => m.Id).ToList();
        var proposed = last.Count > 0
            ? last.Select(m => new ProposedMilestone(m.Due.AddYears(1), m.Text.Replace(Text(year - 1), Text(year), StringComparison.Ordinal), null, m.DepartmentIds))
            : task.Recurring.Select(Terms).DefaultIfEmpty(0).Max() is > 0 and var terms
                ? Enumerable.Range(1, terms).Select(term => new ProposedMilestone(new DateOnly(year, 1, 1).AddMonths(term * 12 / terms).AddDays(-1), task.Title, null, []))
                : [];
        return [.. proposed.Where(p => p.Due >= plan.Start && p.Due <= plan.End)];
    }

    // Twelve dates a year would be noise; monthly duties show in the reports.
    private static int Terms(RecurringDuty duty) => duty switch
    {
        RecurringDuty.Yearly => 1,
        RecurringDuty.HalfYearly => 2,
        _ => 4,
    };

    private static string Text(int year) => year.ToString(CultureInfo.InvariantCulture);
}
