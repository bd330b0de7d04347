using TaskTracker.Domain.Progress;
using static TaskTracker.Domain.Tests.Progress.OneResponsibility;

namespace TaskTracker.Domain.Tests.Progress;

/// <summary>Rectification, suspension, silence, opening state, and what decisions change.</summary>
public sealed class SuperviseTests
{
    private static readonly ReportingTerms OnTrial = Terms with { OnTrial = true };

    [Fact]
    public void Rectification_WhenOpenedReportedReturnedAndClosed_GoesItsWayAndGivesTheStateBack()
    {
        var responsibility = New();
        Do(responsibility, new Accept(Today, "甲"));
        Do(responsibility, new OpenRectification(Today, "督", "补齐施工许可", Today.AddDays(10)));
        responsibility.State.ShouldBe(ResponsibilityState.Rectifying);
        Decide(responsibility, new OpenRectification(Today, "督", "再来", Today)).ShouldBe(ProgressRefusal.RectificationOpen);
        Decide(responsibility, new CloseRectification(Today, "督", "")).ShouldBe(ProgressRefusal.NothingToReview);

        Do(responsibility, new ReportRectification(Today, "甲", "已补齐"));
        Decide(responsibility, new ReportRectification(Today, "甲", "又补")).ShouldBe(ProgressRefusal.AlreadyRequested);
        Do(responsibility, new ReturnRectification(Today, "督", "缺一份"));
        Do(responsibility, new ReportRectification(Today, "甲", "全部补齐"));
        Do(responsibility, Report(60));
        responsibility.State.ShouldBe(ResponsibilityState.Rectifying, "work goes on beneath");
        Do(responsibility, new CloseRectification(Today.AddDays(3), "督", "已核查"));

        (responsibility.State, responsibility.Beneath).ShouldBe((ResponsibilityState.InProgress, null));
        var done = responsibility.Rectifications.Single();
        (done.State, done.ClosedOn, done.Report).ShouldBe((RectificationState.Closed, Today.AddDays(3), "全部补齐"));
    }

    [Theory]
    [InlineData("", 0, ProgressRefusal.TextMissing)]
    [InlineData("补齐", -1, ProgressRefusal.DateHasPassed)]
    [InlineData("补齐", 0, null)]
    public void OpenRectification_WhenSomethingIsMissing_IsRefusedByName(string requirement, int days, ProgressRefusal? refusal) =>
        Decide(New(), new OpenRectification(Today, "督", requirement, Today.AddDays(days))).ShouldBe(refusal);

    [Fact]
    public void Closing_WhileARectificationIsOpen_IsRefused()
    {
        var responsibility = New();
        Do(responsibility, new RequestCompletion(Today, "甲", null, "完成") { Evidence = [1] });
        Do(responsibility, new OpenRectification(Today, "督", "补齐", Today));

        Decide(responsibility, new AcceptCompletion(Today, "督", null)).ShouldBe(ProgressRefusal.RectificationOpen);
        Do(responsibility, new ConfirmMilestone(Today, "督", "a"));
        Decide(responsibility, new Close(Today, "督")).ShouldBe(ProgressRefusal.RectificationOpen);
    }

    [Fact]
    public void Suspended_WhenResumed_IsWhatItWas()
    {
        var responsibility = New();
        Do(responsibility, Report(40));
        Decide(responsibility, new Suspend(Today, "督", " ", "调整")).ShouldBe(ProgressRefusal.DecisionMissing);
        Do(responsibility, new Suspend(Today, "督", "试政发〔2024〕3号", "政策调整"));
        (responsibility.State, responsibility.Beneath).ShouldBe((ResponsibilityState.Suspended, ResponsibilityState.InProgress));
        foreach (var command in new ProgressCommand[] { Report(50), new RequestCompletion(Today, "甲", null, "完成") { Evidence = [1] }, new OpenRectification(Today, "督", "补", Today), new Suspend(Today, "督", "号", "又") })
        {
            Decide(responsibility, command).ShouldBe(ProgressRefusal.AlreadySuspended);
        }

        Do(responsibility, new Resume(Today, "督", "试政发〔2024〕9号"));

        (responsibility.State, responsibility.Beneath).ShouldBe((ResponsibilityState.InProgress, null));
        Decide(responsibility, new Resume(Today, "督", "号")).ShouldBe(ProgressRefusal.NotSuspended);
    }

    [Theory]
    [InlineData(-1, "在建", "主任", ProgressRefusal.DateHasPassed)]
    [InlineData(0, "在建", "主任", null)]
    [InlineData(0, "", "主任", ProgressRefusal.ReasonMissing)]
    [InlineData(0, "在建", " ", ProgressRefusal.ApproverMissing)]
    public void Silence_WhenSomethingIsMissing_IsRefusedByName(int days, string reason, string approver, ProgressRefusal? refusal) =>
        Decide(New(), new Silence(Today, "督", Today.AddDays(days), reason, approver)).ShouldBe(refusal);

    [Fact]
    public void Silence_WhenLifted_EndsTheDayBefore()
    {
        var responsibility = New();
        Do(responsibility, new Silence(Today, "督", Today.AddDays(9), "在建", "主任"));
        (responsibility.Silences.Single().HoldsOn(Today.AddDays(9)), responsibility.Silences.Single().HoldsOn(Today.AddDays(10))).ShouldBe((true, false));

        Do(responsibility, new LiftSilence(Today.AddDays(4), "督", "已恢复"));

        (responsibility.Silences.Single().HoldsOn(Today.AddDays(3)), responsibility.Silences.Single().HoldsOn(Today.AddDays(4))).ShouldBe((true, false));
        Decide(responsibility, new LiftSilence(Today.AddDays(4), "督", "再")).ShouldBe(ProgressRefusal.NotSilenced);
    }

    [Fact]
    public void OpeningState_WhenSetOnTrial_IsNoReportOfTheDepartmentAndCanBeCorrected()
    {
        var responsibility = New();
        Decide(responsibility, new SetOpeningState(Today, "督", true, 50, [], false)).ShouldBe(ProgressRefusal.PlanNotOnTrial);
        Do(responsibility, new SetOpeningState(Today, "督", false, 0, [], false), OnTrial);
        responsibility.State.ShouldBe(ResponsibilityState.Assigned);

        Do(responsibility, new SetOpeningState(Today, "督", true, 50, [], false), OnTrial);

        (responsibility.State, responsibility.Progress, responsibility.AcceptedOn).ShouldBe((ResponsibilityState.InProgress, 50, Today));
        responsibility.Reports.ShouldBeEmpty();
        Do(responsibility, Report(70));
        Do(responsibility, new ReturnReport(Today, "督", "不实"));
        responsibility.Progress.ShouldBe(50, "it falls back to the opening state");
        Decide(responsibility, new SetOpeningState(Today, "督", true, 60, [], false), OnTrial).ShouldBe(ProgressRefusal.AlreadyBegun);
    }

    [Theory]
    [InlineData(new string[0], ProgressRefusal.MilestonesOpen)]
    [InlineData(new[] { "z" }, ProgressRefusal.UnknownMilestone)]
    [InlineData(new[] { "a" }, null)]
    public void OpeningState_WhenClosed_WantsAllMilestonesMet(string[] met, ProgressRefusal? refusal) =>
        Decide(New(), new SetOpeningState(Today, "督", true, 100, met, true), OnTrial).ShouldBe(refusal);

    [Fact]
    public void MoveDeadline_WhenDecided_MayBringTheDateForwardAndKeepsTheFirst()
    {
        var responsibility = New();
        Decide(responsibility, new MoveDeadline(Today, "督", "a", Today, "")).ShouldBe(ProgressRefusal.DecisionMissing);

        Do(responsibility, new MoveDeadline(Today, "督", "a", new(2024, 11, 30), "试政发〔2024〕3号"));

        (responsibility.Milestones[0].FirstDue, responsibility.Milestones[0].Due).ShouldBe((new(2024, 12, 31), new(2024, 11, 30)));
    }

    [Fact]
    public void HandOver_WhenADepartmentIsSucceeded_TakesEverythingAlong()
    {
        var responsibility = New();
        Do(responsibility, Report(40));
        var before = Picture(responsibility);

        Do(responsibility, new HandOver(Today, "督", 4, "甲局", "乙局", "机构改革方案"));

        Picture(responsibility).ShouldBe($"4{before[1..]}");
        Decide(responsibility, new HandOver(Today, "督", 4, "甲局", "乙局", "机构改革方案")).ShouldBe(ProgressRefusal.SameDepartment);
    }

    [Fact]
    public void RecordVisit_WhenClosed_IsStillTaken()
    {
        var responsibility = New();
        Do(responsibility, new ConfirmMilestone(Today, "督", "a"));
        Do(responsibility, new Close(Today, "督"));

        Do(responsibility, new RecordVisit(Today, "督", VisitKind.Visit, Today, "王局长", "回访", "")).Single().ShouldBeOfType<VisitRecorded>();
        Decide(responsibility, new RecordVisit(Today, "督", VisitKind.Talk, Today, "", "回访", "")).ShouldBe(ProgressRefusal.TextMissing);
    }
}
