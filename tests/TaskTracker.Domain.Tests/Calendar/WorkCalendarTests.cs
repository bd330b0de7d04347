using System.Globalization;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TaskTracker.Domain.Calendar;

namespace TaskTracker.Domain.Tests.Calendar;

public sealed class WorkCalendarTests
{
    private static readonly WorkCalendar Calendar = ShippedCalendars.Calendar;

    [Theory]
    [InlineData(2021, 250)]
    [InlineData(2022, 249)]
    [InlineData(2023, 249)]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void WorkdaysBetween_WhenOverAnAnnouncedYear_GivesItsWorkdays(int year, int workdays)
    {
        Calendar.WorkdaysBetween(new(year - 1, 12, 31), new(year, 12, 31)).ShouldBe(workdays);
        Calendar.IsAnnounced(year).ShouldBeTrue();
    }

    [Theory]
    [InlineData("2024-02-09", true)] // New Year's Eve, not yet a holiday
    [InlineData("2025-01-28", false)] // New Year's Eve, a holiday from 2025
    [InlineData("2024-02-18", true)] // make-up Sunday
    [InlineData("2026-02-28", true)] // make-up Saturday
    [InlineData("2022-12-31", false)] // off by the announcement for 2023, and a Saturday anyway
    [InlineData("2024-10-01", false)]
    [InlineData("2024-11-20", true)]
    [InlineData("2024-11-23", false)]
    public void IsWorkday_WhenAnnounced_FollowsTheAnnouncement(string day, bool works) => Calendar.IsWorkday(Day(day)).ShouldBe(works);

    [Theory]
    [InlineData("2020-10-01", true)]
    [InlineData("2027-10-01", true)]
    [InlineData("2027-10-02", false)]
    public void IsWorkday_WhenNotAnnounced_FallsBackToMondayToFriday(string day, bool works)
    {
        Calendar.IsAnnounced(Day(day).Year).ShouldBeFalse();
        Calendar.IsWorkday(Day(day)).ShouldBe(works);
    }

    [Theory]
    [InlineData("2024-11-22", "2024-11-22", 0)] // a Friday
    [InlineData("2024-11-22", "2024-11-24", 0)]
    [InlineData("2024-11-22", "2024-11-25", 1)]
    [InlineData("2024-11-25", "2024-11-22", -1)]
    [InlineData("2024-11-24", "2024-11-22", 0)]
    [InlineData("2024-02-09", "2024-02-18", 1)] // the make-up Sunday ends the holiday
    [InlineData("2024-09-30", "2024-10-08", 1)]
    [InlineData("2023-12-29", "2024-01-02", 1)]
    public void WorkdaysBetween_WhenAtAnEdge_CountsAfterTheFirstUpToAndIncludingTheLast(string from, string to, int workdays) =>
        Calendar.WorkdaysBetween(Day(from), Day(to)).ShouldBe(workdays);

    [Theory]
    [InlineData("2024-09-30", 5, "2024-10-12")] // a quarter's end: the 5th workday after is a make-up Saturday
    [InlineData("2024-11-23", 0, "2024-11-23")]
    [InlineData("2024-11-23", 1, "2024-11-25")]
    [InlineData("2024-11-23", -1, "2024-11-22")]
    [InlineData("2024-11-25", -1, "2024-11-22")]
    [InlineData("2024-02-19", -1, "2024-02-18")]
    [InlineData("2024-02-18", -1, "2024-02-09")]
    public void AddWorkdays_WhenAtAnEdge_GivesTheWorkdayOfThatCount(string day, int count, string expected) =>
        Calendar.AddWorkdays(Day(day), count).ShouldBe(Day(expected));

    [Theory]
    [InlineData("2024-11-20", "2024-11-18")]
    [InlineData("2024-02-14", "2024-02-18")]
    [InlineData("2023-10-04", "2023-10-07")]
    [InlineData("2026-02-18", null)]
    public void FirstWorkdayOfWeek_WhenHolidaysFallIntoTheWeek_GivesTheFirstDayWorked(string day, string? expected) =>
        Calendar.FirstWorkdayOfWeek(Day(day)).ShouldBe(expected is null ? null : Day(expected));

    [Theory]
    [InlineData("2024-10-01", "2024-10-08")]
    [InlineData("2024-10-12", "2024-10-12")]
    public void FirstWorkdayOnOrAfter_WhenADayOff_GivesTheNextWorkday(string day, string expected) =>
        Calendar.FirstWorkdayOnOrAfter(Day(day)).ShouldBe(Day(expected));

    [Fact]
    public void AddWorkdays_WhenBeyondTheYears1To9999_Throws()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Calendar.AddWorkdays(Day("2024-11-20"), int.MaxValue));
        Should.Throw<ArgumentOutOfRangeException>(() => Calendar.AddWorkdays(Day("2024-11-20"), int.MinValue));
        Calendar.AddWorkdays(DateOnly.MinValue, 1).ShouldBe(Day("0001-01-02"));
        Calendar.WorkdaysBetween(DateOnly.MinValue, DateOnly.MaxValue).ShouldBeGreaterThan(2_600_000);
    }

    [Fact]
    public void Constructor_WhenAYearIsGivenTwice_Throws() =>
        Should.Throw<ArgumentException>(() => new WorkCalendar([new CalendarYear { Year = 2024 }, new CalendarYear { Year = 2024 }]));

    [Fact]
    public void CountsAndSteps_WhenWalkedDayByDayFrom1900To2200_AgreeWithCounting()
    {
        var first = new DateOnly(1900, 1, 1);
        var count = 0;
        for (var day = first.AddDays(1); day.Year <= 2200; day = day.AddDays(1))
        {
            if (!Calendar.IsWorkday(day))
            {
                continue;
            }

            count++;
            if (Calendar.WorkdaysBetween(first, day) != count || Calendar.AddWorkdays(first, count) != day || Calendar.AddWorkdays(day, -1) != Calendar.AddWorkdays(first, count - 1))
            {
                Assert.Fail($"{day:O} is workday {count} after {first:O}.");
            }
        }
    }

    [Property]
    public FsCheck.Property WorkdaysBetween_WhenSpansAdjoin_AddsUp() =>
        Prop.ForAll(Days(), Days(), Days(), (a, b, c) => Calendar.WorkdaysBetween(a, b) + Calendar.WorkdaysBetween(b, c) == Calendar.WorkdaysBetween(a, c));

    [Property]
    public FsCheck.Property WorkdaysBetween_WhenTheEndMovesOn_NeverFalls() =>
        Prop.ForAll(Days(), Days(), (from, to) => Calendar.WorkdaysBetween(from, to.AddDays(1)) - Calendar.WorkdaysBetween(from, to) == (Calendar.IsWorkday(to.AddDays(1)) ? 1 : 0));

    [Property]
    public FsCheck.Property AddWorkdays_WhenAhead_IsUndoneByWorkdaysBetween() =>
        Prop.ForAll(Days(), Counts(), (day, n) =>
        {
            var end = Calendar.AddWorkdays(day, n);
            return Calendar.WorkdaysBetween(day, end) == n && (n == 0 || Calendar.IsWorkday(end));
        });

    [Property]
    public FsCheck.Property AddWorkdays_WhenBackFromAWorkday_ReturnsWhereItCameFrom() =>
        Prop.ForAll(Days(), Counts(), (day, n) =>
        {
            var workday = Calendar.FirstWorkdayOnOrAfter(day);
            return Calendar.AddWorkdays(Calendar.AddWorkdays(workday, -n), n) == workday && Calendar.WorkdaysBetween(workday, Calendar.AddWorkdays(workday, -n)) == -n;
        });

    [Property]
    public FsCheck.Property AddWorkdays_WhenTheDayMovesOn_NeverComesEarlier() =>
        Prop.ForAll(Days(), Counts(), (day, n) => Calendar.AddWorkdays(day.AddDays(1), n - 300) >= Calendar.AddWorkdays(day, n - 300));

    [Property]
    public FsCheck.Property FirstWorkdayOfWeek_WhenAnyDay_AgreesWithLookingThroughTheWeek() =>
        Prop.ForAll(Days(), day =>
        {
            var week = Enumerable.Range(0, 7).Select(day.AddDays(-(((int)day.DayOfWeek + 6) % 7)).AddDays);
            return Calendar.FirstWorkdayOfWeek(day) == week.Where(Calendar.IsWorkday).Cast<DateOnly?>().FirstOrDefault();
        });

    private static FsCheck.Arbitrary<DateOnly> Days() =>
        Gen.Choose(new DateOnly(2019, 1, 1).DayNumber, new DateOnly(2028, 12, 31).DayNumber).Select(DateOnly.FromDayNumber).ToArbitrary();

    private static FsCheck.Arbitrary<int> Counts() => Gen.Choose(0, 600).ToArbitrary();

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
