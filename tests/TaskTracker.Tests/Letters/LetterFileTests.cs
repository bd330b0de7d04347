using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using TaskTracker.Letters;
using TaskTracker.Tests.Documents;

namespace TaskTracker.Tests.Letters;

public sealed class LetterFileTests
{
    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static readonly OfficialLetter Draft = SampleLetters.Whole("莱山区政府督查室");

    [Theory]
    [InlineData("莱山区政府督查室", null, false)]
    [InlineData("莱山区政府督查室", "张三", false)]
    [InlineData(SampleLetters.Hostile, null, true)]
    [InlineData(SampleLetters.Hostile, "张三", true)]
    [InlineData("", null, false)]
    public void Letter_WhateverItsTexts_IsAValidDocument(string text, string? signer, bool isCorrespondence)
    {
        using var bytes = new MemoryStream(LetterFile.Write(SampleLetters.Whole(text, signer, isCorrespondence)));
        using var document = WordprocessingDocument.Open(bytes, isEditable: false);
        new OpenXmlValidator(FileFormatVersions.Office2013).Validate(document).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}").ShouldBeEmpty();
    }

    [Fact]
    public void Letter_WhenItsTextIsHostile_SaysItAsText()
    {
        var words = XElement.Parse(Part(SampleLetters.Whole(SampleLetters.Hostile), "word/document.xml")).Descendants(W + "t").Select(t => t.Value).ToList();
        words.ShouldContain(t => t.Contains("<w:p>&amp;]]>\"'", StringComparison.Ordinal) && t.Contains('尾', StringComparison.Ordinal));
        words.ShouldContain("第二行 {0}</w:p>");
        words.ShouldAllBe(t => !t.Any(c => char.IsControl(c) || c == '\u202E'));
    }

    [Fact]
    public void Page_ByTheStandard_HasItsMarginsAnd22LinesOf28Characters()
    {
        var section = Document(Draft).Descendants(W + "sectPr").Single();
        var (size, margin, grid) = (section.Element(W + "pgSz")!, section.Element(W + "pgMar")!, section.Element(W + "docGrid")!);
        Millimetres(size, "w").ShouldBe(210, 0.1);
        Millimetres(size, "h").ShouldBe(297, 0.1);
        Millimetres(margin, "top").ShouldBe(37, 0.1);
        Millimetres(margin, "left").ShouldBe(28, 0.1);
        (Millimetres(size, "w") - Millimetres(margin, "left") - Millimetres(margin, "right")).ShouldBe(156, 0.1);
        (Millimetres(size, "h") - Millimetres(margin, "top") - Millimetres(margin, "bottom")).ShouldBe(225, 0.1);
        ((int)(225 / Millimetres(grid, "linePitch"))).ShouldBe(22);

        // The grid gives each character of 16 points so much less, in 4096ths of a point.
        var pitch = 16 + (Number(grid, "charSpace") / 4096);
        ((int)(156 / 25.4 * 72 / pitch)).ShouldBe(28);
    }

    [Fact]
    public void Body_ByTheStandard_HasItsTypefaces()
    {
        var document = Document(Draft with { Body = [new LetterHeading(1, "总体"), new LetterHeading(2, "单位"), new LetterHeading(3, "事项"), new LetterHeading(3, "事项"), new LetterHeading(1, "要求"), new LetterHeading(2, "甲", "正文。"), new LetterParagraph("正文。")] });
        LookOf(document, "一、总体").ShouldBe(("黑体", 16, false, null));
        LookOf(document, "（一）单位").ShouldBe(("楷体_GB2312", 16, false, null));
        LookOf(document, "1.事项").ShouldBe(("仿宋_GB2312", 16, true, null));
        LookOf(document, "2.事项").ShouldBe(("仿宋_GB2312", 16, true, null));
        LookOf(document, "二、要求").ShouldBe(("黑体", 16, false, null));
        LookOf(document, "（一）甲").ShouldBe(("楷体_GB2312", 16, false, null));
        LookOf(document, "正文。").ShouldBe(("仿宋_GB2312", 16, false, null));
    }

    [Fact]
    public void Head_ByTheStandard_IsRedAboveARedLine()
    {
        var document = Document(Draft with { Title = "关于情况的通报" });
        var mark = LookOf(document, "莱山区政府督查室");
        (mark.Font, mark.Colour).ShouldBe(("方正小标宋简体", "FF0000"));
        Millimetres(ParagraphOf(document, "莱山区政府督查室").Descendants(W + "spacing").First(), "before").ShouldBe(35, 0.1);
        var line = document.Descendants(W + "pBdr").Elements(W + "bottom").First();
        (line.Attribute(W + "color")!.Value, line.Attribute(W + "val")!.Value).ShouldBe(("FF0000", "single"));
        LookOf(document, "关于情况的通报").ShouldBe(("方正小标宋简体", 22, false, null));
    }

    [Fact]
    public void Fonts_WhenTheMachineLacksThem_NameAnother() => XElement.Parse(Part(Draft, "word/fontTable.xml")).Elements(W + "font")
        .ToDictionary(f => f.Attribute(W + "name")!.Value, f => f.Element(W + "altName")!.Attribute(W + "val")!.Value)
        .ShouldBe(new Dictionary<string, string> { ["方正小标宋简体"] = "宋体", ["仿宋_GB2312"] = "仿宋", ["楷体_GB2312"] = "楷体", ["黑体"] = "SimHei", ["宋体"] = "SimSun" }, ignoreOrder: true);

    [Fact]
    public void Numbers_OnOddAndEvenPages_StandOutside()
    {
        var (odd, even) = (XElement.Parse(Part(Draft, "word/footer1.xml")), XElement.Parse(Part(Draft, "word/footer2.xml")));
        odd.Descendants(W + "jc").Single().Attribute(W + "val")!.Value.ShouldBe("right");
        even.Descendants(W + "jc").Single().Attribute(W + "val")!.Value.ShouldBe("left");
        string.Concat(odd.Descendants(W + "t").Select(t => t.Value)).ShouldBe("— 1 —");
        odd.Descendants(W + "instrText").Single().Value.Trim().ShouldBe("PAGE");
        odd.Descendants(W + "rFonts").ShouldAllBe(f => f.Attribute(W + "eastAsia")!.Value == "宋体");
        odd.Descendants(W + "sz").ShouldAllBe(s => s.Attribute(W + "val")!.Value == "28");
        Part(Draft, "word/settings.xml").ShouldContain("evenAndOddHeaders");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Draft_UntilItIsSigned_SaysSoOnEveryKindOfPageAndLeavesBlanks(bool isCorrespondence)
    {
        var draft = Draft with { IsCorrespondence = isCorrespondence };
        for (var page = 1; page <= (isCorrespondence ? 3 : 2); page++)
        {
            var header = Part(draft, $"word/header{page}.xml");
            XElement.Parse(header).Descendants(W + "t").ShouldContain(t => t.Value == "草　稿");
            header.ShouldContain("string=\"草　稿\"");
        }

        var words = Words(draft);
        words.ShouldContain("〔　　　　〕　　号");
        words.ShouldContain("签发人：");
        words.ShouldContain("　　　　年　　月　　日");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Letter_OnceItIsSigned_BearsNumberAndDateAndNoMark(bool isCorrespondence)
    {
        var signed = Draft with { Signer = "张三", Number = "莱督〔2024〕3号", Date = new(2024, 11, 5), IsCorrespondence = isCorrespondence };
        Parts(signed).ShouldAllBe(p => !p.Text.Contains("草　稿", StringComparison.Ordinal));
        var words = Words(signed);
        words.ShouldContain("莱督〔2024〕3号");
        words.ShouldContain("2024年11月5日");
        words.ShouldNotContain("签发人：");
    }

    [Fact]
    public void Correspondence_ByTheStandard_HasRedDoubleLinesAndNoNumberOnItsFirstPage()
    {
        var letter = Draft with { IsCorrespondence = true };
        XElement.Parse(Part(letter, "word/header3.xml")).Descendants(W + "bottom").Single().Attribute(W + "val")!.Value.ShouldBe("thickThinSmallGap");
        XElement.Parse(Part(letter, "word/footer3.xml")).Descendants(W + "bottom").Single().Attribute(W + "val")!.Value.ShouldBe("thinThickSmallGap");
        Part(letter, "word/footer3.xml").ShouldNotContain("PAGE");
        Document(letter).Descendants(W + "titlePg").Count().ShouldBe(1);
    }

    [Fact]
    public void Imprint_NamesCopiesAndPrinter()
    {
        var words = Words(Draft with { Copies = ["区委办公室", "区政府办公室"], Issuer = "区政府督查室" });
        words.ShouldContain("　抄送：区委办公室，区政府办公室。");
        words.ShouldContain("　区政府督查室");
        words.ShouldContain("　　　　年　　月　　日印发");
    }

    [Fact]
    public void Attachments_AreListedAndBeginANewPage()
    {
        var document = Document(Draft with { Attachments = [new("清单", []), new("指标", [])] });
        var words = document.Descendants(W + "t").Select(t => t.Value).ToList();
        words.ShouldContain("附件：1.清单");
        words.ShouldContain("2.指标");
        ParagraphOf(document, "附件1").Descendants(W + "pageBreakBefore").Count().ShouldBe(1);
        ParagraphOf(document, "附件2").Descendants(W + "pageBreakBefore").Count().ShouldBe(1);
        LookOf(document, "附件2").ShouldBe(("黑体", 16, false, null));
    }

    [Fact]
    public void Table_OverManyPages_RepeatsItsHead()
    {
        var document = Document(SampleLetters.Long(2000));
        document.Descendants(W + "tr").Count().ShouldBe(2001);
        document.Descendants(W + "tblHeader").Count().ShouldBe(1);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(60)]
    [InlineData(400)]
    public void Masthead_HoweverLong_StaysWithinItsSizes(int characters)
    {
        var issuer = new string('局', characters);
        LookOf(Document(Draft with { Issuer = issuer }), issuer).Points.ShouldBeInRange(28, 62);
    }

    [Theory]
    [InlineData("关于莱山区“十四五”卫生与健康规划任务推进情况的通报", "关于莱山区“十四五”", "卫生与健康规划任务推进情况的通报")]
    [InlineData("关于《莱山区“十四五”卫生与健康规划》2024年11月任务推进情况的通报", "关于《莱山区“十四五”卫生与健康规划》", "2024年11月任务推进情况的通报")]
    [InlineData("关于情况的通报", "关于情况的通报")]
    public void Title_WhenItTakesTwoLines_PartsBehindAName(string title, params string[] lines) =>
        LetterHead.Title(title).Descendants<DocumentFormat.OpenXml.Wordprocessing.Text>().Select(t => t.Text).ShouldBe(lines);

    [Fact]
    public void Letter_WrittenTwice_IsTheSameBytes() => LetterFile.Write(SampleLetters.Whole("甲", "乙")).ShouldBe(LetterFile.Write(SampleLetters.Whole("甲", "乙")));

    [Fact]
    public void Letter_ReadAsADocument_HasItsLinesInOrder()
    {
        var lines = Shown.Lines("x.docx", LetterFile.Write(Draft with { Title = "关于情况的通报", Body = [new LetterHeading(1, "总体"), new LetterParagraph("正文。")], Attachments = [], Copies = [] }));
        Array.IndexOf(lines, "关于情况的通报").ShouldBeGreaterThan(0);
        Array.IndexOf(lines, "正文。").ShouldBe(Array.IndexOf(lines, "一、总体") + 1);
    }

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(W + name)!.Value, CultureInfo.InvariantCulture);

    private static double Millimetres(XElement element, string name) => Number(element, name) / 1440 * 25.4;

    private static XElement Document(OfficialLetter letter) => XElement.Parse(Part(letter, "word/document.xml"));

    private static List<string> Words(OfficialLetter letter) => [.. Document(letter).Descendants(W + "t").Select(t => t.Value)];

    private static string Part(OfficialLetter letter, string path) => Parts(letter).Single(p => p.Path == path).Text;

    private static List<(string Path, string Text)> Parts(OfficialLetter letter)
    {
        using var zip = new ZipArchive(new MemoryStream(LetterFile.Write(letter)));
        return [.. zip.Entries.Select(e => (e.FullName, new StreamReader(e.Open()).ReadToEnd()))];
    }

    private static XElement ParagraphOf(XElement document, string text) => document.Descendants(W + "p").First(p => string.Concat(p.Descendants(W + "t").Select(t => t.Value)) == text);

    private static (string Font, int Points, bool Bold, string? Colour) LookOf(XElement document, string text)
    {
        var look = document.Descendants(W + "r").First(r => r.Element(W + "t")?.Value == text).Element(W + "rPr")!;
        return (look.Element(W + "rFonts")!.Attribute(W + "eastAsia")!.Value, (int)Number(look.Element(W + "sz")!, "val") / 2, look.Element(W + "b") is not null, look.Element(W + "color")?.Attribute(W + "val")!.Value);
    }
}
