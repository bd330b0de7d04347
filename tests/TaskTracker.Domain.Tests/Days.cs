using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace TaskTracker.Domain.Tests;

internal static class Days
{
    public static DateOnly Of(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly? OrNull(string? day) => day is null ? null : Of(day);

    public static IEnumerable<DateOnly> Between(DateOnly first, DateOnly last)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    public static Gen<DateOnly> Random(string first, string last) => Gen.Choose(Of(first).DayNumber, Of(last).DayNumber).Select(DateOnly.FromDayNumber);
}
