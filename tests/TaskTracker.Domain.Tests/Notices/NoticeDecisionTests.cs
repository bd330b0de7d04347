using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Tests.Calendar;
using TaskTracker.Domain.Tests.Evaluation;
using TaskTracker.Rules;
using TaskTracker.Rules.Json;

namespace TaskTracker.Domain.Tests.Notices;

public sealed class NoticeDecisionTests
{
    private const int Liaison = 11, Head = 12, Office = 13;

    private static readonly WatchRules Rules = Load("""
        { "WorkflowName": "w", "Rules": [
          { "RuleName": "remind", "Expression": "plan.DaysLeft < 0", "Properties": { "level": 1 },
            "Actions": { "OnSuccess": { "Name": "Notify", "Context": { "to": ["liaison"], "template": "reminder", "repeatWorkdays": [5, 10] } } } },
          { "RuleName": "remind-too", "Expression": "plan.DaysLeft < 1", "Properties": { "level": 1 },
            "Actions": { "OnSuccess": { "Name": "Notify", "Context": { "to": ["liaison"], "template": "reminder" } } } },
          { "RuleName": "escalate", "Expression": "plan.TimeGone > 1", "Properties": { "level": 3, "light": "Red" },
            "Actions": { "OnSuccess": { "Name": "Notify", "Context": { "to": ["supervision"], "cc": ["departmentHead", "liaison", "supervision"], "template": "escalation" } } } },
          { "RuleName": "propose", "Expression": "milestone.IsOpen", "Properties": { "level": 4 },
            "Actions": { "OnSuccess": { "Name": "Notify", "Context": { "to": ["supervision"], "template": "proposal" } } } },
          { "RuleName": "light-only", "Expression": "plan.WorkdaysActive > 1", "Properties": { "light": "Red" } } ] }
        """);

    private static readonly Dictionary<PostKind, int> AllHeld = new() { [PostKind.Liaison] = Liaison, [PostKind.DepartmentHead] = Head, [PostKind.Supervision] = Office };

    [Fact]
    public void Decide_WhenARuleBeginsToHold_WritesTheFirstNoticeOfANewEpisode()
    {
        var decision = Decide("2024-11-20", ["remind"]).Single();

        (decision.Outcome, decision.Episode, decision.Occurrence).ShouldBe((NoticeOutcome.Written, Days.Of("2024-11-20"), 0));
        decision.Recipients.ShouldBe([new Recipient(Liaison, false)]);
    }

    [Fact]
    public void Decide_WhenTheRuleBeganOnADayOff_KeepsThatDayAsEpisode() =>
        Decide("2024-11-25", ["remind"], since: "2024-11-23").Single().Episode.ShouldBe(Days.Of("2024-11-23"));

    [Fact]
    public void Decide_WhenTheRuleOnlyGivesALight_AsksForNoNotice() => Outcome("2024-11-20", "light-only").ShouldBe(NoticeOutcome.RuleAsksNone);

    [Theory]
    [InlineData(PlanState.Trial, NoticeOutcome.PlanOnTrial)]
    [InlineData(PlanState.Active, NoticeOutcome.Written)]
    [InlineData(PlanState.UnderEvaluation, NoticeOutcome.Written)]
    public void Decide_WhenThePlanIsInAState_SendsOnlyOnceActive(PlanState state, NoticeOutcome outcome) =>
        Decide("2024-11-20", ["remind"], state: state).Single().Outcome.ShouldBe(outcome);

    [Theory]
    [InlineData("2024-11-23", NoticeOutcome.NotAWorkday)] // a Saturday
    [InlineData("2024-10-01", NoticeOutcome.NotAWorkday)] // a holiday
    [InlineData("2024-10-12", NoticeOutcome.Written)] // a make-up Saturday
    [InlineData("2024-02-09", NoticeOutcome.Written)]
    [InlineData("2024-02-18", NoticeOutcome.Written)]
    [InlineData("2027-10-01", NoticeOutcome.Written)] // no calendar announced
    public void Decide_WhenOfficesAreClosed_WaitsForTheNextWorkday(string day, NoticeOutcome outcome) => Outcome(day, "remind").ShouldBe(outcome);

    [Fact]
    public void Decide_WhenAHigherLevelHolds_WritesThatOneOnly() =>
        Decide("2024-11-20", ["remind", "escalate", "light-only", "remind-too"]).Select(d => d.Outcome)
            .ShouldBe([NoticeOutcome.HigherLevelHolds, NoticeOutcome.Written, NoticeOutcome.RuleAsksNone, NoticeOutcome.HigherLevelHolds]);

    [Fact]
    public void Decide_WhenATalkIsProposed_LeavesItToTheSignatureAndHoldsNothingBack()
    {
        Decide("2024-11-20", ["remind", "propose"]).Select(d => (d.Outcome, d.Recipients.Count)).ShouldBe([(NoticeOutcome.Written, 1), (NoticeOutcome.LeftToSignature, 0)]);
        Outcome("2024-11-23", "propose").ShouldBe(NoticeOutcome.LeftToSignature, "drafts are made on any day");
        Decide("2024-11-20", ["propose"], earlier: ["2024-11-19"]).Single().Outcome.ShouldBe(NoticeOutcome.RepeatsEnded, "signed and told");
        Decide("2024-11-20", ["propose"], quiet: NoticeOutcome.Silenced).Single().Outcome.ShouldBe(NoticeOutcome.Silenced);
        Decide("2024-11-20", ["propose"], state: PlanState.Trial).Single().Outcome.ShouldBe(NoticeOutcome.PlanOnTrial);
    }

    [Fact]
    public void Decide_WhenOnlyALightStandsBeside_DoesNotHoldTheNoticeBack() =>
        Decide("2024-11-20", ["light-only", "remind"]).Select(d => d.Outcome).ShouldBe([NoticeOutcome.RuleAsksNone, NoticeOutcome.Written]);

    [Fact]
    public void Decide_WhenTwoRulesOfOneLevelHold_WritesBoth() =>
        Decide("2024-11-20", ["remind", "remind-too"]).Select(d => d.Outcome).ShouldBe([NoticeOutcome.Written, NoticeOutcome.Written]);

    [Theory]
    [InlineData("2024-09-26", NoticeOutcome.RepeatNotDue)]
    [InlineData("2024-10-08", NoticeOutcome.RepeatNotDue)] // the 4th workday: 27, 29 and 30 September, 8 October
    [InlineData("2024-10-09", NoticeOutcome.Written)]
    [InlineData("2024-10-13", NoticeOutcome.NotAWorkday)]
    public void Decide_WhenWrittenBefore_RepeatsAfterWorkdaysNotDays(string day, NoticeOutcome outcome)
    {
        var decision = Decide(day, ["remind"], since: "2024-09-26", earlier: ["2024-09-26"]).Single();

        (decision.Outcome, decision.Occurrence, decision.Episode).ShouldBe((outcome, 1, Days.Of("2024-09-26")));
    }

    [Theory]
    [InlineData("2024-11-18", NoticeOutcome.RepeatNotDue)] // 9 workdays after the second
    [InlineData("2024-11-19", NoticeOutcome.Written)]
    public void Decide_WhenRepeatedOnce_WaitsTheLongerGap(string day, NoticeOutcome outcome) =>
        Decide(day, ["remind"], since: "2024-10-29", earlier: ["2024-10-29", "2024-11-05"]).Single().Outcome.ShouldBe(outcome);

    [Fact]
    public void Decide_WhenARepeatWasMissed_WritesItOnceAndCountsTheGapFromThere()
    {
        Decide("2024-12-16", ["remind"], since: "2024-10-29", earlier: ["2024-10-29"]).Single().Occurrence.ShouldBe(1);
        Decide("2024-12-17", ["remind"], since: "2024-10-29", earlier: ["2024-10-29", "2024-12-16"]).Single().Outcome.ShouldBe(NoticeOutcome.RepeatNotDue);
    }

    [Fact]
    public void Decide_WhenAllRepeatsAreWritten_Ends()
    {
        Decide("2025-06-03", ["remind"], since: "2024-10-29", earlier: ["2024-10-29", "2024-11-05", "2024-11-19"]).Single().Outcome.ShouldBe(NoticeOutcome.RepeatsEnded);
        Decide("2025-06-03", ["remind-too"], since: "2024-10-29", earlier: ["2024-10-29"]).Single().Outcome.ShouldBe(NoticeOutcome.RepeatsEnded);
    }

    [Fact]
    public void Decide_WhenOthersGetACopy_NamesEachPostOnceAndActingGoesBeforeCopy() =>
        Decide("2024-11-20", ["escalate"]).Single().Recipients.ShouldBe([new Recipient(Office, false), new Recipient(Head, true), new Recipient(Liaison, true)]);

    [Fact]
    public void Decide_WhenTheActingPostIsVacant_WritesNobodyEvenIfCopiesCouldGo()
    {
        var decision = Decide("2024-11-20", ["escalate"], held: new() { [PostKind.Liaison] = Liaison }).Single();

        decision.Outcome.ShouldBe(NoticeOutcome.NobodyInPost);
        decision.Recipients.ShouldBeEmpty();
    }

    [Fact]
    public void Decide_WhenTheCopiedPostIsVacant_WritesToTheOthers() =>
        Decide("2024-11-20", ["escalate"], held: new() { [PostKind.Supervision] = Office }).Single().Recipients.ShouldBe([new Recipient(Office, false)]);

    [Theory]
    [InlineData(NoticeOutcome.Silenced)]
    [InlineData(NoticeOutcome.Suspended)]
    public void Decide_WhenTheSubjectIsQuiet_WritesNobodyAndSaysWhy(NoticeOutcome quiet)
    {
        Decide("2024-11-20", ["remind", "light-only"], quiet: quiet).Select(d => d.Outcome).ShouldBe([quiet, NoticeOutcome.RuleAsksNone]);
        Decide("2024-11-20", ["remind"], quiet: quiet, state: PlanState.Trial).Single().Outcome.ShouldBe(NoticeOutcome.PlanOnTrial);
    }

    [Fact]
    public void Decide_WhenNothingIsWritten_NamesNoRecipients() =>
        Decide("2024-11-23", ["remind", "escalate", "light-only"]).ShouldAllBe(d => d.Recipients.Count == 0);

    [Fact]
    public void Decide_WhenNothingHolds_DecidesNothing() => Decide("2024-11-20", []).ShouldBeEmpty();

    private static NoticeOutcome Outcome(string day, string rule) => Decide(day, [rule]).Single().Outcome;

    private static List<Decision> Decide(
        string day, string[] rules, string? since = null, string[]? earlier = null, PlanState state = PlanState.Active, Dictionary<PostKind, int>? held = null, NoticeOutcome? quiet = null)
    {
        var holdings = rules.Select(name => Rules.Book.Rules.Single(r => r.Name == name))
            .Select(rule => new Holding(new SubjectRef("plan:1", 1) { Quiet = quiet }, rule, Rules.Of(rule), () => throw new NotSupportedException(), () => null)).ToList();
        return
        [
            .. new NoticeDecision(ShippedCalendars.Calendar, Days.Of(day)).Decide(
                (new Situation { State = state }).Plan,
                holdings,
                _ => Days.OrNull(since),
                _ => [.. (earlier ?? []).Select((issued, occurrence) => new EarlierNotice(occurrence, Days.Of(issued)))],
                kind => (held ?? AllHeld).TryGetValue(kind, out var post) ? [post] : []),
        ];
    }

    private static WatchRules Load(string text)
    {
        var findings = new List<Finding>();
        var rules = WatchRules.Load([new RuleFile("w.json", text)], findings);
        findings.ShouldBeEmpty();
        return rules!;
    }
}
