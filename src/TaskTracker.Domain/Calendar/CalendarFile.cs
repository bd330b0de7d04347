using System.Globalization;
using TaskTracker.Rules.Json;

namespace TaskTracker.Domain.Calendar;

/// <summary>Reads calendar files strictly: whatever would make a day's kind doubtful is a finding at its line and column.</summary>
public static class CalendarFile
{
    /// <summary>The years for which <see cref="WorkCalendar"/> is meant.</summary>
    public const int FirstYear = 1900, LastYear = 2200;

    /// <returns>The year, or null where <paramref name="findings"/> says why not.</returns>
    public static CalendarYear? Read(byte[] utf8, Findings findings) => Read(utf8, findings, new Dictionary<int, string>());

    /// <summary>Reads a set of files into one calendar; a year may stand in one file only.</summary>
    /// <param name="files">Each file's name, as findings show it, and its content.</param>
    /// <returns>The calendar, or null where there are findings: a set is taken whole or not at all.</returns>
    public static WorkCalendar? ReadAll(IEnumerable<(string Name, byte[] Utf8)> files, out IReadOnlyList<Finding> findings)
    {
        var all = new List<Finding>();
        var years = new List<CalendarYear>();
        var fileOfYear = new Dictionary<int, string>();
        foreach (var (name, utf8) in files)
        {
            var ofFile = new Findings(name);
            if (Read(utf8, ofFile, fileOfYear) is { } year)
            {
                years.Add(year);
            }

            all.AddRange(ofFile.All);
        }

        findings = all;
        return all.Count == 0 ? new WorkCalendar(years) : null;
    }

    private static CalendarYear? Read(byte[] utf8, Findings findings, Dictionary<int, string> fileOfYear)
    {
        if (JsonFile.Parse(utf8, findings) is not { } root)
        {
            return null;
        }

        var fields = new JsonFields(root, findings);
        var found = fields.IntegerOrNull("year", FirstYear, LastYear);
        var year = found ?? FirstYear;
        if (fields.At["year"] is { } at && !findings.Any && !fileOfYear.TryAdd(year, findings.File))
        {
            findings.Add(at, "duplicate-year", $"The calendar of {year} is also in {fileOfYear[year]}; keep one of the two.");
        }

        var days = new Days(found, findings);
        var calendar = new CalendarYear
        {
            Year = year,
            Source = fields.OptionalText("source"),
            Holidays = [.. fields.List("holidays").Select(item => ReadHoliday(item, days, findings))],
            Workdays = days.ReadWorkdays(fields.List("workdays")),
        };
        fields.Done();
        return findings.Any ? null : calendar;
    }

    private static PublicHoliday ReadHoliday(JsonAt item, Days days, Findings findings)
    {
        var fields = new JsonFields(item, findings);
        var holiday = new PublicHoliday(fields.Text("name"), days.ReadHolidays(fields.List("days")));
        fields.Done();
        return holiday;
    }

    /// <summary>The days of one file; each may appear once, as a holiday or as a workday.</summary>
    private sealed class Days(int? year, Findings findings)
    {
        private readonly Dictionary<DateOnly, (string Kind, int Line)> _seen = [];

        public List<DateOnly> ReadHolidays(IEnumerable<JsonAt> items) => [.. items.Select(i => Read(i, "holiday")).OfType<DateOnly>()];

        public List<DateOnly> ReadWorkdays(IEnumerable<JsonAt> items)
        {
            var days = new List<DateOnly>();
            foreach (var item in items)
            {
                if (Read(item, "workday") is not { } day)
                {
                    continue;
                }

                if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                {
                    findings.Add(item, "not-a-weekend", $"{item.Text} is a {day.DayOfWeek}, a workday anyway; \"workdays\" lists Saturdays and Sundays on which offices work.");
                }

                days.Add(day);
            }

            return days;
        }

        private DateOnly? Read(JsonAt item, string kind)
        {
            if (item.Kind != JsonKind.String || !DateOnly.TryParseExact(item.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                findings.Add(item, "not-a-date", $"A date written like \"{year ?? 2024}-02-09\" is expected here{(item.Text == "" ? "" : $", not \"{item.Text}\"")}.");
                return null;
            }

            if (year is not null && day.Year != year)
            {
                findings.Add(item, "day-outside-year", $"{item.Text} is not in {year}, the year of this file.");
            }

            if (!_seen.TryAdd(day, (kind, item.Line)))
            {
                var (first, line) = _seen[day];
                findings.Add(item, first == kind ? "duplicate-day" : "holiday-and-workday", first == kind
                    ? $"{item.Text} is already listed on line {line}."
                    : $"{item.Text} is a {first} on line {line} and a {kind} here; it can be only one of the two.");
            }

            return day;
        }
    }
}
