using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Domain.Tests.Calendar;

namespace TaskTracker.Domain.Tests.Progress;

public sealed class ReportRhythmTests
{
    private static readonly DateOnly Changed = Days.Of("2024-11-20");

    [Fact]
    public void Of_WhenTheTaskHasItsOwn_GoesByIt() => ReportRhythm.Of(PlanOf(null), ReportCadence.Monthly, Changed).ShouldBe(new(ReportCadence.Monthly, Changed));

    [Fact]
    public void Of_WhenTheTaskHasNone_GoesByThePlanFromTheLaterChange()
    {
        ReportRhythm.Of(PlanOf(null), null, null).ShouldBe(new(ReportCadence.Quarterly, null));
        ReportRhythm.Of(PlanOf(Changed), null, null).ShouldBe(new(ReportCadence.Quarterly, Changed));
        ReportRhythm.Of(PlanOf(null), null, Changed).ShouldBe(new(ReportCadence.Quarterly, Changed));
        ReportRhythm.Of(PlanOf(Changed.AddDays(1)), null, Changed).ShouldBe(new(ReportCadence.Quarterly, Changed.AddDays(1)));
    }

    [Theory]
    [InlineData("2024-11-20", false)]
    [InlineData("2024-12-01", true)]
    public void Asks_AfterAChange_OnlyForWhatEndsFromThenOn(string day, bool asks)
    {
        var rhythm = new ReportRhythm(ReportCadence.Monthly, Changed);
        rhythm.Asks(PlanOf(null), rhythm.LastEnded(Days.Of(day)), Days.Of("2024-01-08")).ShouldBe(asks);
    }

    private static Plan PlanOf(DateOnly? changed) => new()
    {
        Key = "p", Title = "规划", Region = "区", Start = new(2021, 1, 1), End = new(2025, 12, 31), ActiveFrom = new(2024, 1, 8), ReportCadenceFrom = changed,
    };
}
