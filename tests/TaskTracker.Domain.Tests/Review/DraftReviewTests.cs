using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Review;

namespace TaskTracker.Domain.Tests.Review;

public sealed class DraftReviewTests
{
    [Fact]
    public void Correct_WhenTheTaskWasConfirmed_AsksForItAgain()
    {
        var review = Sample.Review.Confirm([1, 2]).Correct(1, Sample.First with { Title = "别的" });
        review.Tasks.Select(t => (t.Mark.Version, t.Mark.Confirmed, t.Mark.Corrected, t.Task.Title)).ShouldBe([(2, false, true, "别的"), (1, true, false, "培训全科医生")]);
        Sample.Review.Tasks[0].Task.Title.ShouldBe("建设社区医院");
    }

    [Fact]
    public void AddAndRemove_WhenRepeated_NeverGiveAnIdOrAKeyTwice()
    {
        var review = Sample.Review.Add(1, Sample.First).Remove(3).Add(null, Sample.First);
        review.Tasks.Select(t => (t.Mark.Id, t.Task.Key)).ShouldBe([(3, "二/一-2"), (1, "二/一"), (2, "二/二")]);
        Sample.Review.Match(9, "x").Add(2, Sample.First).Tasks[^1].Mark.Id.ShouldBe(10);
    }

    [Fact]
    public void Split_AtASentence_MakesTwoTasksThatShareWhatBothNeed()
    {
        var review = Reshape.Split(Sample.Review, 1, Sample.First.Text!.IndexOf('到'))!;
        var (first, second) = (review.Tasks[0].Task, review.Tasks[1].Task);
        (first.Text, second.Text, second.Title, second.Key).ShouldBe(("建设社区医院。", "到2025年，建成社区医院2家。", "到2025年", "二/一-2"));
        first.Milestones.ShouldBeEmpty();
        second.Milestones.ShouldBe(Sample.First.Milestones);
        second.Responsible.ShouldBe(Sample.First.Responsible);
        Reshape.Split(Sample.Review, 1, 3).ShouldBeNull();
        Reshape.Split(Sample.Review, 9, 7).ShouldBeNull();
    }

    [Fact]
    public void Merge_IntoThePrevious_KeepsTextsDepartmentsAndDatesOfBoth()
    {
        var review = Reshape.MergeIntoPrevious(Sample.Review, 2)!;
        var joined = review.Tasks.ShouldHaveSingleItem().Task;
        (joined.Key, joined.Text).ShouldBe(("二/一", "建设社区医院。到2025年，建成社区医院2家。\n每年培训20人。"));
        joined.Responsible.Select(s => s.Department).ShouldBe(["区卫健局", "区财政局", "新设局"]);
        joined.Recurring.ShouldBe([RecurringDuty.Yearly]);
        Reshape.MergeIntoPrevious(Sample.Review, 1).ShouldBeNull();
    }

    [Fact]
    public void Match_WhenTwoTasksClaimTheSame_HoldsForTheLast() =>
        Sample.Review.Match(1, "旧").Match(2, "旧").Marks.Matches.ShouldBe(new Dictionary<int, string> { [2] = "旧" });

    [Fact]
    public void CheckFindings_WhenThereIsNoSuch_ChecksNothing() =>
        Sample.Review.CheckFindings([0, 7, -1]).Findings.Select(f => f.IsChecked).ShouldBe([true]);
}

/// <summary>A draft of two tasks; the registry knows 区卫生健康局 with its alias, and 区财政局.</summary>
internal static class Sample
{
    public static readonly PlanFileTask First = new()
    {
        Key = "二/一", Number = "一", Title = "建设社区医院", Path = ["二、主要任务"], Text = "建设社区医院。到2025年，建成社区医院2家。",
        Responsible = [new("区卫健局", "区卫健局", ResponsibilityRole.Lead), new("区财政局", "区财政局", ResponsibilityRole.Support)],
        Milestones = [new(new DateOnly(2025, 12, 31), "建成社区医院2家")], Span = new TextSpan(1, 0, 21),
    };

    public static readonly PlanFile Plan = new()
    {
        Id = "sample", Title = "试验区规划", Region = "试验区", Period = new(new DateOnly(2021, 1, 1), new DateOnly(2025, 12, 31)),
        Tasks = [First, new PlanFileTask { Key = "二/二", Number = "二", Title = "培训全科医生", Path = ["二、主要任务"], Text = "每年培训20人。", Responsible = [new("新设局", "新设局", ResponsibilityRole.Joint)], Recurring = [RecurringDuty.Yearly] }],
        Departments = [new("区卫健局"), new("区财政局") { Aliases = ["财政"] }, new("新设局")],
        Indicators = [new PlanIndicator { Name = "人均预期寿命" }],
        Warnings = [new PlanWarning(1, "department-alias", "看一看")],
    };

    public static readonly DepartmentRegistry Registry = new([new PlanDepartment("区卫生健康局") { Aliases = ["区卫健局"] }, new PlanDepartment("区财政局"), new PlanDepartment("各街道", true)]);

    public static DraftReview Review => DraftReview.Begin(Plan);
}
