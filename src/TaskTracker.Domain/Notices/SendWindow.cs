using System.Globalization;
using TaskTracker.Domain.Calendar;

namespace TaskTracker.Domain.Notices;

/// <summary>The hours of workdays in which mail may leave, local time; the end of a span is not included.</summary>
public sealed class SendWindow
{
    private readonly WorkCalendar _calendar;
    private readonly IReadOnlyList<(TimeOnly Opens, TimeOnly Closes)> _spans;

    /// <param name="spans">E.g. <c>08:30-11:30</c>.</param>
    /// <exception cref="FormatException">A span is not written so, or closes before it opens, or there is none.</exception>
    public SendWindow(WorkCalendar calendar, IEnumerable<string> spans)
    {
        _calendar = calendar;
        _spans = [.. spans.Select(Parse).OrderBy(s => s.Opens)];
        if (_spans.Count == 0)
        {
            throw new FormatException("A send window needs at least one span such as 08:30-11:30.");
        }
    }

    public bool IsOpen(DateTime local) =>
        _calendar.IsWorkday(DateOnly.FromDateTime(local)) && _spans.Any(s => s.Opens <= TimeOnly.FromDateTime(local) && TimeOnly.FromDateTime(local) < s.Closes);

    /// <summary>The moment itself where the window is open, else the next opening.</summary>
    public DateTime NextOpening(DateTime local)
    {
        if (IsOpen(local))
        {
            return local;
        }

        var day = DateOnly.FromDateTime(local);
        if (_calendar.IsWorkday(day) && _spans.FirstOrDefault(s => s.Opens > TimeOnly.FromDateTime(local)) is { Opens: var opens } && opens != default)
        {
            return day.ToDateTime(opens);
        }

        return _calendar.AddWorkdays(day, 1).ToDateTime(_spans[0].Opens);
    }

    private static (TimeOnly Opens, TimeOnly Closes) Parse(string span)
    {
        var parts = span.Split('-');
        return parts.Length == 2
            && TimeOnly.TryParseExact(parts[0].Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var opens)
            && TimeOnly.TryParseExact(parts[1].Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var closes)
            && opens < closes
            ? (opens, closes)
            : throw new FormatException($"\"{span}\" is not a send window; write it like 08:30-11:30.");
    }
}
