using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;

namespace TaskTracker.Domain.Tests.Progress;

public sealed class ReportPeriodTests
{
    [Theory]
    [InlineData(ReportCadence.Monthly, "2024-03-01", "2024-02", "2024-02-01", "2024-02-29")]
    [InlineData(ReportCadence.Monthly, "2024-02-29", "2024-01", "2024-01-01", "2024-01-31")]
    [InlineData(ReportCadence.Monthly, "2024-01-31", "2023-12", "2023-12-01", "2023-12-31")]
    [InlineData(ReportCadence.Quarterly, "2024-09-30", "2024Q2", "2024-04-01", "2024-06-30")]
    [InlineData(ReportCadence.Quarterly, "2024-10-01", "2024Q3", "2024-07-01", "2024-09-30")]
    [InlineData(ReportCadence.Quarterly, "2025-01-01", "2024Q4", "2024-10-01", "2024-12-31")]
    [InlineData(ReportCadence.HalfYearly, "2024-06-30", "2023H2", "2023-07-01", "2023-12-31")]
    [InlineData(ReportCadence.HalfYearly, "2024-07-01", "2024H1", "2024-01-01", "2024-06-30")]
    [InlineData(ReportCadence.Yearly, "2024-12-31", "2023", "2023-01-01", "2023-12-31")]
    [InlineData(ReportCadence.Yearly, "2025-01-01", "2024", "2024-01-01", "2024-12-31")]
    public void LastEnded_WhenAtAnEdge_IsTheLatestPeriodThatIsOver(ReportCadence cadence, string day, string name, string start, string end) =>
        ReportPeriod.LastEnded(cadence, Days.Of(day)).ShouldBe(new ReportPeriod(name, Days.Of(start), Days.Of(end)));

    [Theory]
    [InlineData(ReportCadence.Monthly, "2024-02-19", "2024-01")]
    [InlineData(ReportCadence.Monthly, "2024-02-20", "2024-02")] // the last ten days, the 29th included
    [InlineData(ReportCadence.Monthly, "2023-02-18", "2023-01")]
    [InlineData(ReportCadence.Monthly, "2023-02-19", "2023-02")]
    [InlineData(ReportCadence.Quarterly, "2024-09-20", "2024Q2")]
    [InlineData(ReportCadence.Quarterly, "2024-09-21", "2024Q3")]
    [InlineData(ReportCadence.Quarterly, "2024-11-20", "2024Q3")]
    [InlineData(ReportCadence.HalfYearly, "2024-06-20", "2023H2")]
    [InlineData(ReportCadence.HalfYearly, "2024-06-21", "2024H1")]
    [InlineData(ReportCadence.Yearly, "2024-12-21", "2023")]
    [InlineData(ReportCadence.Yearly, "2024-12-22", "2024")]
    [InlineData(ReportCadence.Yearly, "2025-06-03", "2024")]
    public void CountingOn_WhenAReportComes_CountsForThePeriodFromItsLastTenDaysOn(ReportCadence cadence, string day, string name) =>
        ReportPeriod.CountingOn(cadence, Days.Of(day)).Name.ShouldBe(name);

    [Property]
    public Property LastEnded_WhenAnyDay_IsOverAndTheNextOneIsNot() =>
        Prop.ForAll(Gen.Elements(Enum.GetValues<ReportCadence>()).ToArbitrary(), Days.Random("2019-01-01", "2029-12-31").ToArbitrary(), (cadence, day) =>
        {
            var period = ReportPeriod.LastEnded(cadence, day);
            var next = ReportPeriod.LastEnded(cadence, period.End.AddDays(1 + period.End.DayNumber - period.Start.DayNumber + 4));
            return period.Start <= period.End && period.End < day
                && ReportPeriod.LastEnded(cadence, period.End.AddDays(1)) == period
                && ReportPeriod.LastEnded(cadence, period.End) != period
                && next.Start == period.End.AddDays(1) && next.End >= day;
        });
}
