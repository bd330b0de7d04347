using System.Globalization;
using System.Text;
using TaskTracker.Documents;
using static TaskTracker.Tests.Documents.OfficeFiles;

namespace TaskTracker.Tests.Documents;

public sealed class DocumentKindsTests
{
    private static readonly byte[] CompoundFile = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]];

    [Theory]
    [InlineData("plan.docx", "WordDocument", "old-word")]
    [InlineData("plan.wps", "WordDocument", "wps")]
    [InlineData("plan.xlsx", "Workbook", "old-excel")]
    [InlineData("plan.docx", "EncryptedPackage", "encrypted")]
    [InlineData("plan.dps", "PowerPoint Document", "presentation")]
    [InlineData("plan.doc", "", "old-word")]
    [InlineData("plan.et", "", "old-excel")]
    [InlineData("plan", "", "old-office")]
    public void CompoundFile_IsToldByItsStreams(string name, string stream, string problem) =>
        Shown.Problem(name, [.. CompoundFile, .. Encoding.Unicode.GetBytes(stream)]).ShouldBe(problem);

    [Theory]
    [InlineData("%PDF-1.7\n%\u00E2", "pdf")]
    [InlineData("{\\rtf1\\ansi", "rtf")]
    [InlineData("\u0089PNG\r\n\u001A\n", "picture")]
    [InlineData("\u00FF\u00D8\u00FF\u00E0", "picture")]
    [InlineData("BM\u0000\u0001\u0000\u0000", "picture")]
    [InlineData("Rar!\u001A\u0007", "archive")]
    [InlineData("\u001F\u008B\u0008", "archive")]
    [InlineData("MIME-Version: 1.0\nContent-Type: multipart/related\n", "web-archive")]
    [InlineData("", "empty")]
    [InlineData("\u0000\u0000\u0000\u0000", "empty")]
    [InlineData("PK\u0003\u0004", "archive")]
    [InlineData("\u0001\u0002\u0003\u0080\u00FF\u0081\u0090\u00FE\u0001\u0002", "not-text")]
    public void File_OfAKindThatIsNotRead_IsNamed(string latin1, string problem) => Shown.Problem("plan.txt", Encoding.Latin1.GetBytes(latin1)).ShouldBe(problem);

    [Theory]
    [InlineData("ppt/presentation.xml", "presentation")]
    [InlineData("OFD.xml", "ofd")]
    [InlineData("photo.jpg", "archive")]
    [InlineData("word/fontTable.xml", "damaged")]
    public void Zip_ThatIsNoDocument_IsNamed(string part, string problem) => Shown.Problem("plan.docx", Zip((part, "x"))).ShouldBe(problem);

    [Theory]
    [InlineData("plan.txt")]
    [InlineData("plan.xlsx")]
    [InlineData("plan")]
    public void Content_CountsForMoreThanTheName(string name)
    {
        Shown.Lines(name, Docx(P("词"))).ShouldBe(["词"]);
        Shown.Lines(name, "<html><body><p>网页"u8.ToArray()).ShouldBe(["网页"]);
        Shown.Lines(name, "一、总则"u8.ToArray()).ShouldBe(["一、总则"]);
    }

    [Fact]
    public void Name_KeepsNoFolder()
    {
        Shown.Document("../../etc/plan.txt", "x"u8.ToArray()).FileName.ShouldBe("plan.txt");
        Shown.Document("C:\\temp\\plan.txt", "x"u8.ToArray()).FileName.ShouldBe("plan.txt");
    }

    [Fact]
    public void Problem_HasARemedyInBothLanguages()
    {
        var texts = new System.Resources.ResourceManager("TaskTracker.Documents.DocumentText", typeof(ReadDocument).Assembly);
        var (chinese, english) = (CultureInfo.GetCultureInfo("zh-CN"), CultureInfo.GetCultureInfo("en"));
        var codes = texts.GetResourceSet(CultureInfo.InvariantCulture, true, false)!.Cast<System.Collections.DictionaryEntry>().Select(e => (string)e.Key).ToList();
        codes.Count.ShouldBeGreaterThan(20);
        foreach (var code in codes)
        {
            var problem = new DocumentProblem(code, 1, 2);
            problem.In(chinese).ShouldContain("请", Case.Sensitive, code);
            problem.In(english).ShouldMatch("^[ -~]+$", code);
            problem.In(english).ShouldNotContain("{");
        }
    }
}
