using FsCheck;
using FsCheck.Fluent;
using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Tests.Calendar;
using TaskTracker.Domain.Tests.Evaluation;
using TaskTracker.Rules;
using TaskTracker.Rules.Json;

namespace TaskTracker.Domain.Tests.Notices;

/// <summary>The next day on which something else is decided, against deciding on every day of two years.</summary>
public sealed class NextDecisionTests
{
    private const int TwoYears = 731;

    private static readonly WatchRules Rules = Load();

    /// <summary>A post of a kind and the days on which somebody holds it.</summary>
    private sealed record Term(PostKind Kind, DateOnly From, DateOnly? Until)
    {
        public bool HeldOn(DateOnly day) => From <= day && (Until is null || day <= Until);
    }

    private sealed record World(PlanState State, IReadOnlyList<string> Holding, IReadOnlyList<Term> Terms, WorkCalendar Calendar, DateOnly From)
    {
        public override string ToString() => $"{State} {string.Join(' ', Holding)} from {From:O}; {string.Join(", ", Terms.Select(t => $"{t.Kind} {t.From:O}..{t.Until:O}"))}";
    }

    [Fact]
    public void NextChange_OfADecision_IsTheVeryDay() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Worlds().ToArbitrary(), world =>
    {
        var plan = new Situation { State = world.State, Start = "2000-01-01", End = "2023-06-30", ActiveFrom = "2020-01-01" }.Plan;
        var written = new Dictionary<string, List<EarlierNotice>>();
        var days = Days.Between(world.From, world.From.AddDays(TwoYears)).ToList();
        var (shown, foretold) = (new List<string>(), new List<DateOnly?>());
        foreach (var day in days)
        {
            var (decision, decided) = Decide(day);
            shown.Add(string.Join(' ', decided.Select(d => $"{d.Holding.Rule.Name}:{d.Outcome}{(d.Outcome == NoticeOutcome.Written ? day.DayNumber : null)}")));
            foreach (var one in decided.Where(d => d.Outcome == NoticeOutcome.Written))
            {
                (written.TryGetValue(one.Holding.Rule.Name, out var before) ? before : written[one.Holding.Rule.Name] = []).Add(new EarlierNotice(one.Occurrence, day));
            }

            foretold.Add(Foretold(day, decision, decided));

            // Asked again the same day it finds its own notices, and foretells the same.
            Foretold(day, decision, Decide(day).Decided).ShouldBe(foretold[^1], $"{world} on {day:O} again");
        }

        for (var at = 0; at < days.Count; at++)
        {
            var turn = shown.FindIndex(at, s => s != shown[at]);
            if (turn >= 0)
            {
                foretold[at].ShouldBe(days[turn], $"{world} on {days[at]:O} with {shown[at]}");
            }
            else
            {
                (foretold[at] is null || foretold[at] > days[^1]).ShouldBeTrue($"{world} on {days[at]:O}: {foretold[at]:O}");
            }
        }

        DateOnly? Foretold(DateOnly day, NoticeDecision decision, IEnumerable<Decision> decided) => decided.Select(d => decision.NextChange(
            d, Earlier(d.Holding.Rule), kind => world.Terms.Where(t => t.Kind == kind && (t.Until is null || t.Until > day)).Select(t => (DateOnly?)(t.From > day ? t.From : day.AddDays(1))).Min())).Min();

        (NoticeDecision Decision, List<Decision> Decided) Decide(DateOnly day)
        {
            var holdings = new Watch(Rules, world.Calendar, day).Plan(plan).Where(h => world.Holding.Contains(h.Rule.Name)).ToList();
            holdings.Count.ShouldBe(world.Holding.Count, $"rules that begin or end are another's to foretell: {world} on {day:O}");
            var decision = new NoticeDecision(world.Calendar, day);
            return (decision, [.. decision.Decide(
                plan, holdings, _ => world.From, Earlier,
                kind => [.. world.Terms.Select((t, i) => (t, Id: i)).Where(p => p.t.Kind == kind && p.t.HeldOn(day)).Select(p => p.Id)])]);
        }

        IReadOnlyList<EarlierNotice> Earlier(Rule rule) => written.GetValueOrDefault(rule.Name, []);
    }));

    private static Gen<World> Worlds() =>
        from state in Gen.Elements(PlanState.Active, PlanState.UnderEvaluation, PlanState.Active, PlanState.Trial)
        from holding in Gen.SubListOf("remind", "often", "urge", "escalate", "light")
        from terms in Terms().ListOf()
        from calendar in Gen.Elements(ShippedCalendars.Calendar, WorkCalendar.Weekdays)
        from day in Days.Random("2024-01-01", "2026-06-30")
        where holding.Count > 0
        select new World(state, [.. holding], [.. terms.Take(5)], calendar, day);

    private static Gen<Term> Terms() =>
        from kind in Gen.Elements(Enum.GetValues<PostKind>())
        from day in Days.Random("2023-06-01", "2027-12-31")
        from length in Gen.Choose(-100, 300)
        select new Term(kind, day, length < 0 ? null : day.AddDays(length));

    private static WatchRules Load()
    {
        var findings = new List<Finding>();
        var rules = WatchRules.Load([new RuleFile("w.json", """
            { "WorkflowName": "w", "Rules": [
              { "RuleName": "remind", "Expression": "plan.DaysLeft < 0", "Properties": { "level": 1 },
                "Actions": { "OnSuccess": { "Name": "Notify", "Context": { "to": ["liaison"], "template": "reminder" } } } },
              { "RuleName": "often", "Expression": "plan.DaysLeft < -1", "Properties": { "level": 1 },
                "Actions": { "OnSuccess": { "Name": "Notify", "Context": { "to": ["liaison", "leader"], "template": "reminder", "repeatWorkdays": [1, 1, 3] } } } },
              { "RuleName": "urge", "Expression": "plan.TimeGone > 1", "Properties": { "level": 2 },
                "Actions": { "OnSuccess": { "Name": "Notify", "Context": { "to": ["departmentHead"], "cc": ["leader"], "template": "urge", "repeatWorkdays": [5, 20] } } } },
              { "RuleName": "escalate", "Expression": "plan.TimeGone > 2", "Properties": { "level": 3 },
                "Actions": { "OnSuccess": { "Name": "Notify", "Context": { "to": ["supervision"], "template": "escalation", "repeatWorkdays": [250] } } } },
              { "RuleName": "light", "Expression": "plan.WorkdaysActive > 1", "Properties": { "light": "Red" } } ] }
            """)], findings);
        findings.ShouldBeEmpty();
        return rules!;
    }
}
