namespace TaskTracker.Domain.Calendar;

/// <summary>
/// Which days offices work. A year with an announced calendar has its holidays and make-up workdays; any other year falls back to
/// Monday to Friday, and <see cref="IsAnnounced"/> says so. Immutable; every question costs a binary search at most.
/// </summary>
public sealed class WorkCalendar
{
    private readonly HashSet<int> _announced = [];

    // The days on which the calendar differs from Monday to Friday, ascending, and how far the count of workdays is off from that day on.
    private readonly int[] _exceptions;
    private readonly int[] _shift;

    /// <exception cref="ArgumentException">A year is given twice, or a day is outside its year.</exception>
    public WorkCalendar(IEnumerable<CalendarYear> years)
    {
        var changes = new SortedDictionary<int, int>();
        foreach (var year in years)
        {
            if (!_announced.Add(year.Year))
            {
                throw new ArgumentException($"The calendar of {year.Year} is given twice.", nameof(years));
            }

            foreach (var (day, works) in year.Holidays.SelectMany(h => h.Days, (_, d) => (d, false)).Concat(year.Workdays.Select(d => (d, true))))
            {
                if (day.Year != year.Year)
                {
                    throw new ArgumentException($"{day:O} is not in {year.Year}.", nameof(years));
                }

                if (IsWeekday(day) != works)
                {
                    changes[day.DayNumber] = works ? 1 : -1;
                }
            }
        }

        _exceptions = [.. changes.Keys];
        _shift = new int[_exceptions.Length];
        var sum = 0;
        for (var i = 0; i < _shift.Length; i++)
        {
            _shift[i] = sum += changes[_exceptions[i]];
        }
    }

    /// <summary>Monday to Friday in every year, none announced.</summary>
    public static WorkCalendar Weekdays { get; } = new([]);

    /// <summary>Two calendars with the same content answer every question alike.</summary>
    internal string Content => $"{string.Join(' ', _announced.Order())}: {string.Join(' ', _exceptions)}";

    /// <summary>False where no calendar is known for the year, so that its workdays are a guess: say so wherever a date that rests on it is shown.</summary>
    public bool IsAnnounced(int year) => _announced.Contains(year);

    public bool IsWorkday(DateOnly day) => Array.BinarySearch(_exceptions, day.DayNumber) >= 0 ? !IsWeekday(day) : IsWeekday(day);

    /// <summary>
    /// The number of workdays after <paramref name="from"/> up to and including <paramref name="to"/>: 0 on the same day, 1 from a Friday
    /// to the plain Monday after. Where <paramref name="to"/> is earlier it is minus the number the other way round, so that counts of
    /// adjoining spans always add up.
    /// </summary>
    public int WorkdaysBetween(DateOnly from, DateOnly to) => CountUpTo(to) - CountUpTo(from);

    /// <summary>
    /// The <paramref name="count"/>-th workday after <paramref name="day"/>; for a negative count the one before it; for 0 the day itself,
    /// workday or not. The 5th workday after a period is <c>AddWorkdays(lastDayOfPeriod, 5)</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The result is not in the years 1 to 9999.</exception>
    public DateOnly AddWorkdays(DateOnly day, int count) => count switch
    {
        0 => day,
        > 0 => WorkdayNumber((long)CountUpTo(day) + count),
        _ => WorkdayNumber((long)CountUpTo(day) - (IsWorkday(day) ? 1 : 0) + count + 1),
    };

    /// <summary>The day itself where it is a workday, else the next one.</summary>
    public DateOnly FirstWorkdayOnOrAfter(DateOnly day) => IsWorkday(day) ? day : AddWorkdays(day, 1);

    /// <summary>
    /// The first workday of the week, Monday to Sunday, in which the day lies. It can be a Sunday (2024-02-18), and a week within a long
    /// holiday has none (2026-02-16 to 22): then null.
    /// </summary>
    public DateOnly? FirstWorkdayOfWeek(DateOnly day)
    {
        var monday = day.DayNumber - (day.DayNumber % 7);
        for (var n = monday; n < monday + 7 && n <= DateOnly.MaxValue.DayNumber; n++)
        {
            if (IsWorkday(DateOnly.FromDayNumber(n)))
            {
                return DateOnly.FromDayNumber(n);
            }
        }

        return null;
    }

    // Day number 0, 0001-01-01, is a Monday.
    private static bool IsWeekday(DateOnly day) => day.DayNumber % 7 < 5;

    private int CountUpTo(DateOnly day) => WeekdaysUpTo(day.DayNumber) + ShiftAt(LastExceptionUpTo(day.DayNumber));

    private static int WeekdaysUpTo(int dayNumber) => (dayNumber / 7 * 5) + Math.Min((dayNumber % 7) + 1, 5);

    private int ShiftAt(int index) => index < 0 ? 0 : _shift[index];

    private int LastExceptionUpTo(int dayNumber)
    {
        var i = Array.BinarySearch(_exceptions, dayNumber);
        return i >= 0 ? i : ~i - 1;
    }

    /// <summary>The day on which the count of workdays since 0001-01-01 reaches <paramref name="number"/>.</summary>
    private DateOnly WorkdayNumber(long number)
    {
        int low = 0, high = _exceptions.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (WeekdaysUpTo(_exceptions[middle]) + _shift[middle] >= number)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        // Before exception `low` the count is short of the number, unless the plain weekdays since the exception before reach it first.
        var weekday = number - ShiftAt(low - 1) - 1;
        var plain = (weekday / 5 * 7) + (weekday % 5);
        if (weekday < 0 || plain > DateOnly.MaxValue.DayNumber)
        {
            throw new ArgumentOutOfRangeException(nameof(number), "The workday asked for is not in the years 1 to 9999.");
        }

        return DateOnly.FromDayNumber(low < _exceptions.Length ? Math.Min((int)plain, _exceptions[low]) : (int)plain);
    }
}
