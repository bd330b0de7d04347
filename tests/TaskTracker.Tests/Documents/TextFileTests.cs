using System.Text;
using TaskTracker.Documents;

namespace TaskTracker.Tests.Documents;

public sealed class TextFileTests
{
    private const string Text = "甲县规划\n\n一、总则\r\n\t单元格\n";

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("GB18030")]
    public void Text_InAnyEncodingOfOffices_StaysItself(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(name);
        var document = Shown.Document("plan.txt", [.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]);
        document.Text.ShouldBe(Text);
        document.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Text_CutWithinACharacter_IsReadWithAFinding()
    {
        var bytes = Encoding.UTF8.GetBytes("第一行的文字比较长一些才看得出来是什么编码\n第二行的文字也是这样的呀");
        var document = Shown.Document("plan.txt", bytes[..^1]);
        document.Text.ShouldEndWith("这样的\uFFFD");
        document.Findings.ShouldHaveSingleItem().ShouldBe(document.Findings[0] with { Line = 2, Code = "damaged-characters" });
    }

    [Fact]
    public void Text_WithLineEndsOfOldMacintoshes_HasLines() => Shown.Lines("plan.txt", "一\r二"u8.ToArray()).ShouldBe(["一", "二"]);

    [Fact]
    public void Text_WhenTooLong_IsRefused()
    {
        var limits = DocumentLimits.Default with { Lines = 3, LineCharacters = 10, Characters = 40 };
        Shown.Problem("plan.txt", "一\n二\n三\n四"u8.ToArray(), limits).ShouldBe("too-many-lines");
        Shown.Problem("plan.txt", "01234567890"u8.ToArray(), limits).ShouldBe("line-too-long");
        Shown.Problem("plan.txt", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("0123456789\n", 4))), limits).ShouldBe("too-much-text");
    }
}
