using System.Globalization;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Tests.Calendar;
using TaskTracker.Domain.Tests.Evaluation.Shipped;

namespace TaskTracker.Domain.Tests.Evaluation;

public sealed class OffTargetTests
{
    [Theory]
    [InlineData(IndicatorDirection.AtLeast, "80", "80", 0)]
    [InlineData(IndicatorDirection.AtLeast, "80", "90", 0)]
    [InlineData(IndicatorDirection.AtLeast, "80", "78", 2.5)]
    [InlineData(IndicatorDirection.AtLeast, "81.5", "81.49", 0.1)] // 0.012 %: missed all the same
    [InlineData(IndicatorDirection.AtLeast, "-10", "-12", 20)]
    [InlineData(IndicatorDirection.AtMost, "8.2", "0", 0)] // a ceiling: staying below is no decline
    [InlineData(IndicatorDirection.AtMost, "8.2", "8.2", 0)]
    [InlineData(IndicatorDirection.AtMost, "8.2", "9", 9.8)]
    [InlineData(IndicatorDirection.AtMost, "0", "0.01", 100)]
    [InlineData(IndicatorDirection.Exactly, "100", "100", 0)]
    [InlineData(IndicatorDirection.Exactly, "100", "99", 1)]
    [InlineData(IndicatorDirection.Exactly, "100", "101", 1)]
    [InlineData(IndicatorDirection.Exactly, "0", "0", 0)]
    public void OffTarget_WhenValueAndTargetAreThere_IsTheMissOnTheWrongSideInPercent(IndicatorDirection direction, string target, string value, double expected) =>
        OffTarget(direction, Number(target), Number(value)).ShouldBe(expected);

    [Fact]
    public void OffTarget_WhenDirectionValueOrTargetIsMissing_IsMissing()
    {
        OffTarget(null, 1, 2).ShouldBeNull();
        OffTarget(IndicatorDirection.AtLeast, null, 2).ShouldBeNull();
        OffTarget(IndicatorDirection.AtLeast, 1, null).ShouldBeNull();
    }

    [Property]
    public FsCheck.Property OffTarget_WhenAnyNumbers_IsZeroExactlyWhenReachedAndNeverNegative() =>
        Prop.ForAll(Numbers(), Numbers(), (target, value) =>
            OffTarget(IndicatorDirection.AtLeast, target, value) is >= 0 and var least && (least == 0) == (value >= target)
            && OffTarget(IndicatorDirection.AtMost, target, value) is >= 0 and var most && (most == 0) == (value <= target)
            && OffTarget(IndicatorDirection.Exactly, target, value) is >= 0 and var exactly && (exactly == 0) == (value == target));

    private static double? OffTarget(IndicatorDirection? direction, decimal? target, decimal? value)
    {
        var indicator = IndicatorEdges.Of("预期性", target is { } t ? (2023, t) : null, value is { } v ? [(2023, v)] : [], direction);
        return new FactsOf(ShippedCalendars.Calendar, new DateOnly(2024, 6, 3)).Indicator(new Situation().Plan, indicator)!.Indicator.OffTarget;
    }

    private static FsCheck.Arbitrary<decimal> Numbers() => Gen.Choose(-200_000, 200_000).Select(n => n / 1000m).ToArbitrary();

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
