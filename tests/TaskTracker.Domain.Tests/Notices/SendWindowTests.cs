using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Tests.Calendar;

namespace TaskTracker.Domain.Tests.Notices;

public sealed class SendWindowTests
{
    private static readonly SendWindow Usual = Of("08:30-11:30", "14:30-17:30");

    [Theory]
    [InlineData("2024-11-20 08:29", false)]
    [InlineData("2024-11-20 08:30", true)]
    [InlineData("2024-11-20 11:29", true)]
    [InlineData("2024-11-20 11:30", false)]
    [InlineData("2024-11-20 14:29", false)]
    [InlineData("2024-11-20 14:30", true)]
    [InlineData("2024-11-20 17:29", true)]
    [InlineData("2024-11-20 17:30", false)]
    [InlineData("2024-11-20 00:00", false)]
    [InlineData("2024-11-23 09:00", false)] // a Saturday
    [InlineData("2024-10-01 09:00", false)] // a holiday
    [InlineData("2024-10-12 09:00", true)] // a make-up Saturday
    [InlineData("2024-02-18 09:00", true)] // a make-up Sunday
    [InlineData("2024-02-29 09:00", true)]
    [InlineData("2027-10-01 09:00", true)] // no calendar announced
    public void IsOpen_WhenAtAnEdge_IncludesTheBeginningAndNotTheEnd(string now, bool open) => Usual.IsOpen(Moment(now)).ShouldBe(open);

    [Theory]
    [InlineData("2024-11-20 00:00", "2024-11-20 08:30")]
    [InlineData("2024-11-20 10:17", "2024-11-20 10:17")]
    [InlineData("2024-11-20 11:30", "2024-11-20 14:30")]
    [InlineData("2024-11-20 17:30", "2024-11-21 08:30")]
    [InlineData("2024-11-22 17:30", "2024-11-25 08:30")]
    [InlineData("2024-09-30 17:30", "2024-10-08 08:30")]
    [InlineData("2024-10-11 18:00", "2024-10-12 08:30")]
    [InlineData("2024-02-09 18:00", "2024-02-18 08:30")]
    [InlineData("2024-12-31 23:59", "2025-01-02 08:30")]
    public void NextOpening_WhenClosed_IsTheNextBeginningOnAWorkday(string now, string next) => Usual.NextOpening(Moment(now)).ShouldBe(Moment(next));

    [Fact]
    public void NextOpening_WhenSpansAreOutOfOrderOrOverlap_IsTheEarliest()
    {
        var window = Of("14:00-16:00", "09:00-15:00");

        window.NextOpening(Moment("2024-11-20 08:00")).ShouldBe(Moment("2024-11-20 09:00"));
        window.NextOpening(Moment("2024-11-20 15:30")).ShouldBe(Moment("2024-11-20 15:30"));
    }

    [Fact]
    public void NextOpening_WhenAWindowBeginsAtMidnight_IsMidnight() =>
        Of("00:00-06:00").NextOpening(Moment("2024-11-22 06:00")).ShouldBe(Moment("2024-11-25 00:00"));

    [Theory]
    [InlineData("8:30-11:30")]
    [InlineData("08:30")]
    [InlineData("08:30-08:30")]
    [InlineData("11:30-08:30")]
    [InlineData("08:30-24:00")]
    [InlineData("08:30-11:30-14:30")]
    [InlineData("")]
    public void Constructor_WhenASpanIsNoSpan_SaysHowToWriteIt(string span) =>
        Should.Throw<FormatException>(() => Of("14:30-17:30", span)).Message.ShouldContain("08:30-11:30");

    [Fact]
    public void Constructor_WhenThereIsNoSpan_Throws() => Should.Throw<FormatException>(() => Of());

    [Property]
    public Property NextOpening_WhenAnyMoment_IsOpenNotEarlierAndNothingOpensBetween() =>
        Prop.ForAll(Moments().ToArbitrary(), Windows().ToArbitrary(), (now, window) =>
        {
            var next = window.NextOpening(now);
            return next >= now && window.IsOpen(next)
                && Enumerable.Range(0, (int)(next - now).TotalMinutes).All(minute => !window.IsOpen(now.AddMinutes(minute)))
                && (next == now || !window.IsOpen(next.AddTicks(-1)));
        });

    private static Gen<DateTime> Moments() =>
        from day in Days.Random("2023-12-20", "2027-02-01")
        from minute in Gen.Choose(0, (24 * 60) - 1)
        select day.ToDateTime(TimeOnly.MinValue).AddMinutes(minute);

    private static Gen<SendWindow> Windows() =>
        from first in Gen.Choose(0, 11)
        from length in Gen.Choose(1, 5)
        from second in Gen.Choose(12, 22)
        select Of($"{second:00}:15-23:45", $"{first:00}:00-{first + length:00}:30");

    private static SendWindow Of(params string[] spans) => new(ShippedCalendars.Calendar, spans);

    private static DateTime Moment(string text) => DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
