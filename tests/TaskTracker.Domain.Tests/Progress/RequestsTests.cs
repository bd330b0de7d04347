using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using static TaskTracker.Domain.Tests.Progress.OneResponsibility;

namespace TaskTracker.Domain.Tests.Progress;

/// <summary>Extensions and completions, asked for and decided.</summary>
public sealed class RequestsTests
{
    private static readonly DateOnly Later = new(2025, 3, 31);

    [Theory]
    [InlineData("2024-12-31", "a", "2025-01-01", "手续", null)]
    [InlineData("2025-01-01", "a", "2025-03-31", "手续", ProgressRefusal.DateHasPassed)]
    [InlineData("2024-11-20", "a", "2024-12-31", "手续", ProgressRefusal.DateNotLater)]
    [InlineData("2024-11-20", "a", "2025-03-31", " ", ProgressRefusal.ReasonMissing)]
    [InlineData("2024-11-20", "met", "2025-03-31", "手续", ProgressRefusal.MilestoneAlreadyMet)]
    [InlineData("2024-11-20", "z", "2025-03-31", "手续", ProgressRefusal.UnknownMilestone)]
    public void RequestExtension_WhenAsked_IsTakenUpToTheDueDayOnly(string on, string key, string until, string reason, ProgressRefusal? refusal) =>
        Decide(New(), new RequestExtension(Days.Of(on), "甲", key, Days.Of(until), reason)).ShouldBe(refusal);

    [Fact]
    public void RequestExtension_WhenOneWaits_IsRefused()
    {
        var responsibility = Asked();

        Decide(responsibility, new RequestExtension(Today, "甲", "a", Later.AddDays(1), "雨季")).ShouldBe(ProgressRefusal.AlreadyRequested);
        responsibility.Milestones[0].Due.ShouldBe(new(2024, 12, 31), "a date moves when it is granted, not when it is asked for");
    }

    [Fact]
    public void GrantExtension_WhenAskedFor_MayGrantAnotherDayAndDecidesTheRequest()
    {
        var responsibility = Asked();

        Do(responsibility, new GrantExtension(Today, "督", "a", new(2025, 1, 31), "只批一个月"));

        var request = responsibility.Extensions.Single();
        (request.State, request.Until, request.GrantedUntil, request.DecidedBy).ShouldBe((RequestState.Granted, Later, new DateOnly(2025, 1, 31), "督"));
        (responsibility.Milestones[0].FirstDue, responsibility.Milestones[0].Due).ShouldBe((new(2024, 12, 31), new(2025, 1, 31)));
    }

    [Fact]
    public void RefuseExtension_WhenAskedFor_KeepsTheDateAndLetsTheDepartmentAskAgain()
    {
        var responsibility = Asked();
        Decide(responsibility, new RefuseExtension(Today, "督", "a", "")).ShouldBe(ProgressRefusal.ReasonMissing);

        Do(responsibility, new RefuseExtension(Today, "督", "a", "理由不充分"));

        (responsibility.Extensions.Single().State, responsibility.Extensions.Single().Answer).ShouldBe((RequestState.Refused, "理由不充分"));
        responsibility.Milestones[0].Due.ShouldBe(new(2024, 12, 31));
        Decide(responsibility, new RequestExtension(Today, "甲", "a", Later, "补充材料")).ShouldBeNull();
        Decide(responsibility, new RefuseExtension(Today, "督", "a", "再次")).ShouldBe(ProgressRefusal.NothingToDecide);
    }

    [Fact]
    public void ExtensionRequest_WhenItsMilestoneIsMet_Lapses()
    {
        var responsibility = Asked();

        Do(responsibility, new ConfirmMilestone(Today, "督", "a"));

        responsibility.Extensions.Single().State.ShouldBe(RequestState.Lapsed);
    }

    [Fact]
    public void Completion_OfOneMilestone_WhenAccepted_MeetsItAndWorkGoesOn()
    {
        var responsibility = New(measure: true);
        Do(responsibility, new RequestCompletion(Today, "甲", "a", "已建成，见附件") { Evidence = [5] });
        responsibility.State.ShouldBe(ResponsibilityState.CompletionRequested);

        Do(responsibility, new AcceptCompletion(Today.AddDays(2), "督", "a"));

        (responsibility.State, responsibility.Milestones[0].MetOn, responsibility.Milestones[2].MetOn).ShouldBe((ResponsibilityState.InProgress, Today.AddDays(2), null));
    }

    [Fact]
    public void Completion_OfTheWhole_WhenAccepted_MeetsAllAndCloses()
    {
        var responsibility = New(measure: true);
        Do(responsibility, new RequestExtension(Today, "甲", "a", Later, "手续"));
        Do(responsibility, new RequestCompletion(Today, "甲", null, "全部完成") { Evidence = [1] });

        Do(responsibility, new AcceptCompletion(Today, "督", null));

        (responsibility.State, responsibility.ClosedOn).ShouldBe((ResponsibilityState.Closed, Today));
        responsibility.Milestones.Select(m => m.MetOn).ShouldBe([Today, new DateOnly(2024, 6, 27), Today]);
        (responsibility.Completions.Single().State, responsibility.Extensions.Single().State).ShouldBe((RequestState.Granted, RequestState.Lapsed));
    }

    [Fact]
    public void Completion_WhenReturned_LeadsBackWithItsReason()
    {
        var responsibility = New();
        Do(responsibility, new RequestCompletion(Today, "甲", null, "全部完成") { Evidence = [1] });

        Do(responsibility, new ReturnCompletion(Today, "督", null, "缺验收报告"));

        (responsibility.State, responsibility.Completions.Single().Answer).ShouldBe((ResponsibilityState.Returned, "缺验收报告"));
        Do(responsibility, new RequestCompletion(Today, "甲", null, "已补验收报告") { Evidence = [1] });
        responsibility.State.ShouldBe(ResponsibilityState.CompletionRequested);
    }

    [Theory]
    [InlineData(null, "", ProgressRefusal.TextMissing)]
    [InlineData("met", "完成", ProgressRefusal.MilestoneAlreadyMet)]
    [InlineData("z", "完成", ProgressRefusal.UnknownMilestone)]
    [InlineData("a", "完成", null)]
    public void RequestCompletion_WhenSomethingIsWrong_IsRefusedByName(string? key, string statement, ProgressRefusal? refusal) =>
        Decide(New(), new RequestCompletion(Today, "甲", key, statement) { Evidence = [1] }).ShouldBe(refusal);

    [Fact]
    public void RequestCompletion_WithoutEvidence_IsRefusedAndAReportIsNot()
    {
        Decide(New(), new RequestCompletion(Today, "甲", "a", "完成")).ShouldBe(ProgressRefusal.EvidenceMissing);
        Decide(New(), Report(100)).ShouldBeNull();
        Decide(New(), new RequestExtension(Today, "甲", "a", Later, "手续")).ShouldBeNull();
    }

    [Fact]
    public void EvidenceSpent_AfterAReturn_LeavesTheFilesForTheSameMatterOnly()
    {
        var responsibility = New();
        Do(responsibility, new RequestCompletion(Today, "甲", "a", "完成") { Evidence = [7] });
        responsibility.EvidenceSpent("a").ShouldBe([7]);

        Do(responsibility, new ReturnCompletion(Today, "督", "a", "缺验收报告"));

        responsibility.EvidenceSpent("a").ShouldBeEmpty();
        responsibility.EvidenceSpent(null).ShouldBe([7]);
    }

    [Fact]
    public void RequestCompletion_WhenTheWholeIsAskedForAlready_IsRefused()
    {
        var responsibility = New();
        Do(responsibility, new RequestCompletion(Today, "甲", null, "全部完成") { Evidence = [1] });

        Decide(responsibility, new RequestCompletion(Today, "甲", "a", "完成") { Evidence = [1] }).ShouldBe(ProgressRefusal.AlreadyRequested);
        Decide(responsibility, new AcceptCompletion(Today, "督", "a")).ShouldBe(ProgressRefusal.NothingToDecide);
    }

    [Fact]
    public void SubmitReport_WhileACompletionWaits_LeavesItWaiting()
    {
        var responsibility = New();
        Do(responsibility, new RequestCompletion(Today, "甲", null, "全部完成") { Evidence = [1] });

        Do(responsibility, Report(100));

        responsibility.State.ShouldBe(ResponsibilityState.CompletionRequested);
    }

    private static Responsibility Asked()
    {
        var responsibility = New();
        Do(responsibility, new RequestExtension(Today, "甲", "a", Later, "前期手续"));
        return responsibility;
    }
}
