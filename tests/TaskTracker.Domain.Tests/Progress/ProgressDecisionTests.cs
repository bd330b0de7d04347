using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using static TaskTracker.Domain.Tests.Progress.OneResponsibility;

namespace TaskTracker.Domain.Tests.Progress;

public sealed class ProgressDecisionTests
{
    public static TheoryData<string, ProgressCommand> CommandsThatAClosedResponsibilityRefuses => new()
    {
        { "accept", new Accept(Today, "甲") },
        { "report", Report(50) },
        { "accept report", new AcceptReport(Today, "督") },
        { "return report", new ReturnReport(Today, "督", "不实") },
        { "extend", new GrantExtension(Today, "督", "a", new(2025, 6, 30), "前期手续") },
        { "confirm", new ConfirmMilestone(Today, "督", "a") },
        { "close", new Close(Today, "督") },
    };

    [Theory]
    [MemberData(nameof(CommandsThatAClosedResponsibilityRefuses))]
    public void Decide_WhenClosed_RefusesEverything(string what, ProgressCommand command)
    {
        var closed = Closed();

        Decide(closed, command).ShouldBe(ProgressRefusal.AlreadyClosed, what);
        closed.State.ShouldBe(ResponsibilityState.Closed);
    }

    [Fact]
    public void Accept_WhenNotYetAccepted_IsAccepted()
    {
        var responsibility = New();

        Do(responsibility, new Accept(Today, "甲"));

        (responsibility.State, responsibility.AcceptedOn).ShouldBe((ResponsibilityState.Accepted, Today));
    }

    [Fact]
    public void Accept_WhenAcceptedOrReported_IsRefused()
    {
        var (accepted, reported) = (New(), New());
        Do(accepted, new Accept(Today, "甲"));
        Do(reported, Report(10));

        Decide(accepted, new Accept(Today, "甲")).ShouldBe(ProgressRefusal.AlreadyAccepted);
        Decide(reported, new Accept(Today, "甲")).ShouldBe(ProgressRefusal.AlreadyAccepted);
    }

    [Fact]
    public void SubmitReport_WhenNotYetAccepted_AcceptsFirst()
    {
        var responsibility = New();

        var events = Do(responsibility, Report(30));

        events.Select(e => e.GetType()).ShouldBe([typeof(Accepted), typeof(ReportSubmitted)]);
        (responsibility.State, responsibility.AcceptedOn, responsibility.Progress).ShouldBe((ResponsibilityState.InProgress, Today, 30));
    }

    [Theory]
    [InlineData(-1, ProgressRefusal.PercentOutOfRange)]
    [InlineData(0, null)]
    [InlineData(100, null)]
    [InlineData(101, ProgressRefusal.PercentOutOfRange)]
    public void SubmitReport_WhenThePercentageIsAtABound_TakesNoughtToAHundred(int percent, ProgressRefusal? refusal) => Decide(New(), Report(percent)).ShouldBe(refusal);

    [Theory]
    [InlineData(ReportCadence.Quarterly, "2024-09-21", "2024Q3")]
    [InlineData(ReportCadence.Monthly, "2024-11-20", "2024-10")]
    public void SubmitReport_WhenMade_CountsForThePeriodOfTheCadence(ReportCadence cadence, string day, string period)
    {
        var outcome = ProgressDecision.Decide(New(), new(cadence), Report(30) with { On = Days.Of(day) });

        outcome.Events.OfType<ReportSubmitted>().Single().Period.ShouldBe(period);
    }

    [Fact]
    public void ReviewOfAReport_WhenNoneWaits_IsRefused()
    {
        var (silent, reviewed) = (New(), New());
        Do(reviewed, Report(30));
        Do(reviewed, new AcceptReport(Today, "督"));

        foreach (var responsibility in new[] { silent, reviewed })
        {
            Decide(responsibility, new AcceptReport(Today, "督")).ShouldBe(ProgressRefusal.NothingToReview);
            Decide(responsibility, new ReturnReport(Today, "督", "不实")).ShouldBe(ProgressRefusal.NothingToReview);
        }
    }

    [Fact]
    public void AcceptReport_WhenOneWaits_KeepsProgress()
    {
        var responsibility = New();
        Do(responsibility, Report(30));

        Do(responsibility, new AcceptReport(Today.AddDays(1), "督"));

        (responsibility.State, responsibility.Progress).ShouldBe((ResponsibilityState.InProgress, 30));
        (responsibility.Reports.Single().Review, responsibility.Reports.Single().ReviewedOn).ShouldBe((ReviewState.Accepted, Today.AddDays(1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" 　\t")]
    public void ReturnReport_WhenNoReasonIsGiven_IsRefused(string reason)
    {
        var responsibility = New();
        Do(responsibility, Report(30));

        Decide(responsibility, new ReturnReport(Today, "督", reason)).ShouldBe(ProgressRefusal.ReasonMissing);
    }

    [Fact]
    public void ReturnReport_WhenTheOnlyOne_TakesItsProgressBack()
    {
        var responsibility = New();
        Do(responsibility, Report(90));

        Do(responsibility, new ReturnReport(Today, "督", "无佐证"));

        (responsibility.State, responsibility.Progress).ShouldBe((ResponsibilityState.Returned, 0));
        (responsibility.Reports.Single().Review, responsibility.Reports.Single().ReviewReason).ShouldBe((ReviewState.Returned, "无佐证"));
    }

    [Fact]
    public void ReturnReport_WhenOneBeforeStands_FallsBackToThatOnesProgress()
    {
        var responsibility = New();
        Do(responsibility, Report(40));
        Do(responsibility, new AcceptReport(Today, "督"));
        Do(responsibility, Report(90));

        Do(responsibility, new ReturnReport(Today, "督", "无佐证"));

        responsibility.Progress.ShouldBe(40);
    }

    [Fact]
    public void Returned_WhenReportedAgain_LeadsBackToInProgress()
    {
        var responsibility = New();
        Do(responsibility, Report(90));
        Do(responsibility, new ReturnReport(Today, "督", "无佐证"));

        Do(responsibility, Report(60));

        (responsibility.State, responsibility.Progress, responsibility.AcceptedOn).ShouldBe((ResponsibilityState.InProgress, 60, Today));
    }

    [Fact]
    public void ReturnReport_WhenAReportOfAnEarlierDayWasFiledLast_ReturnsThatOne()
    {
        var responsibility = New();
        Do(responsibility, Report(40));
        Do(responsibility, Report(70) with { On = Today.AddDays(-3) });

        Do(responsibility, new ReturnReport(Today, "督", "无佐证"));

        responsibility.Reports.Select(r => (r.Percent, r.Review)).ShouldBe([(40, ReviewState.Submitted), (70, ReviewState.Returned)]);
        responsibility.Progress.ShouldBe(40);
    }

    [Theory]
    [InlineData("z", "2025-06-30", "前期手续", ProgressRefusal.UnknownMilestone)]
    [InlineData("met", "2025-06-30", "前期手续", ProgressRefusal.MilestoneAlreadyMet)]
    [InlineData("a", "2024-12-31", "前期手续", ProgressRefusal.DateNotLater)]
    [InlineData("a", "2024-12-30", "前期手续", ProgressRefusal.DateNotLater)]
    [InlineData("a", "2025-01-01", " ", ProgressRefusal.ReasonMissing)]
    [InlineData("a", "2025-01-01", "前期手续", null)]
    public void GrantExtension_WhenSomethingIsWrong_IsRefusedByName(string milestone, string until, string reason, ProgressRefusal? refusal) =>
        Decide(New(), new GrantExtension(Today, "督", milestone, Days.Of(until), reason)).ShouldBe(refusal);

    [Fact]
    public void GrantExtension_WhenGrantedTwice_MovesTheDateAndKeepsTheFirst()
    {
        var responsibility = New();

        Do(responsibility, new GrantExtension(Today, "督", "a", new(2025, 3, 31), "前期手续"));
        var second = Do(responsibility, new GrantExtension(Today, "督", "a", new(2025, 6, 30), "雨季"));

        var share = responsibility.Milestones.Single(m => m.Milestone.Key == "a");
        (share.FirstDue, share.Due).ShouldBe((new(2024, 12, 31), new(2025, 6, 30)));
        second.Single().ShouldBe(new ExtensionGranted(Today, "督", "a", new(2025, 3, 31), new(2025, 6, 30), "雨季"));
    }

    [Theory]
    [InlineData("z", ProgressRefusal.UnknownMilestone)]
    [InlineData("met", ProgressRefusal.MilestoneAlreadyMet)]
    [InlineData("a", null)]
    public void ConfirmMilestone_WhenAsked_TakesOpenMilestonesOnly(string milestone, ProgressRefusal? refusal) =>
        Decide(New(), new ConfirmMilestone(Today, "督", milestone)).ShouldBe(refusal);

    [Fact]
    public void Close_WhenAMilestoneIsOpen_IsRefusedUntilItIsMet()
    {
        var responsibility = New();
        Decide(responsibility, new Close(Today, "督")).ShouldBe(ProgressRefusal.MilestonesOpen);
        Do(responsibility, new ConfirmMilestone(Today, "督", "a"));

        Do(responsibility, new Close(Today, "督"));

        (responsibility.State, responsibility.ClosedOn).ShouldBe((ResponsibilityState.Closed, Today));
    }

    private static Responsibility Closed()
    {
        var responsibility = New();
        Do(responsibility, Report(100));
        Do(responsibility, new ConfirmMilestone(Today, "督", "a"));
        Do(responsibility, new Close(Today, "督"));
        return responsibility;
    }
}
