using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Review;
using TaskTracker.Rules.Json;

namespace TaskTracker.Domain.Tests.Review;

public sealed class ReviewedPlanTests
{
    [Fact]
    public void Names_ThatTheRegistryHasUnderAnother_BecomeOfficial()
    {
        var reviewed = new ReviewedPlan(Sample.Review, Sample.Registry);
        reviewed.Departments.Select(d => $"{d.Name} {d.Official} {d.IsKnown}").ShouldBe(["区卫健局 区卫生健康局 True", "区财政局 区财政局 True", "新设局  False"]);
        reviewed.File.Tasks[0].Responsible[0].ShouldBe(new PlanShare("区卫生健康局", "区卫健局", ResponsibilityRole.Lead));
        reviewed.NewAliases.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(DepartmentDecisionKind.Create, "", "新设局", false)]
    [InlineData(DepartmentDecisionKind.Group, "", "新设局", true)]
    [InlineData(DepartmentDecisionKind.Alias, "区卫健局", "区卫生健康局", false)]
    [InlineData(DepartmentDecisionKind.Alias, "没有的局", null, false)]
    [InlineData(DepartmentDecisionKind.Alias, "新设局", null, false)]
    public void Decision_OnAnUnknownName_SaysWhatItStandsFor(DepartmentDecisionKind kind, string target, string? official, bool group)
    {
        var reviewed = new ReviewedPlan(Sample.Review.Decide("新设局", new DepartmentDecision(kind, target)), Sample.Registry);
        var department = reviewed.Department("新设局");
        (department.Official, department.IsGroup).ShouldBe((official, group));
        reviewed.NewAliases.Select(a => $"{a.Alias} {a.Official}").ShouldBe(official is not null && official != "新设局" ? [$"新设局 {official}"] : []);
    }

    [Fact]
    public void Decision_ToTakeANameForOneThatTheDraftCreates_FollowsIt()
    {
        var plan = Sample.Plan with { Tasks = [Sample.First with { Responsible = [new("甲局", "甲局", ResponsibilityRole.Joint), new("甲委", "甲委", ResponsibilityRole.Joint)] }] };
        var review = DraftReview.Begin(plan).Decide("甲局", new(DepartmentDecisionKind.Create)).Decide("甲委", new(DepartmentDecisionKind.Alias, "甲局"));
        var reviewed = new ReviewedPlan(review, Sample.Registry);
        reviewed.File.Departments.ShouldHaveSingleItem().Aliases.ShouldBe(["甲委"]);
        Hindrances.Of(review.Confirm([1]).CheckFindings([0]), reviewed).ShouldHaveSingleItem().Kind.ShouldBe(HindranceKind.DepartmentTwice);
    }

    [Fact]
    public void File_WhenNothingHinders_IsOneThatTheLedgerTakes()
    {
        var review = Sample.Review.Confirm([1, 2]).CheckFindings([0]).Decide("新设局", new(DepartmentDecisionKind.Create));
        var reviewed = new ReviewedPlan(review, Sample.Registry);
        Hindrances.Of(review, reviewed).ShouldBeEmpty();
        var findings = new Findings("");
        PlanFileReader.Read("", PlanFileWriter.Write(reviewed.File), findings).ShouldNotBeNull();
        reviewed.NewDepartments.Select(d => d.Name).ShouldBe(["新设局"]);
    }

    [Fact]
    public void Hindrances_OfAFreshDraft_NameEverythingThatIsLeftToDo()
    {
        var plan = Sample.Plan with
        {
            Id = "a/b", Region = " ", Period = new(new DateOnly(2025, 1, 1), new DateOnly(2024, 1, 1)), Indicators = [.. Sample.Plan.Indicators, .. Sample.Plan.Indicators],
            Tasks = [Sample.First with { Title = "", Number = "", Milestones = [new(new DateOnly(2030, 1, 1), "")] }, Sample.First],
        };
        var review = DraftReview.Begin(plan);
        var kinds = Hindrances.Of(review, new ReviewedPlan(review, Sample.Registry)).Select(h => h.Kind).Distinct();
        kinds.ShouldBe(
        [
            HindranceKind.IdUnusable, HindranceKind.RegionMissing, HindranceKind.PeriodReversed, HindranceKind.TasksUnconfirmed, HindranceKind.FindingsOpen, HindranceKind.TaskWithoutTitle, HindranceKind.TaskWithoutNumber,
            HindranceKind.KeyTwice, HindranceKind.DateOutsidePeriod, HindranceKind.DateWithoutText, HindranceKind.IndicatorTwice,
        ]);
    }

    [Fact]
    public void Hindrances_WhenATextHoldsWhatNoFileMay_SayWhatTheReaderSays()
    {
        var review = Sample.Review.Correct(1, Sample.First with { Title = "任务\u0000" }).Confirm([1, 2]).CheckFindings([0]).Decide("新设局", new(DepartmentDecisionKind.Create));
        Hindrances.Of(review, new ReviewedPlan(review, Sample.Registry)).ShouldContain(h => h.Kind == HindranceKind.File);
    }

    [Theory]
    [InlineData("莱山区-卫生_2025.v2", true)]
    [InlineData("../plan", false)]
    [InlineData("a b", false)]
    [InlineData("-a", false)]
    [InlineData("", false)]
    public void Id_ThatCannotStandInAnAddress_IsUnusable(string id, bool usable) => Hindrances.IsUsableId(id).ShouldBe(usable);
}
