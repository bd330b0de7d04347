using TaskTracker.Domain.Import;

namespace TaskTracker.Domain.Tests.Import;

public sealed class ResponsibilityReaderTests
{
    [Theory]
    [InlineData("修路。(甲局、乙局等按职责分工负责)", "甲局 Joint、乙局 Joint")]
    [InlineData("修路。（甲局按职责分工负责）", "甲局 Joint")]
    [InlineData("修路。（责任单位：甲局、乙局）", "甲局 Joint、乙局 Joint")]
    [InlineData("修路。（牵头单位：甲局；配合单位：乙局、丙局）", "甲局 Lead、乙局 Support、丙局 Support")]
    [InlineData("修路（甲局牵头，乙局、丙局配合）。", "甲局 Lead、乙局 Support、丙局 Support")]
    [InlineData("由甲局负责修路。", "")]
    [InlineData("修路（含桥梁）。", "")]
    [InlineData("修路(甲局负责)后再修桥。", "甲局 Joint")]
    public void In_WhenAParagraphNamesBodies_FindsThoseOfBracketsAndLabels(string text, string shares) =>
        string.Join("、", ResponsibilityReader.In(text).SelectMany(c => c.Shares).Select(s => $"{s.Name} {s.Role}")).ShouldBe(shares);
}
