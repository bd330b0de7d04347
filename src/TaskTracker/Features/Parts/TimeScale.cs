using System.Globalization;

namespace TaskTracker.Features.Parts;

/// <summary>Where a day stands on a line of days. Both ends belong to it.</summary>
public sealed record TimeScale(DateOnly From, DateOnly To)
{
    public bool Holds(DateOnly day) => day >= From && day <= To;

    /// <summary>The middle of the day, 0 to 100 percent; days outside stand at the nearer end.</summary>
    public double Percent(DateOnly day)
    {
        var length = To.DayNumber - From.DayNumber + 1;
        return Math.Clamp(100.0 * (day.DayNumber - From.DayNumber + 0.5) / length, 0, 100);
    }

    /// <summary>As an SVG length.</summary>
    public string At(DateOnly day) => Percent(day).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    /// <summary>Months in a scale of up to two years, else years; a minor tick may be left out where there is little room.</summary>
    public IEnumerable<(DateOnly Day, string Text, bool Minor)> Ticks()
    {
        var months = To.DayNumber - From.DayNumber <= 2 * 366;
        var day = months ? new DateOnly(From.Year, From.Month, 1) : new DateOnly(From.Year, 1, 1);
        for (; day <= To; day = months ? day.AddMonths(1) : day.AddYears(1))
            if (day >= From)
                yield return (day, (months ? day.Month : day.Year).ToString(CultureInfo.InvariantCulture), months && day.Month % 3 != 1);
    }
}
