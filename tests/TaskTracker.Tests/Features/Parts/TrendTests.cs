using TaskTracker.Features.Parts;

namespace TaskTracker.Tests.Features.Parts;

public sealed class TrendTests
{
    [Fact]
    public void Trend_WhenNothingIsKnown_DrawsNothing()
    {
        var trend = new Trend([], []);
        trend.Path.ShouldBeEmpty();
        trend.Last.ShouldBeNull();
    }

    [Fact]
    public void Trend_WhenAllValuesAreEqual_DrawsALevelLine()
    {
        var trend = new Trend([new(2021, 5), new(2022, 5)], [new(2021, 5)]);
        trend.Path.ShouldBe("5,22 135,22");
    }

    [Fact]
    public void Trend_WhenObservedIsAboveTheGoal_PutsItHigher()
    {
        var trend = new Trend([new(2021, 1), new(2022, 2)], [new(2022, 3)]);
        trend.Last!.Value.Y.ShouldBeLessThan(trend.Goal!.Value.Y);
    }
}
