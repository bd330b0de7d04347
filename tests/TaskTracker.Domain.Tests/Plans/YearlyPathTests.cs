using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Tests.Plans;

public sealed class YearlyPathTests
{
    [Theory]
    [InlineData("80", "82", IndicatorDirection.AtLeast, "80.4 80.8 81.2 81.6 82")]
    [InlineData("3.75", "2.4", IndicatorDirection.AtMost, "3.48 3.21 2.94 2.67 2.4")]
    [InlineData("80.0000", "82.0000", IndicatorDirection.AtLeast, "80.4 80.8 81.2 81.6 82")]
    [InlineData("0.1", "0.6", IndicatorDirection.AtLeast, "0.2 0.3 0.4 0.5 0.6")]
    public void Propose_BetweenNumbers_IsALineThatEndsAtTheTarget(string baseline, string target, IndicatorDirection direction, string line) =>
        Line(baseline, target, direction).ShouldBe(line);

    [Theory]
    [InlineData("0", "8.2", IndicatorDirection.AtMost, "8.2 8.2 8.2 8.2 8.2")]
    [InlineData("91.7", "90", IndicatorDirection.AtLeast, "90 90 90 90 90")]
    [InlineData("100", "100", IndicatorDirection.AtLeast, "100 100 100 100 100")]
    public void Propose_WhereTheBaselineKeepsTheCeilingOrFloor_IsTheTargetEveryYear(string baseline, string target, IndicatorDirection direction, string line)
    {
        Line(baseline, target, direction).ShouldBe(line);
        YearlyPath.IsKept(Of(baseline, target, direction)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, "8.2", IndicatorDirection.AtMost)]
    [InlineData("80", null, IndicatorDirection.AtLeast)]
    [InlineData("80", "82", null)]
    [InlineData("80", "82", IndicatorDirection.Exactly)]
    public void Propose_WhereALineSaysNothing_IsEmpty(string? baseline, string? target, IndicatorDirection? direction) => Line(baseline, target, direction).ShouldBeEmpty();

    private static string Line(string? baseline, string? target, IndicatorDirection? direction) =>
        string.Join(' ', YearlyPath.Propose(Of(baseline, target, direction), 2021, 2025).OrderBy(p => p.Key).Select(p => p.Value.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture)));

    private static Indicator Of(string? baseline, string? target, IndicatorDirection? direction) => new() { Name = "指标", BaselineValue = Number(baseline), TargetValue = Number(target), Direction = direction };

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
