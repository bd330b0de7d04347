using TaskTracker.Domain.Progress;
using static TaskTracker.Domain.Tests.Progress.OneResponsibility;

namespace TaskTracker.Domain.Tests.Progress;

public sealed class MattersTests
{
    [Fact]
    public void Meet_WhenBothAreAboutReports_IsTrueAndNotAboutOtherThings()
    {
        Matters.Meet(Report(10), new ReportReturned(Today, "督", "2024Q3", "不实")).ShouldBeTrue();
        Matters.Meet(Report(10), new ExtensionGranted(Today, "督", "a", Today, Today, "手续")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("m", false)]
    public void Meet_WhenDatesMove_LooksAtTheMilestone(string key, bool meets) =>
        Matters.Meet(new RequestExtension(Today, "甲", key, Today, "手续"), new DeadlineMoved(Today, "督", "a", Today, Today, "文件")).ShouldBe(meets);
}
