using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Tests.Plans;

public sealed class PlanDiffTests
{
    private static readonly DateOnly End = new(2025, 12, 31);

    private static readonly string[] Titles =
    [
        "加强公共卫生服务体系建设", "完善妇幼健康服务", "健全婴幼儿发展政策", "提升数字健康水平", "重点加强基层机构建设", "夯实综合监督执法体系", "全面控烟", "推进医养结合", "培育卫生人才队伍", "改革支付方式",
    ];

    [Fact]
    public void PlanDiff_WhenANumberIsPutInFront_KeepsEveryTask()
    {
        var before = Plan(Titles[..5]);
        var after = Plan([Titles[6], .. Titles[..5]]);
        var diff = PlanDiff.Of(before, after);
        diff.Tasks[0].Kinds.ShouldBe([TaskChangeKind.Added]);
        diff.Tasks.Skip(1).Select(t => (t.Before!.Title, string.Join(' ', t.Kinds))).ShouldBe(Titles[..5].Select(t => (t, "Moved")));
        diff.TakesDecision.ShouldBeFalse();
    }

    [Fact]
    public void PlanDiff_WhenATaskIsRenumberedAndRenamed_KnowsItByItsTitleOrText()
    {
        PlanFileTask[] before = [Task(1, "完善妇幼健康服务"), Task(2, "全面控烟") with { Text = "公共场所全面禁止吸烟，建设无烟党政机关、无烟医院，开展戒烟门诊服务。" }];
        PlanFileTask[] after = [Task(3, "进一步完善妇幼健康服务体系"), Task(4, "建设无烟环境") with { Text = "公共场所全面禁止吸烟，建设无烟党政机关、无烟医院，开设戒烟门诊服务。" }];
        var diff = PlanDiff.Of(before, after);
        diff.Tasks.Select(t => (t.Before?.Number, t.After?.Number)).ShouldBe([("1", "3"), ("2", "4")]);
        diff.Tasks[1].Kinds.ShouldBe([TaskChangeKind.Renamed, TaskChangeKind.Moved, TaskChangeKind.Wording]);
    }

    [Fact]
    public void PlanDiff_WhenTheSameKeyBearsAnotherTask_TakesItForNew()
    {
        var diff = PlanDiff.Of([Task(1, "全面控烟")], [Task(1, "推进医养结合")]);
        diff.Tasks.Select(t => t.Kinds.Single()).ShouldBe([TaskChangeKind.Added, TaskChangeKind.Removed]);
        diff.TakesDecision.ShouldBeTrue();
    }

    [Fact]
    public void PlanDiff_WhenAPersonSaysWhich_FollowsThem()
    {
        PlanFileTask[] before = [Task(1, "全面控烟"), Task(2, "推进医养结合")];
        PlanFileTask[] after = [Task(1, "全面控烟"), Task(3, "老龄服务")];
        PlanDiff.Of(before, after, new Dictionary<string, string?> { ["3"] = "2" }).Tasks.Select(t => (t.Before?.Key, t.After?.Key)).ShouldBe([("1", "1"), ("2", "3")]);
        PlanDiff.Of(before, after, new Dictionary<string, string?> { ["1"] = null }).Tasks.Select(t => (t.Before?.Key, t.After?.Key))
            .ShouldBe([(null, "1"), (null, "3"), ("1", null), ("2", null)]);
        PlanDiff.Of(before, after, new Dictionary<string, string?> { ["1"] = "gone" }).Tasks[0].Before.ShouldBeNull();
    }

    [Fact]
    public void PlanDiff_WhenDatesMoveComeAndGo_TellsWhichTakeADecision()
    {
        var task = Task(1, "全面控烟");
        var first = new PrintedMilestone(new DateOnly(2023, 12, 31), "建成无烟机关");
        var second = new PrintedMilestone(End, "吸烟率降至24.5%");
        var moved = PlanDiff.Of([task with { Milestones = [first, second] }], [task with { Milestones = [first with { Due = new DateOnly(2024, 6, 30) }, second] }]).Tasks.Single();
        (moved.Kinds.Single(), moved.TakesDecision).ShouldBe((TaskChangeKind.Deadline, true));
        moved.Dates.ShouldHaveSingleItem().After!.Due.ShouldBe(new DateOnly(2024, 6, 30));
        PlanDiff.Of([task with { Milestones = [second] }], [task with { Milestones = [first, second] }]).TakesDecision.ShouldBeFalse();
        PlanDiff.Of([task with { Milestones = [first, second] }], [task with { Milestones = [second] }]).TakesDecision.ShouldBeTrue();
    }

    [Fact]
    public void PlanDiff_WhenDepartmentsComeAndGo_NamesThem()
    {
        var before = Task(1, "全面控烟") with { Responsible = [Share("甲局", ResponsibilityRole.Lead), Share("乙局"), Share("丙局")] };
        var after = before with { Responsible = [Share("乙局", ResponsibilityRole.Lead), Share("丙局"), Share("丁局")] };
        var change = PlanDiff.Of([before], [after]).Tasks.Single();
        change.Shares.Select(s => $"{s.Before?.Department} {s.Before?.Role} → {s.After?.Department} {s.After?.Role}").ShouldBe(["乙局 Joint → 乙局 Lead", "甲局 Lead →  ", "  → 丁局 Joint"]);
        change.TakesDecision.ShouldBeTrue();
    }

    [Fact]
    public void PlanDiff_WhenATextIsUnknown_ComparesNone() =>
        PlanDiff.Of([Task(1, "全面控烟") with { Text = null }], [Task(1, "全面控烟")]).IsEmpty.ShouldBeTrue();

    [Property]
    public Property PlanDiff_OfAPlanWithItself_IsEmpty() => Prop.ForAll(Plans(), plan =>
        PlanDiff.Of(plan, plan).IsEmpty && PlanDiff.Of(plan, plan).Tasks.All(t => t.Before == t.After));

    [Property]
    public Property PlanDiff_OfAnyTwoPlans_TellsEveryTaskOfBothOnce() => Prop.ForAll(Plans(), Plans(), (before, after) =>
    {
        var diff = PlanDiff.Of(before, after);
        return diff.Tasks.Select(t => t.After).OfType<PlanFileTask>().SequenceEqual(after)
            && diff.Tasks.Select(t => t.Before).OfType<PlanFileTask>().OrderBy(t => t.Key, StringComparer.Ordinal).SequenceEqual(before.OrderBy(t => t.Key, StringComparer.Ordinal))
            && diff.Tasks.All(t => t.Kinds.Contains(TaskChangeKind.Added) == (t.Before is null) && t.Kinds.Contains(TaskChangeKind.Removed) == (t.After is null));
    });

    [Property]
    public Property PlanDiff_WhenTasksAreOnlyRenumbered_KeepsAllOfThem() => Prop.ForAll(Plans(), plan =>
    {
        var renumbered = plan.Reverse().Select((t, i) => t with { Key = $"{i + 1}", Number = $"{i + 1}" }).ToList();
        return PlanDiff.Of(plan, renumbered).Tasks.All(t => t.Before?.Title == t.After?.Title && t.Kinds.All(k => k == TaskChangeKind.Moved));
    });

    [Property]
    public Property PlanDiff_Backwards_SwapsAddedAndRemoved() => Prop.ForAll(Plans(), Plans(), (before, after) =>
    {
        static int Count(PlanDiff diff, TaskChangeKind kind) => diff.Tasks.Count(t => t.Kinds.Contains(kind));
        var (there, back) = (PlanDiff.Of(before, after), PlanDiff.Of(after, before));
        return Count(there, TaskChangeKind.Added) == Count(back, TaskChangeKind.Removed) && Count(there, TaskChangeKind.Removed) == Count(back, TaskChangeKind.Added);
    });

    private static Arbitrary<IReadOnlyList<PlanFileTask>> Plans() => (
        from titles in Gen.Shuffle(Titles)
        from count in Gen.Choose(0, Titles.Length)
        select (IReadOnlyList<PlanFileTask>)Plan(titles[..count])).ToArbitrary();

    private static PlanFileTask[] Plan(IEnumerable<string> titles) => [.. titles.Select((title, i) => Task(i + 1, title))];

    private static PlanFileTask Task(int number, string title) => new()
    {
        Key = $"{number}", Number = $"{number}", Title = title, Path = ["一、任务"], Text = $"{title}。各单位要抓好落实。", Milestones = [new(End, title)],
    };

    private static PlanShare Share(string department, ResponsibilityRole role = ResponsibilityRole.Joint) => new(department, department, role);
}
