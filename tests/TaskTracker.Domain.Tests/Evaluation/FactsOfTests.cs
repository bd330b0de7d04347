using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Tests.Calendar;
using TaskTracker.Domain.Tests.Evaluation.Shipped;

namespace TaskTracker.Domain.Tests.Evaluation;

public sealed class FactsOfTests
{
    [Theory]
    [InlineData("2020-12-31", 1826, 0)]
    [InlineData("2021-01-01", 1825, 0)]
    [InlineData("2025-12-30", 1, 99)]
    [InlineData("2025-12-31", 0, 100)]
    [InlineData("2026-01-01", -1, 100)]
    public void Plan_WhenADayNearItsEnds_CountsDaysLeftAndTimeGone(string day, int daysLeft, int timeGone)
    {
        var plan = Facts(day).Plan(new Situation().Plan).Plan;

        (plan.DaysLeft, plan.TimeGone, plan.State).ShouldBe((daysLeft, timeGone, "Active"));
    }

    [Theory]
    [InlineData("2024-09-29", 0)]
    [InlineData("2024-09-30", 0)]
    [InlineData("2024-10-07", 0)]
    [InlineData("2024-10-08", 1)]
    [InlineData("2024-10-12", 5)]
    public void Plan_WhenActiveBeforeAHoliday_CountsWorkdaysAfterTheDay(string day, int workdays) =>
        Facts(day).Plan(new Situation { ActiveFrom = "2024-09-30" }.Plan).Plan.WorkdaysActive.ShouldBe(workdays);

    [Fact]
    public void Plan_WhenNotActive_CountsNoWorkdays() => Facts("2024-10-12").Plan(new Situation { ActiveFrom = null }.Plan).Plan.WorkdaysActive.ShouldBe(0);

    [Theory]
    [InlineData("2023-12-31", 1, true)]
    [InlineData("2024-01-01", 2, true)]
    [InlineData("2025-01-01", 0, true)]
    [InlineData("2026-01-01", 0, false)]
    public void Task_WhenMilestonesFallIntoTheYear_CountsThem(string day, int milestones, bool inPeriod)
    {
        var situation = new Situation { MilestoneDays = ["2023-01-01", "2024-01-01", "2024-12-31"], Responsibilities = 3, ClosedOn = "2023-01-02" };

        var task = Facts(day).Task(situation.Plan, situation.TaskState).Task;

        (task.MilestonesThisYear, task.InPeriod, task.Responsibilities, task.OpenResponsibilities, task.IsSafeguard).ShouldBe((milestones, inPeriod, 3, 0, false));
    }

    [Theory]
    [InlineData("2024-09-30", 12, 5, 0, 0)]
    [InlineData("2024-10-08", 4, 4, 0, 0)]
    [InlineData("2024-10-11", 1, 1, 0, 0)]
    [InlineData("2024-10-12", 0, 0, 0, 0)]
    [InlineData("2024-10-13", -1, 0, 1, 0)]
    [InlineData("2024-10-14", -2, 0, 2, 1)]
    public void Milestone_WhenDueOnAMakeUpSaturday_CountsCalendarAndWorkdays(string day, int daysLeft, int workdaysLeft, int daysOverdue, int workdaysOverdue)
    {
        var milestone = Of(new Situation { Due = "2024-10-12" }, day);

        (milestone.DaysLeft, milestone.WorkdaysLeft, milestone.DaysOverdue, milestone.WorkdaysOverdue).ShouldBe((daysLeft, workdaysLeft, daysOverdue, workdaysOverdue));
    }

    [Theory]
    [InlineData(MilestoneOrigin.Annual, "2023-12-31", 0)]
    [InlineData(MilestoneOrigin.Annual, "2024-01-01", 1)]
    [InlineData(MilestoneOrigin.Annual, "2024-02-29", 60)]
    [InlineData(MilestoneOrigin.Annual, "2024-04-09", 100)]
    [InlineData(MilestoneOrigin.Annual, "2024-06-09", 100)]
    [InlineData(MilestoneOrigin.Printed, "2020-12-31", 0)]
    [InlineData(MilestoneOrigin.Printed, "2022-08-21", 50)] // 598 of 1195 days
    public void Milestone_WhenTimeGoes_TellsTheShareFromItsStart(MilestoneOrigin origin, string day, int gone) =>
        Of(new Situation { Due = "2024-04-09", Origin = origin }, day).TimeGone.ShouldBe(gone);

    [Fact]
    public void Responsibility_WhenNothingWasReported_HasNoDaysSinceReport()
    {
        var facts = Facts("2024-10-12");
        var silent = new Situation();
        var reported = silent with { LastReportOn = "2024-09-30" };

        facts.Responsibility(silent.Plan, silent.TaskState, silent.Standing).Responsibility.DaysSinceReport.ShouldBeNull();
        facts.Responsibility(reported.Plan, reported.TaskState, reported.Standing).Responsibility.DaysSinceReport.ShouldBe(12);
    }

    [Property(MaxTest = 400)]
    public Property Facts_WhenAnySituationAndDay_AreInTheirDocumentedRanges() =>
        Prop.ForAll(Situations().ToArbitrary(), Days.Random("2019-06-01", "2028-06-30").ToArbitrary(), (s, day) =>
        {
            var (facts, calendar) = (new FactsOf(ShippedCalendars.Calendar, day), ShippedCalendars.Calendar);
            var (plan, task, r, m) = facts.Milestone(s.Plan, s.TaskState, s.Standing, s.Milestone!);
            var due = Days.Of(s.Due!);
            plan.TimeGone.ShouldBeInRange(0, 100);
            plan.WorkdaysActive.ShouldBeGreaterThanOrEqualTo(0);
            (plan.TimeGone == 0 || day >= s.Plan.Start).ShouldBeTrue();
            (plan.TimeGone == 100).ShouldBe(day >= s.Plan.End);
            task.MilestonesThisYear.ShouldBe(s.MilestoneDays.Count(d => Days.Of(d).Year == day.Year));
            r.IsAccepted.ShouldBe(s.AcceptedOn is not null);
            (r.WorkdaysWaiting >= 0 && (!r.IsAccepted || r.WorkdaysWaiting == 0)).ShouldBeTrue();
            m.IsOpen.ShouldBe(s.MetOn is null && s.ClosedOn is null);
            m.DaysLeft.ShouldBe(due.DayNumber - day.DayNumber);
            m.DaysOverdue.ShouldBe(Math.Max(0, -m.DaysLeft));
            m.TimeGone.ShouldBeInRange(0, 100);
            m.WorkdaysLeft.ShouldBe(Days.Between(day.AddDays(1), due).Count(calendar.IsWorkday));
            var countFrom = s.ActiveFrom is { } active && Days.Of(active) > due ? Days.Of(active) : due;
            m.WorkdaysOverdue.ShouldBe(Days.Between(countFrom.AddDays(1), day).Count(calendar.IsWorkday));
            if (facts.Report(s.Plan, s.TaskState, s.Standing) is { Report: var report })
            {
                report.WorkdaysLeft.ShouldBe(Days.Between(day.AddDays(1), report.Due).Count(calendar.IsWorkday));
                report.WorkdaysLate.ShouldBe(Days.Between(report.Due.AddDays(1), day).Count(calendar.IsWorkday));
                report.IsFiled.ShouldBe(s.Reported.Contains(report.Period));
            }

            if (facts.Indicator(s.Plan, s.Indicator!) is { Indicator: var indicator })
            {
                indicator.Year.ShouldBe(day.Year - 1);
                indicator.IsObserved.ShouldBe(indicator.Value is not null);
                indicator.DaysLate.ShouldBe(Math.Max(0, day.DayNumber - new DateOnly(day.Year, 3, 31).DayNumber));
            }
        });

    private static Gen<Situation> Situations() =>
        from active in Maybe(Days.Random("2020-11-01", "2026-01-31"))
        from assigned in Days.Random("2020-12-01", "2025-12-31")
        from accepted in Maybe(Days.Random("2021-01-01", "2025-12-31"))
        from closed in Maybe(Days.Random("2021-01-01", "2025-12-31"))
        from met in Maybe(Days.Random("2021-01-01", "2025-12-31"))
        from due in Days.Random("2021-01-01", "2025-12-31")
        from others in Days.Random("2021-01-01", "2025-12-31").ArrayOf(3)
        from origin in Gen.Elements(MilestoneOrigin.Annual, MilestoneOrigin.Printed)
        from cadence in Gen.Elements(Enum.GetValues<ReportCadence>())
        from reported in Gen.Elements("2024", "2024H1", "2024Q2", "2024-05")
        select new Situation
        {
            ActiveFrom = active, AssignedOn = $"{assigned:O}", AcceptedOn = accepted, ClosedOn = closed, MetOn = met, Due = $"{due:O}", Origin = origin, Cadence = cadence,
            MilestoneDays = [.. others.Select(d => $"{d:O}")], Reported = [reported], Indicator = IndicatorEdges.Of("预期性", (2023, 80), [(2023, 79), (2024, 81)]),
        };

    private static Gen<string?> Maybe(Gen<DateOnly> days) => Gen.OneOf(Gen.Constant<string?>(null), days.Select(d => (string?)$"{d:O}"));

    private static FactsOf Facts(string day) => new(ShippedCalendars.Calendar, Days.Of(day));

    private static MilestoneFacts Of(Situation situation, string day) =>
        Facts(day).Milestone(situation.Plan, situation.TaskState, situation.Standing, situation.Milestone!).Milestone;
}
