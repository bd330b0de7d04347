using static TaskTracker.Tests.Documents.OfficeFiles;

namespace TaskTracker.Tests.Documents.Word;

/// <summary>Automatic numbers, written out as Word shows them.</summary>
public sealed class WordNumberingTests
{
    private static string Level(int level, string format, string text, string more = "") =>
        $"<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>";

    private static string Kind(int id, params string[] levels) => $"<w:abstractNum w:abstractNumId=\"{id}\">{string.Concat(levels)}</w:abstractNum>";

    private static string List(int id, int kind, string overrides = "") => $"<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{kind}\"/>{overrides}</w:num>";

    private static string Item(string text, int list, int level = 0) => P(text, $"<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");

    private static string[] Read(string body, string numbering, string styles = "") => Shown.Lines("plan.docx", Docx(body, styles, numbering));

    [Fact]
    public void Levels_CountByThemselvesAndRestartBelowAHigherOne() => Read(
        Item("甲", 1) + Item("a", 1, 1) + Item("b", 1, 1) + Item("乙", 1) + Item("c", 1, 1) + Item("细", 1, 2),
        Kind(0, Level(0, "chineseCountingThousand", "%1、", "<w:suff w:val=\"nothing\"/>"), Level(1, "chineseCounting", "（%2）"), Level(2, "decimal", "%3.")) + List(1, 0))
        .ShouldBe(["一、甲", "（一）a", "（二）b", "二、乙", "（一）c", "1. 细"]);

    [Fact]
    public void LevelText_WithHigherLevels_ShowsThem_InPlainDigitsWhereLegal() => Read(
        Item("章", 1) + Item("节", 1, 1) + Item("条", 1, 2) + Item("章", 1) + Item("条", 1, 2),
        Kind(0, Level(0, "chineseCounting", "第%1章", "<w:suff w:val=\"space\"/>"), Level(1, "decimal", "%1.%2"), Level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")) + List(1, 0))
        .ShouldBe(["第一章 章", "一.1 节", "1.1.1 条", "第二章 章", "2.1.1 条"]);

    [Fact]
    public void Level_WhenSkipped_CountsAsUsedOnce() => Read(
        Item("a", 1, 1) + Item("b", 1) + Item("c", 1, 2) + Item("d", 1, 1),
        Kind(0, Level(0, "decimal", "%1."), Level(1, "decimal", "%1.%2"), Level(2, "decimal", "%1.%2.%3")) + List(1, 0)).ShouldBe(["1.1 a", "2. b", "2.1.1 c", "2.2 d"]);

    [Fact]
    public void Restart_WhenALevelNeverDoes_CountsOn() => Read(
        Item("一级", 1) + Item("x", 1, 1) + Item("一级", 1) + Item("y", 1, 1),
        Kind(0, Level(0, "decimal", "%1."), Level(1, "decimal", "%2)", "<w:lvlRestart w:val=\"0\"/>")) + List(1, 0)).ShouldBe(["1. 一级", "1) x", "2. 一级", "2) y"]);

    [Fact]
    public void Restart_WhenOnlyAfterTheOutermostLevel_IgnoresTheOneBetween() => Read(
        Item("A", 1) + Item("a", 1, 1) + Item("x", 1, 2) + Item("b", 1, 1) + Item("y", 1, 2) + Item("B", 1) + Item("z", 1, 2),
        Kind(0, Level(0, "decimal", "%1."), Level(1, "lowerLetter", "%2."), Level(2, "decimal", "(%3)", "<w:lvlRestart w:val=\"1\"/>")) + List(1, 0))
        .ShouldBe(["1. A", "a. a", "(1) x", "b. b", "(2) y", "2. B", "(1) z"]);

    [Fact]
    public void Lists_OfOneKind_CountOnFromEachOther_UnlessOneStartsAnew() => Read(
        Item("a", 1) + Item("b", 2) + Item("c", 3) + Item("d", 3) + Item("e", 1),
        Kind(0, Level(0, "decimal", "%1.")) + List(1, 0) + List(2, 0) + List(3, 0, "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride>"))
        .ShouldBe(["1. a", "2. b", "1. c", "2. d", "3. e"]);

    [Fact]
    public void Override_OfALevel_ReplacesItsFormat() => Read(
        Item("a", 1),
        Kind(0, Level(0, "decimal", "%1.")) + List(1, 0, $"<w:lvlOverride w:ilvl=\"0\">{Level(0, "upperRoman", "%1-")}</w:lvlOverride>")).ShouldBe(["I- a"]);

    [Fact]
    public void Style_BringsListAndLevel_AlsoByItsBase_AndZeroTakesThemAway() => Read(
        P("一", "<w:pStyle w:val=\"h1\"/>") + P("二", "<w:pStyle w:val=\"h2\"/>") + P("三", "<w:pStyle w:val=\"h2b\"/>") + P("四", "<w:pStyle w:val=\"h2\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>"),
        Kind(0, Level(0, "chineseCounting", "%1、", "<w:pStyle w:val=\"h1\"/>"), Level(1, "chineseCounting", "（%2）", "<w:pStyle w:val=\"h2\"/>")) + List(1, 0),
        """
        <w:style w:type="paragraph" w:styleId="h1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="h2"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="h2b"><w:basedOn w:val="h2"/></w:style>
        """).ShouldBe(["一、一", "（一）二", "（二）三", "四"]);

    [Fact]
    public void Style_ThatNamesOnlyItsLevel_OrIsNamedByALevel_TakesTheListOfItsBase() => Read(
        P("一", "<w:pStyle w:val=\"h1\"/>") + P("二", "<w:pStyle w:val=\"h2\"/>") + P("三", "<w:pStyle w:val=\"h3\"/>"),
        Kind(0, Level(0, "decimal", "%1.", "<w:pStyle w:val=\"h1\"/>"), Level(1, "decimal", "%1.%2"), Level(2, "decimal", "%1.%2.%3", "<w:pStyle w:val=\"h3\"/>")) + List(1, 0),
        """
        <w:style w:type="paragraph" w:styleId="h1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="h2"><w:basedOn w:val="h1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="h3"><w:basedOn w:val="h2"/></w:style>
        """).ShouldBe(["1. 一", "1.1 二", "1.1.1 三"]);

    [Fact]
    public void NumberingStyle_LeadsToTheListBehindIt() => Read(
        Item("a", 2),
        Kind(0, "<w:styleLink w:val=\"ns\"/>", Level(0, "decimal", "%1）")) + Kind(1, "<w:numStyleLink w:val=\"ns\"/>") + List(1, 0) + List(2, 1),
        "<w:style w:type=\"numbering\" w:styleId=\"ns\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>").ShouldBe(["1）a"]);

    [Fact]
    public void Bullet_IsNotWritten_AndAnEmptyNumberedCellIs()
    {
        Read(Item("点", 1), Kind(0, Level(0, "bullet", "\uF0B7")) + List(1, 0)).ShouldBe(["点"]);
        var document = Shown.Document("plan.docx", Docx(
            $"<w:tbl><w:tr><w:tc>{Item("", 1)}</w:tc><w:tc>{P("甲")}</w:tc></w:tr><w:tr><w:tc>{Item("", 1)}</w:tc><w:tc>{P("乙")}</w:tc></w:tr></w:tbl>", "", Kind(0, Level(0, "decimal", "%1")) + List(1, 0)));
        Shown.Table(document).ShouldBe("1|甲\n2|乙");
    }

    [Fact]
    public void Paragraph_WhenHidden_IsNotCounted() => Read(
        Item("a", 1) + "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r></w:p>" + Item("b", 1),
        Kind(0, Level(0, "decimal", "%1.")) + List(1, 0)).ShouldBe(["1. a", "2. b"]);

    [Theory]
    [InlineData("decimal", "1 2 9 10 11 20 21 99 100")]
    [InlineData("decimalZero", "01 02 09 10 11 20 21 99 100")]
    [InlineData("chineseCounting", "一 二 九 十 十一 二十 二十一 九十九 一○○")]
    [InlineData("chineseCountingThousand", "一 二 九 十 十一 二十 二十一 九十九 一百")]
    [InlineData("chineseLegalSimplified", "壹 贰 玖 壹拾 壹拾壹 贰拾 贰拾壹 玖拾玖 壹佰")]
    [InlineData("ideographDigital", "一 二 九 一〇 一一 二〇 二一 九九 一〇〇")]
    [InlineData("japaneseCounting", "一 二 九 十 十一 二十 二十一 九十九 百")]
    [InlineData("decimalFullWidth", "１ ２ ９ １０ １１ ２０ ２１ ９９ １００")]
    [InlineData("decimalEnclosedCircle", "① ② ⑨ ⑩ ⑪ ⑳ 21 99 100")]
    [InlineData("decimalEnclosedCircleChinese", "① ② ⑨ ⑩ ⑪ ⑳ 21 99 100")]
    [InlineData("ideographTraditional", "甲 乙 壬 癸 11 20 21 99 100")]
    [InlineData("lowerLetter", "a b i j k t u uuuu vvvv")]
    [InlineData("upperLetter", "A B I J K T U UUUU VVVV")]
    [InlineData("lowerRoman", "i ii ix x xi xx xxi xcix c")]
    [InlineData("upperRoman", "I II IX X XI XX XXI XCIX C")]
    [InlineData("somethingNew", "1 2 9 10 11 20 21 99 100")]
    public void Format_WritesItsNumbers(string format, string expected)
    {
        var starts = new[] { 1, 2, 9, 10, 11, 20, 21, 99, 100 };
        Read(string.Concat(starts.Select(s => Item("", s))), string.Concat(starts.Select(s =>
            Kind(s, $"<w:lvl w:ilvl=\"0\"><w:start w:val=\"{s}\"/><w:numFmt w:val=\"{format}\"/><w:suff w:val=\"nothing\"/><w:lvlText w:val=\"%1\"/></w:lvl>")))
            + string.Concat(starts.Select(s => List(s, s)))).ShouldBe(expected.Split(' '));
    }
}
