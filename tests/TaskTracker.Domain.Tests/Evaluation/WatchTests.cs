using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Tests.Calendar;
using TaskTracker.Domain.Tests.Evaluation.Shipped;
using TaskTracker.Rules;

namespace TaskTracker.Domain.Tests.Evaluation;

public sealed class WatchTests
{
    private const int Horizon = 60;

    [Fact]
    public void LightOf_WhenClosed_IsBlueWhateverHolds() =>
        Watch.LightOf(new Situation { ClosedOn = "2024-06-03" }.Standing, [Holding("overdue-15-workdays")]).ShouldBe((Light.Blue, null));

    [Theory]
    [InlineData("2024-06-03", Light.Green)]
    [InlineData(null, Light.Grey)]
    public void LightOf_WhenNoRuleGivesALight_FollowsTheState(string? acceptedOn, Light light) =>
        Watch.LightOf(new Situation { AcceptedOn = acceptedOn }.Standing, [Holding("due-within-90-days")]).ShouldBe((light, null));

    [Fact]
    public void LightOf_WhenSeveralRulesHold_TheWorstWinsAndItsRuleIsNamed()
    {
        var (light, rule) = Watch.LightOf(
            new Situation { AcceptedOn = null }.Standing, [Holding("overdue-1-workday"), Holding("overdue-15-workdays"), Holding("overdue-5-workdays")]);

        (light, rule!.Name).ShouldBe((Light.Red, "overdue-15-workdays"));
    }

    [Fact]
    public void LightOf_WhenTwoRulesGiveTheSameLight_TheHigherLevelIsNamed() =>
        Watch.LightOf(new Situation().Standing, [Holding("overdue-1-workday"), Holding("overdue-5-workdays")]).Rule!.Name.ShouldBe("overdue-5-workdays");

    [Fact]
    public void Subjects_WhenLookedAtOnTwoDaysOfAYear_KeepTheirKeys()
    {
        var situation = new Situation { Due = "2024-01-31", AcceptedOn = "2024-01-02", Indicator = IndicatorEdges.Of("预期性") };

        Keys("2024-11-20").ShouldBe(Keys("2024-12-20"));
        Keys("2024-11-20").ShouldBe(["task:5:2024", "report:7:2024Q3", "milestone:9", "indicator:4:2023"], ignoreOrder: true);

        IEnumerable<string> Keys(string day) => situation.On(Days.Of(day)).Select(h => h.Subject.Key).Distinct();
    }

    [Theory]
    [InlineData("2025-01-02", "task:5:2025")]
    [InlineData("2025-02-03", "report:7:2024Q4")]
    public void Subjects_WhenTheirPeriodEnds_HaveANewKey(string day, string key) => new Situation().On(Days.Of(day)).Select(h => h.Subject.Key).ShouldContain(key);

    [Fact]
    public void Subjects_WhenLookedAt_CarryTheIdsOfWhatTheyAreAbout()
    {
        var indicator = IndicatorEdges.Of("预期性");
        var situation = new Situation { Due = "2024-01-31", AcceptedOn = null, Indicator = indicator, End = "2024-06-30" };

        var subjects = situation.On(Days.Of("2024-11-20")).Select(h => h.Subject).DistinctBy(s => s.Key).ToDictionary(s => s.Key);

        subjects["plan:1"].ShouldBe(new SubjectRef("plan:1", 1));
        subjects["responsibility:7"].ShouldBe(new SubjectRef("responsibility:7", 1, 5, 7, DepartmentId: 3));
        subjects["milestone:9"].ShouldBe(new SubjectRef("milestone:9", 1, 5, 7, 9, DepartmentId: 3));
        subjects["indicator:4:2023"].ShouldBe(new SubjectRef("indicator:4:2023", 1, IndicatorId: 4));
    }

    [Fact]
    public void Explain_WhenARuleHolds_TellsWhatItRead()
    {
        var holding = new Situation { Due = "2024-09-30" }.On(Days.Of("2024-10-12")).Single(h => h.Rule.Name == "overdue-5-workdays");

        var explanation = holding.Explain();

        explanation.Holds.ShouldBeTrue();
        explanation.Condition.Parts.SelectMany(p => p.Readings).ShouldContain(r => r.Path == "milestone.WorkdaysOverdue" && r.Value == "5");
    }

    [Theory]
    [InlineData("2024-09-30", "2024-10-08", "overdue-1-workday", "overdue-5-workdays", "2024-10-12")]
    [InlineData("2024-09-30", "2024-10-12", "overdue-5-workdays", "overdue-15-workdays", "2024-10-25")]
    [InlineData("2024-09-30", "2024-10-25", "overdue-15-workdays", null, null)] // nothing is higher
    [InlineData("2024-12-31", "2024-10-02", "due-within-90-days", null, null)] // beyond the horizon
    public void Ahead_WhenNobodyActs_NamesTheNextHigherRuleAndItsFirstDay(string due, string today, string rule, string? next, string? on)
    {
        var step = new Situation { Due = due, FirstDue = due }.On(Days.Of(today)).Single(h => h.Rule.Name == rule).Ahead();

        (step?.Rule.Name, step?.On).ShouldBe((next, Days.OrNull(on)));
    }

    [Fact]
    public void Ahead_WhenTheNextPeriodsReportWillBeLate_DoesNotSpeakOfIt()
    {
        // February 2024 has 18 workdays: January's report, due on the 9th, is never 10 late. February's would be, in March.
        var situation = new Situation { Cadence = ReportCadence.Monthly, ReportDueWorkday = 9 };

        situation.On(Days.Of("2024-02-29")).Single(h => h.Rule.Name == "report-late").Ahead().ShouldBeNull();
    }

    [Fact]
    public void Ahead_WhenTheNextYearsValueIsOffItsTarget_DoesNotSpeakOfIt()
    {
        var indicator = IndicatorEdges.Of(Indicator.Binding, target: (2024, 80), values: [(2024, 70)]);

        new Situation { Indicator = indicator }.On(Days.Of("2024-12-20")).Single(h => h.Rule.Name == "observation-missing").Ahead().ShouldBeNull();
    }

    [Property(MaxTest = 150)]
    public Property Ahead_WhenAnySituation_IsTheFirstDayOfAHigherLevelAsDayByDayShows() =>
        Prop.ForAll(Situations().ToArbitrary(), Days.Random("2023-06-01", "2026-12-31").ToArbitrary(), (situation, today) =>
        {
            foreach (var holding in situation.On(today))
            {
                var step = holding.Ahead();
                var first = Days.Between(today.AddDays(1), today.AddDays(Horizon))
                    .Select(day => (Day: day, Level: HighestLevel(situation, day, holding.Subject.Key)))
                    .FirstOrDefault(d => d.Level > (holding.Consequence.Level ?? 0));
                (step?.On, step?.Level).ShouldBe(first.Level is null ? (null, null) : (first.Day, first.Level), $"{holding.Rule.Name} of {holding.Subject.Key} on {today:O}");
            }
        });

    [Theory]
    [InlineData("2024-11-20", NoticeOutcome.Silenced)]
    [InlineData("2024-11-19", null)]
    public void Responsibility_WhenSilenced_IsQuietToItsLastDayAndKeepsItsLight(string until, NoticeOutcome? quiet)
    {
        var situation = new Situation { Due = "2024-09-27", MilestoneDays = ["2024-09-27"], SilencedUntil = until };
        var holdings = situation.On(Days.Of("2024-11-20")).Where(h => h.Subject.ResponsibilityId is not null).ToList();

        holdings.ShouldNotBeEmpty();
        holdings.ShouldAllBe(h => h.Subject.Quiet == quiet);
        Watch.LightOf(situation.Standing, holdings).Light.ShouldBe(Light.Red);
    }

    private static int? HighestLevel(Situation situation, DateOnly day, string key) => situation.On(day).Where(h => h.Subject.Key == key).Max(h => h.Consequence.Level);

    private static Gen<Situation> Situations() =>
        from due in Days.Random("2023-06-01", "2026-12-31")
        from active in Days.Random("2023-01-01", "2026-06-30")
        from accepted in Gen.Elements(true, false)
        from progress in Gen.Choose(0, 100)
        from cadence in Gen.Elements(Enum.GetValues<ReportCadence>())
        from dueWorkday in Gen.Choose(1, 18)
        from values in Gen.Elements<(int, decimal)[]>([], [(2023, 70)], [(2024, 70)], [(2025, 90)])
        select new Situation
        {
            Due = $"{due:O}", ActiveFrom = $"{active:O}", AcceptedOn = accepted ? $"{active:O}" : null, Progress = progress, Cadence = cadence, ReportDueWorkday = dueWorkday,
            Indicator = IndicatorEdges.Of(Indicator.Binding, (2024, 80), values),
        };

    private static Holding Holding(string rule)
    {
        var found = ShippedRules.Rules.Book.Rules.Single(r => r.Name == rule);
        return new Holding(new SubjectRef("milestone:9", 1), found, ShippedRules.Rules.Of(found), () => throw new NotSupportedException(), () => null);
    }
}
