using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;

namespace TaskTracker.Domain.Tests.Progress;

public sealed class ProgressDecisionTests
{
    private static readonly DateOnly Today = new(2024, 11, 20);

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
        var outcome = ProgressDecision.Decide(New(), cadence, Report(30) with { On = Days.Of(day) });

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

    [Property(MaxTest = 300)]
    public Property Decide_WhenAnyCommandsFollow_ChangesNothingAndWhatItSaysKeepsTheLedgerLawful() =>
        Prop.ForAll(Commands().ToArbitrary(), commands =>
        {
            var responsibility = New();
            var firstDates = responsibility.Milestones.Select(m => m.FirstDue).ToList();
            foreach (var command in commands)
            {
                var before = Picture(responsibility);
                var outcome = ProgressDecision.Decide(responsibility, ReportCadence.Quarterly, command);
                Picture(responsibility).ShouldBe(before, $"{command} changed something while it was only decided about");
                (outcome.Refusal is null).ShouldBe(outcome.Events.Count > 0);
                outcome.Events.ShouldAllBe(e => e.On == command.On && e.By == command.By);
                outcome.Events.ToList().ForEach(e => ProgressDecision.Apply(responsibility, e));
                (Picture(responsibility) == before).ShouldBe(outcome.Refusal is not null);

                responsibility.State.ShouldBeOneOf(
                    ResponsibilityState.Assigned, ResponsibilityState.Accepted, ResponsibilityState.InProgress, ResponsibilityState.Returned, ResponsibilityState.Closed);
                (responsibility.State == ResponsibilityState.Closed).ShouldBe(responsibility.ClosedOn is not null);
                (responsibility.State == ResponsibilityState.Assigned).ShouldBe(responsibility.AcceptedOn is null && responsibility.ClosedOn is null);
                responsibility.Progress.ShouldBe(responsibility.Reports.LastOrDefault(r => r.Review != ReviewState.Returned)?.Percent ?? 0);
                responsibility.Milestones.Select(m => m.FirstDue).ShouldBe(firstDates);
                responsibility.Milestones.ShouldAllBe(m => m.Due >= m.FirstDue);
            }
        });

    [Property(MaxTest = 200)]
    public Property Apply_WhenTheEventsAreReplayed_GivesTheSameState() =>
        Prop.ForAll(Commands().ToArbitrary(), commands =>
        {
            var (lived, replayed) = (New(), New());
            var events = commands.SelectMany(command =>
            {
                var decided = ProgressDecision.Decide(lived, ReportCadence.Monthly, command).Events;
                decided.ToList().ForEach(e => ProgressDecision.Apply(lived, e));
                return decided;
            }).ToList();

            events.ForEach(e => ProgressDecision.Apply(replayed, e));

            return Picture(replayed) == Picture(lived);
        });

    private static Gen<ProgressCommand[]> Commands() => Command().ListOf().Select(commands => commands.ToArray());

    private static Gen<ProgressCommand> Command() =>
        from day in Days.Random("2024-01-02", "2025-12-31")
        from percent in Gen.Choose(-10, 110)
        from key in Gen.Elements("a", "a", "met", "z")
        from until in Days.Random("2024-01-02", "2026-12-31")
        from reason in Gen.Elements("前期手续", "前期手续", "")
        from command in Gen.Frequency<ProgressCommand>(
            (2, Gen.Constant<ProgressCommand>(new Accept(day, "甲"))),
            (6, Gen.Constant<ProgressCommand>(Report(percent) with { On = day })),
            (3, Gen.Constant<ProgressCommand>(new AcceptReport(day, "督"))),
            (3, Gen.Constant<ProgressCommand>(new ReturnReport(day, "督", reason))),
            (3, Gen.Constant<ProgressCommand>(new GrantExtension(day, "督", key, until, reason))),
            (1, Gen.Constant<ProgressCommand>(new ConfirmMilestone(day, "督", key))),
            (1, Gen.Constant<ProgressCommand>(new Close(day, "督"))))
        select command;

    private static Responsibility New()
    {
        var responsibility = new Responsibility { AssignedOn = new(2024, 1, 2) };
        responsibility.Milestones.Add(Share("a", new(2024, 12, 31), null));
        responsibility.Milestones.Add(Share("met", new(2024, 6, 28), new(2024, 6, 27)));
        return responsibility;
    }

    private static Responsibility Closed()
    {
        var responsibility = New();
        Do(responsibility, Report(100));
        Do(responsibility, new ConfirmMilestone(Today, "督", "a"));
        Do(responsibility, new Close(Today, "督"));
        return responsibility;
    }

    private static MilestoneShare Share(string key, DateOnly due, DateOnly? metOn) =>
        new() { Milestone = new Milestone { Key = key, Text = "节点", Due = due }, Due = due, FirstDue = due, MetOn = metOn };

    private static SubmitReport Report(int percent) => new(Today, "甲", ReportedState.OnSchedule, percent, "已开工", "继续施工");

    private static ProgressRefusal? Decide(Responsibility responsibility, ProgressCommand command) => ProgressDecision.Decide(responsibility, ReportCadence.Quarterly, command).Refusal;

    private static IReadOnlyList<ProgressEvent> Do(Responsibility responsibility, ProgressCommand command)
    {
        var outcome = ProgressDecision.Decide(responsibility, ReportCadence.Quarterly, command);
        outcome.Refusal.ShouldBeNull();
        outcome.Events.ToList().ForEach(e => ProgressDecision.Apply(responsibility, e));
        return outcome.Events;
    }

    private static string Picture(Responsibility r) => string.Join('\n',
    [
        $"{r.State} {r.AcceptedOn:O} {r.ClosedOn:O} {r.Progress}",
        .. r.Milestones.Select(m => $"{m.Milestone.Key} {m.FirstDue:O} {m.Due:O} {m.MetOn:O}"),
        .. r.Reports.Select(p => $"{p.Period} {p.ReportedOn:O} {p.By} {p.State} {p.Percent} {p.Done} {p.NextStep} {p.Review} {p.ReviewedOn:O} {p.ReviewReason}"),
    ]);
}
