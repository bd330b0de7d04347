using TaskTracker.Features.Parts;

namespace TaskTracker.Tests.Features.Parts;

public sealed class TimeScaleTests
{
    private static readonly TimeScale Year = new(new(2024, 1, 1), new(2024, 12, 31));

    [Fact]
    public void Percent_WhenDaysGoOn_Rises()
    {
        var days = Enumerable.Range(0, 366).Select(i => Year.Percent(Year.From.AddDays(i))).ToList();
        days.ShouldBe(days.Order());
        days[0].ShouldBeGreaterThan(0);
        days[^1].ShouldBeLessThan(100);
    }

    [Theory]
    [InlineData("2023-06-01", 0)]
    [InlineData("2025-06-01", 100)]
    public void Percent_WhenOutside_StandsAtTheNearerEnd(string day, double expected) =>
        Year.Percent(DateOnly.Parse(day, null)).ShouldBe(expected);

    [Fact]
    public void Ticks_WhenOneYear_AreMonthsWithQuartersMajor()
    {
        Year.Ticks().Count().ShouldBe(12);
        Year.Ticks().Where(tick => !tick.Minor).Select(tick => tick.Text).ShouldBe(["1", "4", "7", "10"]);
    }

    [Fact]
    public void Ticks_WhenFiveYears_AreYears() =>
        new TimeScale(new(2021, 1, 1), new(2025, 12, 31)).Ticks().Select(tick => tick.Text).ShouldBe(["2021", "2022", "2023", "2024", "2025"]);
}
