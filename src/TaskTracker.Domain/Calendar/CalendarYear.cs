namespace TaskTracker.Domain.Calendar;

/// <summary>One year's public holidays and make-up workdays (调休) as the State Council announced them.</summary>
public sealed record CalendarYear
{
    public required int Year { get; init; }

    /// <summary>The number of the announcement, e.g. 国办发明电〔2023〕7号; null where it is not known.</summary>
    public string? Source { get; init; }

    public IReadOnlyList<PublicHoliday> Holidays { get; init; } = [];

    /// <summary>Saturdays and Sundays on which offices work. All in <see cref="Year"/>.</summary>
    public IReadOnlyList<DateOnly> Workdays { get; init; } = [];
}

/// <param name="Days">The days off, weekends inside the holiday included, all in the year of the file: an announcement that gives a 31 December off for the next year's 元旦 is split over the two files.</param>
public sealed record PublicHoliday(string Name, IReadOnlyList<DateOnly> Days);
