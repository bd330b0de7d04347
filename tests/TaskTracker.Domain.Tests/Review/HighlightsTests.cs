using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Review;

namespace TaskTracker.Domain.Tests.Review;

public sealed class HighlightsTests
{
    private const string Document = "二、主要任务\n（一）控烟。区甲局已先行。到2025年，吸烟率降至24.5%。（区甲局、区乙局负责）\n结束";

    [Fact]
    public void Highlights_OfATask_ShowItsTitleDatesAndTheDepartmentsAtItsEnd()
    {
        var found = Highlights.Of(new DocumentText(Document), Draft(Document.IndexOf('（'), 44));
        found.Select(h => (Document.Substring(h.Start, h.Length), h.Kind)).ShouldBe(
            [("控烟", HighlightKind.Title), ("吸烟率降至24.5%", HighlightKind.Milestone), ("区甲局", HighlightKind.Department), ("区乙局", HighlightKind.Department)]);
        found[2].Start.ShouldBe(Document.LastIndexOf("区甲局", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(9999, 5)]
    [InlineData(0, 0)]
    [InlineData(50, 9999)]
    public void Highlights_WhenTheSpanIsAnotherTexts_FindNothingAndFailNot(int start, int length) =>
        Highlights.Of(new DocumentText(Document), Draft(start, length)).ShouldBeEmpty();

    [Fact]
    public void DocumentText_OfAnyPosition_KnowsItsLine()
    {
        var text = new DocumentText("a\n\nbc\n");
        text.Lines.ShouldBe(4);
        Enumerable.Range(0, 7).Select(text.LineAt).ShouldBe([1, 1, 2, 3, 3, 3, 4]);
        Enumerable.Range(1, 4).Select(l => text.Text[text.StartOf(l)..text.EndOf(l)]).ShouldBe(["a", "", "bc", ""]);
        text.LinesOf(new TextSpan(1, 3, 2)).ShouldBe((3, 3));
        text.LinesOf(new TextSpan(1, 99, 99)).ShouldBe((4, 4));
    }

    private static DraftTask Draft(int start, int length) => new(new TaskMark(1), new PlanFileTask
    {
        Key = "1", Number = "一", Title = "控烟", Span = new TextSpan(2, start, length), Milestones = [new(new DateOnly(2025, 12, 31), "吸烟率降至24.5%")],
        Responsible = [new("甲局", "区甲局", ResponsibilityRole.Joint), new("乙局", "区乙局", ResponsibilityRole.Joint)],
    });
}
