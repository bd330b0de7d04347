using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>What a person should look at in a task's wording; <see cref="PlanWarning"/> without its line.</summary>
/// <param name="At">The place in the task's text that it is about.</param>
internal sealed record WordingFinding(string Code, string Text, int At);

/// <summary>Finds the dates by which a task's text says something is to be reached.</summary>
internal static class Deadlines
{
    /// <summary>More clauses than these add nothing to a text that holds a few of them.</summary>
    private const int MostClauses = 20;

    /// <summary>A date without a year that stands farther from the last one is not in its year.</summary>
    private const int FarthestCarry = 300;

    /// <param name="year">The year that 年底前 and 6月底前 mean; a period of one year says so itself.</param>
    /// <returns>
    /// One milestone for each distinct date, the earliest first. A date after the period counts where the text sets a goal for it
    /// (到2035年): the plan says so, and the reader of the draft is told. One before the period is past.
    /// </returns>
    public static IReadOnlyList<PrintedMilestone> Milestones(string taskText, PlanPeriod period, int? year = null)
    {
        var plain = PlainWording.Of(taskText);
        var deadlines = Dated(plain, period, year, []);
        return [.. Enumerable.Range(0, deadlines.Count)
            .GroupBy(i => deadlines[i].Due!.Value)
            .OrderBy(g => g.Key)
            .Select(g => Milestone(g.Key, g.OrderBy(i => IsVague(deadlines[i])).Select(i => ClauseOf(i, deadlines, taskText, plain)), taskText))];
    }

    public static IReadOnlyList<RecurringDuty> Recurring(string taskText) => RecurringDuties.In(taskText);

    /// <summary>Dates that no year is known for, dates outside the period, and a number to reach in a task without any date.</summary>
    public static IReadOnlyList<WordingFinding> Findings(string taskText, PlanPeriod period, int? year = null)
    {
        var findings = new List<WordingFinding>();
        var deadlines = Dated(PlainWording.Of(taskText), period, year, findings);
        if (deadlines.Count == 0 && findings.Count == 0 && Measures.In(taskText).FirstOrDefault() is { } measure)
        {
            findings.Add(new WordingFinding("date-without-year", $"“{measure.Subject}”有目标值，未写明期限。", 0));
        }

        return findings;
    }

    /// <summary>Where a date stands with several clauses, their texts are joined as far as they fit, and the first that names a number is among them.</summary>
    private static PrintedMilestone Milestone(DateOnly due, IEnumerable<Clause> clauses, string taskText)
    {
        var stated = clauses.Take(MostClauses).Where(c => c.Text.Length > 0).ToList();
        var first = stated.Select(c => (c.Text, Measure: Measures.In(c.Plain, c.MeasuresFrom).FirstOrDefault())).FirstOrDefault(c => c.Measure is not null);
        var all = Clauses.Join(stated.Select(c => c.Text));
        if (all.Length == 0)
        {
            var whole = Clauses.First(taskText);
            return new PrintedMilestone(due, whole, Measures.In(whole).FirstOrDefault());
        }

        return new PrintedMilestone(due, first.Measure is null || all.Contains(first.Text, StringComparison.Ordinal) ? all : first.Text, first.Measure);
    }

    /// <summary>What 期间 covers is said better by a clause that names the year, where the task has one.</summary>
    private static bool IsVague(DateWord date) => date is { Form: DateForm.Plan, Marked: false };

    private static Clause ClauseOf(int i, List<DateWord> deadlines, string text, string plain)
    {
        // 2023年、2024年分别建成20个、30个: every date of the list has the clause behind it, and only the first can have its first number.
        var last = i;
        while (last + 1 < deadlines.Count && last - i < MostClauses && plain.AsSpan(deadlines[last].End, deadlines[last + 1].Start - deadlines[last].End) is "、" or "和" or "及" or "，")
        {
            last++;
        }

        var from = i == 0 ? 0 : deadlines[i - 1].End;
        var next = last + 1 < deadlines.Count ? deadlines[last + 1].Start : plain.Length;
        var clause = Clauses.Of(text, plain, last > i ? deadlines[last].Start : deadlines[i].Start, deadlines[last].End, last > i ? deadlines[last - 1].End : from, next);
        var isLater = i > 0 && plain.AsSpan(from, deadlines[i].Start - from) is "、" or "和" or "及";
        return isLater && clause.Plain.StartsWith("分别", StringComparison.Ordinal) ? clause with { Plain = "" } : clause;
    }

    private static List<DateWord> Dated(string plain, PlanPeriod period, int? year, List<WordingFinding> findings)
    {
        var deadlines = new List<DateWord>();
        var documentYear = year ?? (period.Start.Year == period.End.Year ? period.Start.Year : null);

        // 2023年6月底前完成设计，12月底前开工: the second date is in the first one's year.
        int? YearOf(Match match) => documentYear
            ?? (deadlines.Count > 0 && !match.Groups["word"].Success && Carries(deadlines[^1], match.Index, plain) ? deadlines[^1].Due!.Value.Year : null);

        var everyYear = -1;
        foreach (var date in DateWords.In(plain, period, YearOf))
        {
            var sense = DateContext.SenseOf(date, plain, period);
            if (sense == DateSense.Unclear)
            {
                findings.Add(new WordingFinding("date-unclear", $"“{plain[date.Start..Math.Min(plain.Length, date.End + 4)]}”没有确定的日期。", date.Start));
            }

            everyYear = sense == DateSense.Recurring ? date.End : everyYear;
            if (sense != DateSense.Deadline || (date.Form == DateForm.NoYear && IsAgain(everyYear, date.Start, plain)))
            {
                continue;
            }

            if (date.Due is not { } due)
            {
                if (date.Form == DateForm.NoYear)
                {
                    findings.Add(new WordingFinding("date-without-year", $"“{date.Printed}”未写明年份。", date.Start));
                }

                continue;
            }

            if (due > period.End || (due < period.Start && date.Marked))
            {
                findings.Add(new WordingFinding("date-outside-period", $"“{date.Printed}”在规划期（{period.Start:yyyy-MM-dd}至{period.End:yyyy-MM-dd}）之外。", date.Start));
            }

            if (due >= period.Start)
            {
                deadlines.Add(date);
            }
        }

        return deadlines;
    }

    /// <summary>每年3月底前报计划，11月底前考核: the second date comes back too.</summary>
    private static bool IsAgain(int everyYear, int at, string plain) =>
        everyYear >= 0 && at - everyYear <= FarthestCarry && plain.AsSpan(everyYear, at - everyYear).IndexOfAny("。；\n") < 0;

    private static bool Carries(DateWord last, int at, string plain) =>
        at - last.End <= FarthestCarry && (last.SubYear || plain.AsSpan(last.End, at - last.End).IndexOfAny("。\n") < 0);
}
