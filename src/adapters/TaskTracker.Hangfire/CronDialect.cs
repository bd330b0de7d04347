using System.Globalization;

namespace TaskTracker.Hangfire;

/// <summary>Quartz counts the days of the week from Sunday as 1, and knows a seventh field for years; Hangfire counts from 0 and has six fields.</summary>
internal static class CronDialect
{
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    /// <exception cref="FormatException">It cannot be said in Hangfire's dialect.</exception>
    public static string FromQuartz(string job, string cadence)
    {
        var fields = cadence.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length is not (6 or 7))
        {
            throw new FormatException($"The cadence of the job \"{job}\" is \"{cadence}\"; it needs six fields: second, minute, hour, day, month, day of the week.");
        }

        if (fields.Length == 7 && fields[6] != "*")
        {
            throw new FormatException($"The cadence of the job \"{job}\" is \"{cadence}\"; Hangfire knows no years. Leave the last field out, or use Scheduling:Engine Quartz.");
        }

        try
        {
            fields[5] = string.Join(',', fields[5].Split(',').Select(DayOfWeek));
        }
        catch (Exception e) when (e is FormatException or OverflowException or IndexOutOfRangeException)
        {
            throw new FormatException($"The cadence of the job \"{job}\" is \"{cadence}\"; \"{fields[5]}\" are no days of the week.", e);
        }

        return string.Join(' ', fields[..6]);
    }

    private static string DayOfWeek(string item)
    {
        if (item is "*" or "?")
        {
            return item;
        }

        if (item.EndsWith('L'))
        {
            return item == "L" ? "SAT" : $"{Index(item[..^1])}L";
        }

        if (item.Split('#') is [var day, var nth])
        {
            return $"{Index(day)}#{nth}";
        }

        // Spelt out: a step counts from the first day of the range in both dialects, but up to another last day.
        var step = item.Split('/') is [_, var every] ? int.Parse(every, CultureInfo.InvariantCulture) : 1;
        var range = item.Split('/')[0];
        var (from, to) = range is "*" ? (0, 6)
            : range.Split('-') is [var first, var last] ? (Index(first), Index(last))
            : (Index(range), item.Contains('/', StringComparison.Ordinal) ? 6 : Index(range));
        var days = new List<string>();
        for (var at = from; at <= (to < from ? to + 7 : to); at += Math.Max(1, step))
        {
            days.Add(Days[at % 7]);
        }

        return string.Join(',', days);
    }

    /// <returns>From Sunday as 0.</returns>
    private static int Index(string day) => Array.IndexOf(Days, day.ToUpperInvariant()) switch
    {
        >= 0 and var named => named,
        _ when int.Parse(day, CultureInfo.InvariantCulture) is >= 1 and <= 7 and var number => number - 1,
        _ => throw new FormatException($"\"{day}\" is no day of the week."),
    };
}
