using System.Globalization;
using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>Finds the dates by which a task's text says something is to be reached, and the duties that come back.</summary>
internal static partial class Deadlines
{
    /// <returns>One milestone for each distinct date, the earliest first; where a date stands with several clauses, one that names a number wins.</returns>
    public static IReadOnlyList<PrintedMilestone> Milestones(string taskText, PlanPeriod period) =>
        [.. Sentences(taskText)
            .Where(s => !s.Contains("本规划", StringComparison.Ordinal))
            .SelectMany(s => Dated(s, period))
            .GroupBy(m => m.Due)
            .OrderBy(g => g.Key)
            .Select(g => g.FirstOrDefault(m => m.Measure is not null) ?? g.First())];

    public static IReadOnlyList<RecurringDuty> Recurring(string taskText)
    {
        var text = WithoutQuotations(taskText);
        return [.. Duties.Where(d => d.Pattern.IsMatch(text)).Select(d => d.Duty)];
    }

    private static readonly (RecurringDuty Duty, Regex Pattern)[] Duties =
    [
        (RecurringDuty.Monthly, Monthly()),
        (RecurringDuty.Quarterly, Quarterly()),
        (RecurringDuty.HalfYearly, HalfYearly()),
        (RecurringDuty.Yearly, Yearly()),
    ];

    private static string[] Sentences(string text) =>
        WithoutQuotations(text).Split(['。', '；', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Years in 《》 and 〔〕 belong to the documents that are cited there.</summary>
    private static string WithoutQuotations(string text) => Quotation().Replace(text, "");

    private static IEnumerable<PrintedMilestone> Dated(string sentence, PlanPeriod period)
    {
        var dates = Date().Matches(sentence);
        for (var i = 0; i < dates.Count; i++)
        {
            if (DueOf(dates[i], period) is { } due && due >= period.Start && due <= period.End)
            {
                var end = i + 1 < dates.Count ? dates[i + 1].Index : sentence.Length;
                var clause = sentence[(dates[i].Index + dates[i].Length)..end].Trim('，', ',', ' ');
                yield return new PrintedMilestone(due, clause.Length > 0 ? clause : sentence, Measures.In(clause).Cast<Measure?>().FirstOrDefault());
            }
        }
    }

    private static DateOnly? DueOf(Match date, PlanPeriod period)
    {
        if (date.Groups["plan"].Success)
        {
            return period.End;
        }

        var year = int.Parse(date.Groups["year"].Value, CultureInfo.InvariantCulture);
        if (date.Groups["half"].Success)
        {
            return date.Groups["half"].Value == "上" ? new DateOnly(year, 6, 30) : new DateOnly(year, 12, 31);
        }

        if (date.Groups["quarter"].Success)
        {
            return EndOfMonth(year, 3 * ("一二三四".IndexOf(date.Groups["quarter"].Value[0], StringComparison.Ordinal) + 1));
        }

        var month = date.Groups["month"].Success ? int.Parse(date.Groups["month"].Value, CultureInfo.InvariantCulture) : 12;
        if (month is < 1 or > 12)
        {
            return null;
        }

        var last = EndOfMonth(year, month);
        return date.Groups["day"].Success && int.Parse(date.Groups["day"].Value, CultureInfo.InvariantCulture) is var day && day >= 1 && day <= last.Day
            ? new DateOnly(year, month, day)
            : last;
    }

    private static DateOnly EndOfMonth(int year, int month) => new(year, month, DateTime.DaysInMonth(year, month));

    [GeneratedRegex("《[^》]*》|〔[^〕]*〕")]
    private static partial Regex Quotation();

    /// <summary>A year that something began in, or that counts what is past, is no deadline.</summary>
    [GeneratedRegex(@"(?<![自从]|截至|截止|[-—－]|较)(?:(?<year>20\d\d)\s*年(?!以来|起|的?基础|度|[-—－])(?:(?<half>[上下])半年|第?(?<quarter>[一二三四])季度|(?<month>\d{1,2})月(?:(?<day>\d{1,2})日)?)?(?:年?[底末])?(?:以?前)?|“?十[二三四五]五”?(?<plan>期?末|期间))")]
    private static partial Regex Date();

    [GeneratedRegex("每个?月(?!龄)|按月")]
    private static partial Regex Monthly();

    [GeneratedRegex("每个?季度|按季度")]
    private static partial Regex Quarterly();

    [GeneratedRegex("每半年")]
    private static partial Regex HalfYearly();

    [GeneratedRegex("每年(?!度)|年度(?:目标)?(?:监测|评估|考核|总结)")]
    private static partial Regex Yearly();
}
