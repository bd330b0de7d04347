using System.Globalization;

namespace TaskTracker.Features.Parts;

/// <summary>Dates as an office writes them in a table: without the year while it is this year.</summary>
public static class Dates
{
    public static string Short(this DateOnly date, DateOnly today) =>
        date.ToString(date.Year == today.Year ? "MM-dd" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Iso(this DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string ToMinute(this DateTime time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
