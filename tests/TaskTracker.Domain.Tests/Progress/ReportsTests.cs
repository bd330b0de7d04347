using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using static TaskTracker.Domain.Tests.Progress.OneResponsibility;

namespace TaskTracker.Domain.Tests.Progress;

public sealed class ReportsTests
{
    private static readonly ReportingTerms WithHead = Terms with { HeadApproves = true };

    [Theory]
    [InlineData(ReportedState.NotStarted, 1, ProgressRefusal.PercentContradictsState)]
    [InlineData(ReportedState.NotStarted, 0, null)]
    [InlineData(ReportedState.Done, 99, ProgressRefusal.PercentContradictsState)]
    [InlineData(ReportedState.Done, null, null)]
    [InlineData(ReportedState.Behind, 99, null)]
    public void SubmitReport_WhenPercentAndStateContradict_IsRefused(ReportedState state, int? percent, ProgressRefusal? refusal) =>
        Decide(New(), Report(percent) with { State = state }).ShouldBe(refusal);

    [Theory]
    [InlineData(ReportedState.OnSchedule, 40)]
    [InlineData(ReportedState.NotStarted, 0)]
    [InlineData(ReportedState.Done, 100)]
    public void Progress_WhenAReportHasNoPercentage_StaysUnlessTheStateSaysAllOrNothing(ReportedState state, int progress)
    {
        var responsibility = New();
        Do(responsibility, Report(40));

        Do(responsibility, Report(null) with { State = state });

        responsibility.Progress.ShouldBe(progress);
    }

    [Fact]
    public void SubmitReport_WhenAMeasureIsAnothers_IsRefused()
    {
        var responsibility = New(measure: true);
        var report = Report(50) with { Measured = [new("m", 1)] };

        Decide(responsibility, report).ShouldBe(ProgressRefusal.MeasureOfAnother);
        Do(responsibility, report, Terms with { Measured = new HashSet<string> { "m" } });
        responsibility.Reports.Single().Measured.ShouldBe([new("m", 1)]);
    }

    [Theory]
    [InlineData(ProgressDecision.LongestText, null)]
    [InlineData(ProgressDecision.LongestText + 1, ProgressRefusal.TextTooLong)]
    public void SubmitReport_WhenATextIsVeryLong_TakesItUpToTheBound(int length, ProgressRefusal? refusal) =>
        Decide(New(), Report(1) with { Problems = new string('长', length) }).ShouldBe(refusal);

    [Fact]
    public void ApproveReport_WhenAnEarlierOneWaits_LeavesNoneBehind()
    {
        var responsibility = New();
        Do(responsibility, Report(40), WithHead);
        Do(responsibility, Report(50), WithHead);

        Do(responsibility, new ApproveReport(Today, "长"));
        responsibility.Reports.Select(r => r.Review).ShouldBe([ReviewState.Superseded, ReviewState.Submitted]);

        Do(responsibility, new AcceptReport(Today, "督"));
        responsibility.Reports.Select(r => r.Review).ShouldBe([ReviewState.Superseded, ReviewState.Accepted]);
    }

    [Fact]
    public void SubmitReport_WhenThePlanAsksForTheHead_WaitsForHimFirst()
    {
        var responsibility = New();
        Do(responsibility, Report(50) with { ByLink = true }, WithHead);
        (responsibility.Reports.Single().Review, responsibility.Reports.Single().ByLink).ShouldBe((ReviewState.AwaitingHead, true));
        Decide(responsibility, new AcceptReport(Today, "督")).ShouldBe(ProgressRefusal.NothingToReview);

        Do(responsibility, new ApproveReport(Today, "长"));
        responsibility.Reports.Single().Review.ShouldBe(ReviewState.Submitted);
        Do(responsibility, new AcceptReport(Today, "督"));
        responsibility.Reports.Single().Review.ShouldBe(ReviewState.Accepted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Accepting_SaidOrNot_IsMarkedWhereItCameByLink(bool byLink)
    {
        Do(New(), new Accept(Today, "甲") { ByLink = byLink }).ShouldHaveSingleItem().ShouldBe(new Accepted(Today, "甲") { ByLink = byLink });
        Do(New(), Report(50) with { ByLink = byLink })[0].ShouldBe(new Accepted(Today, "甲") { ByLink = byLink });
    }

    [Fact]
    public void RejectReport_WhenTheHeadGivesItBack_LeadsBackWithItsReason()
    {
        var responsibility = New();
        Do(responsibility, Report(50), WithHead);
        Decide(responsibility, new RejectReport(Today, "长", "")).ShouldBe(ProgressRefusal.ReasonMissing);

        Do(responsibility, new RejectReport(Today, "长", "数据不实"));

        (responsibility.State, responsibility.Progress, responsibility.Reports.Single().ReviewReason).ShouldBe((ResponsibilityState.Returned, 0, "数据不实"));
        Decide(responsibility, new ApproveReport(Today, "长")).ShouldBe(ProgressRefusal.NothingToReview);
    }

    [Fact]
    public void AcceptReport_WhenAnEarlierOneStillWaits_SettlesItToo()
    {
        var responsibility = New();
        Do(responsibility, Report(30));
        Do(responsibility, Report(50));

        Do(responsibility, new AcceptReport(Today, "督"));

        responsibility.Reports.Select(r => r.Review).ShouldBe([ReviewState.Superseded, ReviewState.Accepted]);
        Decide(responsibility, new AcceptReport(Today, "督")).ShouldBe(ProgressRefusal.NothingToReview);
    }

    [Theory]
    [InlineData(2, 1, "m")] // the lead, wherever it stands
    [InlineData(1, 2, "")]
    public void ReportingTerms_WhenTheTaskHasALead_LetsItAloneReportTheMeasure(int lead, int other, string measured)
    {
        var responsibility = new Responsibility { DepartmentId = 2, Task = new PlanTask { Key = "t", Number = "1", Title = "任务" } };
        responsibility.Milestones.AddRange(New(measure: true).Milestones);

        ReportingTerms.Of(Plan, [Share(other, 0, ResponsibilityRole.Joint), Share(lead, 1, ResponsibilityRole.Lead)], responsibility).Measured.ShouldBe(measured.Length == 0 ? [] : [measured]);
    }

    [Fact]
    public void ReportingTerms_WhenNobodyLeads_LetTheFirstNamedReportTheMeasureAndGroupsForThemselves()
    {
        var responsibility = new Responsibility { DepartmentId = 2, Task = new PlanTask { Key = "t", Number = "1", Title = "任务" } };
        responsibility.Milestones.AddRange(New(measure: true).Milestones);

        ReportingTerms.Of(Plan, [Share(9, 0, ResponsibilityRole.Joint, group: true), Share(2, 1, ResponsibilityRole.Joint), Share(3, 2, ResponsibilityRole.Joint)], responsibility).Measured.ShouldBe(["m"]);
        ReportingTerms.Of(Plan, [Share(3, 0, ResponsibilityRole.Joint), Share(2, 1, ResponsibilityRole.Joint)], responsibility).Measured.ShouldBeEmpty();
        ReportingTerms.Of(Plan, [Share(9, 0, ResponsibilityRole.Joint, group: true)], responsibility).Measured.ShouldBe(["m"]);
    }

    private static Plan Plan => new() { Key = "p", Title = "规划", Region = "甲区" };

    private static Share Share(int department, int position, ResponsibilityRole role, bool group = false) =>
        new() { DepartmentId = department, Department = new Department { Id = department, Region = "甲区", Name = $"{department}", IsGroup = group }, Position = position, Role = role };
}
