using TaskTracker.Rules.Json;

namespace TaskTracker.Rules.Tests.Json;

public sealed class FindingTest
{
    [Theory]
    [InlineData("a\r\nb", "aU+000DU+000Ab")]
    [InlineData("\u001b]0;x\u0007", "U+001B]0;xU+0007")]
    [InlineData("a\u202Efdp", "aU+202Efdp")]
    [InlineData("a\u2028b", "aU+2028b")]
    [InlineData("区卫生健康局", "区卫生健康局")]
    public void ToString_WhenTheFilesValueHoldsControls_IsOneVisibleLine(string value, string shown)
    {
        new Finding("a.json", 3, 5, "unknown-word", $"\"{value}\" is unknown.").ToString().ShouldBe($"a.json:3:5: \"{shown}\" is unknown. [unknown-word]");
    }

    [Fact]
    public void ToString_WhenTheValueIsVeryLong_IsCutShort()
    {
        new Finding("a.json", 1, 1, "too-long", new string('甲', 100_000)).ToString().Length.ShouldBeLessThan(1_100);
    }
}
