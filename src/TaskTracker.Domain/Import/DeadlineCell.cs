using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>A cell of a column 完成时限: nothing but dates and cadences, so that 2025.3, 12月 and 每月 need no words around them.</summary>
/// <param name="Dues">The distinct dates, the earliest first.</param>
/// <param name="WithoutYear">True where a date was found whose year nobody knows.</param>
internal sealed partial record DeadlineCell(IReadOnlyList<DateOnly> Dues, IReadOnlyList<RecurringDuty> Recurring, bool WithoutYear)
{
    public static DeadlineCell Read(string cell, PlanPeriod period, int? year = null)
    {
        var text = Numeric().Replace(PlainWording.Of(cell), "${year}年${month}月");
        var findings = Deadlines.Findings(text, period, year);
        return new DeadlineCell(
            [.. Deadlines.Milestones(text, period, year).Select(m => m.Due)],
            RecurringDuties.In(text),
            findings.Any(f => f.Code == "date-without-year"));
    }

    [GeneratedRegex(@"(?<year>20\d\d)[./—](?<month>1[0-2]|0?[1-9])(?![\d./—])")]
    private static partial Regex Numeric();
}
