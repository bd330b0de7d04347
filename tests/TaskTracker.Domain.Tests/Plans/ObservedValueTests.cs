using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Tests.Plans;

public sealed class ObservedValueTests
{
    private static readonly DateOnly Today = new(2024, 11, 20);
    private static readonly Plan Plan = new() { Key = "p", Title = "规划", Region = "区", Start = new(2021, 1, 1), End = new(2025, 12, 31) };

    [Theory]
    [InlineData(2023, null, "82.1", "统计公报", "2024-03-01", null)]
    [InlineData(2020, "医院", "-0.5", "年鉴", "2024-11-20", null)]
    [InlineData(2019, null, "1", "年鉴", "2024-03-01", ObservationRefusal.YearOutsidePlan)]
    [InlineData(2026, null, "1", "年鉴", "2024-03-01", ObservationRefusal.YearOutsidePlan)]
    [InlineData(2025, null, "1", "年鉴", "2024-03-01", ObservationRefusal.YearAhead)]
    [InlineData(2023, null, "1", " ", "2024-03-01", ObservationRefusal.SourceMissing)]
    [InlineData(2023, null, "0.12345", "年鉴", "2024-03-01", ObservationRefusal.ValueTooLong)]
    [InlineData(2023, null, "100000000000000", "年鉴", "2024-03-01", ObservationRefusal.ValueTooLong)]
    [InlineData(2023, null, "1", "年鉴", "2024-11-21", ObservationRefusal.DayAhead)]
    [InlineData(2023, null, "1", "年鉴", "2022-12-31", ObservationRefusal.DayBeforeYear)]
    [InlineData(2023, "别处", "1", "年鉴", "2024-03-01", ObservationRefusal.UnknownInstitution)]
    public void RefusedBy_ForEachFault_NamesIt(int year, string? institution, string value, string source, string on, ObservationRefusal? refusal) =>
        new ObservedValue(year, institution, decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), source, DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture)).RefusedBy(Plan, ["医院"], Today).ShouldBe(refusal);

    [Fact]
    public void RefusedBy_WhenTheSourceIsLong_SaysSo() =>
        new ObservedValue(2023, null, 1, new string('源', 201), Today).RefusedBy(Plan, [], Today).ShouldBe(ObservationRefusal.SourceTooLong);
}
