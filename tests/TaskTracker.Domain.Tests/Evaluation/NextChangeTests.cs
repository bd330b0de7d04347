using FsCheck;
using FsCheck.Fluent;
using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Tests.Calendar;
using TaskTracker.Domain.Tests.Evaluation.Shipped;
using TaskTracker.Rules;
using TaskTracker.Rules.Json;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Domain.Tests.Evaluation;

/// <summary>The shipped rules, ahead, against asking them on every day of ten years.</summary>
public sealed class NextChangeTests
{
    private const int TenYears = 3653;

    /// <summary>Years with make-up days and holidays, and, as shipped, years without a calendar after them.</summary>
    private static readonly WorkCalendar[] Calendars = [ShippedCalendars.Calendar, WorkCalendar.Weekdays];

    [Theory]
    [InlineData("2024-11-20", "2024-12-31", "2024-12-01")] // 30 days before
    [InlineData("2024-12-01", "2024-12-31", "2024-12-24")]
    [InlineData("2024-12-24", "2024-12-31", "2025-01-01")] // no longer to come, and not yet overdue by a workday
    [InlineData("2025-01-01", "2024-12-31", "2025-01-02")]
    [InlineData("2024-09-30", "2024-09-30", "2024-10-01")]
    [InlineData("2024-10-01", "2024-09-30", "2024-10-08")] // after the holiday
    [InlineData("2024-10-08", "2024-09-30", "2024-10-12")] // a working Saturday is the fifth workday
    [InlineData("2024-10-12", "2024-09-30", "2024-10-25")]
    public void NextChange_OfAMilestone_IsTheDayARuleTurns(string today, string due, string next)
    {
        var plan = new Situation { Due = due, FirstDue = due, Origin = MilestoneOrigin.Printed, MilestoneDays = [due], ActiveFrom = "2021-01-04", Cadence = ReportCadence.Yearly, Reported = ["2023", "2024"] };
        new Watch(ShippedRules.Rules, ShippedCalendars.Calendar, Days.Of(today)).NextChange(plan.Plan, plan.Task, plan.Task.Responsibilities[0]).ShouldBe(Days.Of(next));
    }

    [Theory]
    [InlineData("2024-11-19", null)]
    [InlineData("2024-11-20", "2024-11-21")] // its last day
    [InlineData("2025-06-30", "2024-12-01")] // a rule turns first
    public void NextChange_WhileSilenced_IsTheDayAfterTheSilenceAtTheLatest(string until, string? next)
    {
        var plan = new Situation
        {
            Due = "2024-12-31", Origin = MilestoneOrigin.Printed, MilestoneDays = ["2024-12-31"], ActiveFrom = "2021-01-04", Cadence = ReportCadence.Yearly, Reported = ["2023"], SilencedUntil = until,
        };
        new Watch(ShippedRules.Rules, ShippedCalendars.Calendar, Days.Of("2024-11-20")).NextChange(plan.Plan, plan.Task, plan.Task.Responsibilities[0]).ShouldBe(Days.Of(next ?? "2024-12-01"));
    }

    [Fact]
    public void NextChange_OfWhatIsOver_NeverComes()
    {
        var closed = new Situation { ClosedOn = "2024-06-03", Due = "2024-05-31", MilestoneDays = ["2024-05-31"] };
        var watch = new Watch(ShippedRules.Rules, ShippedCalendars.Calendar, Days.Of("2026-02-01"));
        watch.NextChange(closed.Plan, closed.Task).ShouldBeNull();
    }

    [Fact]
    public void NextChange_OfATaskInItsYear_IsTheNextYearsTask()
    {
        var undivided = new Situation { Due = null, ClosedOn = null };
        var watch = new Watch(ShippedRules.Rules, ShippedCalendars.Calendar, Days.Of("2024-11-20"));
        watch.Task(undivided.Plan, undivided.Task).ShouldContain(h => h.Subject.Key == "task:5:2024");
        watch.NextChangeOfTask(undivided.Plan, undivided.Task).ShouldBe(Days.Of("2025-01-01"));
    }

    [Fact]
    public void NextChange_OfTheShippedRules_IsExact() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(30), Exact(ShippedRules.Rules));

    [Fact]
    public void NextChange_OfEveryNumberAmongTheFacts_IsExact() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(5), Exact(EveryNumber()));

    [LongFact]
    public void NextChange_OfEveryNumberAmongTheFacts_IsExact_Long() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Exact(EveryNumber()));

    [LongFact]
    public void NextChange_OfTheShippedRules_IsExact_Long() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Exact(ShippedRules.Rules));

    private static Property Exact(WatchRules rules) => Prop.ForAll(Situations().ToArbitrary(), Days.Random("2020-06-01", "2027-12-31").ToArbitrary(), Gen.Elements(Calendars).ToArbitrary(), (situation, today, calendar) =>
    {
        var (plan, task) = (situation.Plan, situation.Task);
        Verify(w => w.Plan(plan), w => w.NextChange(plan));
        Verify(w => w.Task(plan, task), w => w.NextChange(plan, task));
        Verify(w => w.Indicator(plan, situation.Indicator!), w => w.NextChange(plan, situation.Indicator!));

        void Verify(Func<Watch, IEnumerable<Holding>> holdings, Func<Watch, DateOnly?> nextChange)
        {
            var states = Days.Between(today, today.AddDays(TenYears))
                .Select(day => string.Join(' ', holdings(On(day)).Select(h => $"{h.Subject.Key}/{h.Rule.Name}"))).ToList();
            var at = 0;
            for (var jump = 0; jump < 30; jump++)
            {
                var turn = states.FindIndex(at, s => s != states[at]);
                var next = nextChange(On(today.AddDays(at)));
                if (turn < 0)
                {
                    (next is null || next > today.AddDays(TenYears)).ShouldBeTrue($"{situation} from {today.AddDays(at):O}: {next:O}");
                    return;
                }

                next.ShouldBe(today.AddDays(turn), $"{situation} from {today.AddDays(at):O} with {states[at]}");
                at = turn;
            }
        }

        Watch On(DateOnly day) => new(rules, calendar, day);
    });

    private static WatchRules EveryNumber()
    {
        var rules = FactVocabulary.Current.Members.Where(m => m.Type == typeof(int) || m.Type == typeof(int?))
            .SelectMany(m => new[] { 1, 7, 60 }, (m, n) => $$"""{ "RuleName": "{{m.Path}}-{{n}}", "Expression": "{{(m.MayBeMissing ? $"({m.Path} ?? 0)" : m.Path)}} == {{n}}", "Properties": { "light": "Yellow" } }""");
        var findings = new List<Finding>();
        var loaded = WatchRules.Load([new RuleFile("numbers.json", $$"""{ "WorkflowName": "numbers", "Rules": [ {{string.Join(",\n", rules)}} ] }""")], findings);
        findings.ShouldBeEmpty();
        return loaded!;
    }

    private static Gen<Situation> Situations() =>
        from start in Days.Random("2020-01-01", "2024-06-30")
        from length in Gen.Choose(100, 2200)
        from active in Gen.Choose(-20, 700)
        from assigned in Gen.Choose(-20, 800)
        from accepted in Gen.Choose(-300, 300)
        from closed in Gen.Choose(-3000, 900)
        from due in Gen.Choose(-30, 2300)
        from moved in Gen.Choose(-100, 200)
        from progress in Gen.Choose(0, 100)
        from cadence in Gen.Elements(Enum.GetValues<ReportCadence>())
        from dueWorkday in Gen.Choose(1, 18)
        from origin in Gen.Elements(MilestoneOrigin.Annual, MilestoneOrigin.Printed)
        from milestones in Gen.Choose(-30, 2300).ListOf()
        from state in Gen.Elements(PlanState.Active, PlanState.Active, PlanState.Draft)
        from responsibilities in Gen.Elements(1, 1, 1, 0)
        from values in Gen.Elements<(int, decimal)[]>([], [(2022, 70), (2024, 70)], [(2024, 70)], [(2025, 90)])
        select new Situation
        {
            State = state, Start = $"{start:O}", End = $"{start.AddDays(length):O}", ActiveFrom = active < 0 ? null : $"{start.AddDays(active):O}",
            AssignedOn = $"{start.AddDays(assigned):O}", AcceptedOn = accepted < 0 ? null : $"{start.AddDays(Math.Max(0, assigned) + accepted):O}",
            ClosedOn = closed < 0 ? null : $"{start.AddDays(Math.Max(0, assigned) + closed):O}", Responsibilities = responsibilities,
            Due = due < 0 ? null : $"{start.AddDays(due):O}", FirstDue = due < 0 ? null : $"{start.AddDays(Math.Max(0, due - Math.Max(0, moved))):O}", Origin = origin,
            MilestoneDays = [.. milestones.Take(4).Select(m => $"{start.AddDays(m):O}")], Progress = progress, Cadence = cadence, ReportDueWorkday = dueWorkday,
            Indicator = IndicatorEdges.Of(due % 2 == 0 ? Indicator.Binding : "预期性", (2024, 80), values),
        };
}
