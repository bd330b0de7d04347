using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Tests.Plans;

public sealed class YearProposalTests
{
    private static readonly Plan Period = new() { Key = "p", Title = "规划", Region = "区", Start = new(2021, 1, 1), End = new(2025, 12, 31) };

    [Fact]
    public void Of_WhenLastYearHadMilestones_ProposesThemAYearOnWithoutTheirNumbers()
    {
        var task = TaskOf([RecurringDuty.Monthly]);
        task.Milestones.Add(new Milestone { Key = "2024-1", Origin = MilestoneOrigin.Annual, Text = "2024年开工1家", Due = new(2024, 2, 29), Measure = new("开工", ">=", 1, "家"), DepartmentIds = [3] });
        task.Milestones.Add(new Milestone { Key = "printed", Origin = MilestoneOrigin.Printed, Text = "建成", Due = new(2024, 12, 31) });
        var only = YearProposal.Of(Period, task, 2025).ShouldHaveSingleItem();
        (only.Due, only.Text, only.Measure, only.DepartmentIds[0]).ShouldBe((new(2025, 2, 28), "2025年开工1家", null, 3));
        YearProposal.Of(Period, task, 2026).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(RecurringDuty.Yearly, "2024-12-31")]
    [InlineData(RecurringDuty.HalfYearly, "2024-06-30 2024-12-31")]
    [InlineData(RecurringDuty.Quarterly, "2024-03-31 2024-06-30 2024-09-30 2024-12-31")]
    [InlineData(RecurringDuty.Monthly, "2024-03-31 2024-06-30 2024-09-30 2024-12-31")]
    public void Of_WhenADutyRecurs_ProposesTheEndsOfItsTerms(RecurringDuty duty, string days) =>
        string.Join(' ', YearProposal.Of(Period, TaskOf([duty]), 2024).Select(p => $"{p.Due:O}")).ShouldBe(days);

    [Fact]
    public void Of_WhenNothingIsKnown_ProposesNothing() => YearProposal.Of(Period, TaskOf([]), 2024).ShouldBeEmpty();

    private static PlanTask TaskOf(List<RecurringDuty> recurring) => new() { Key = "t", Number = "1", Title = "任务", Recurring = recurring };
}
