using TaskTracker.Domain.Evaluation;
using TaskTracker.Features.Responsibilities;

namespace TaskTracker.Tests.Features.Responsibilities;

public sealed class ResponsibilityFilterTests
{
    [Fact]
    public void Parse_WhenTheAddressIsNonsense_ShowsTheFirstPageOfAll() =>
        ResponsibilityFilter.Parse("purple", " ", null, "1", "7", -3).ShouldBe(new ResponsibilityFilter(null, null, null, null, ResponsibilitySort.Worst, 1));

    [Fact]
    public void Address_WhenNothingIsChosen_HasNoQuery() =>
        new ResponsibilityFilter(null, null, null, null, ResponsibilitySort.Worst, 1).Address.ShouldBe("/responsibilities");

    [Fact]
    public void Address_WhenAllIsChosen_SaysAll() =>
        new ResponsibilityFilter(Light.Red, "a&b", 7, DueWhen.Overdue, ResponsibilitySort.Due, 2).Address
            .ShouldBe("/responsibilities?light=red&plan=a%26b&department=7&when=overdue&sort=due&page=2");
}
