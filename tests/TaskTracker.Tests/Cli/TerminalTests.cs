using TaskTracker.Cli;

namespace TaskTracker.Tests.Cli;

public sealed class TerminalTests
{
    [Theory]
    [InlineData("培训\u001b[2J人员", "培训U+001B[2J人员")]
    [InlineData("培训\u202e人员", "培训U+202E人员")]
    [InlineData("培训人员", "培训人员")]
    public void Line_WhenATextHoldsWhatSteersATerminal_ShowsItInstead(string text, string shown) => Terminal.Line(text).ShouldBe(shown);
}
