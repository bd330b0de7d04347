using static TaskTracker.Tests.Documents.OfficeFiles;

namespace TaskTracker.Tests.Documents;

public sealed class WordDocumentTests
{
    private const string Headings = """
        <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="mine"><w:name w:val="我的标题"/><w:basedOn w:val="1"/></w:style>
        <w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>
        <w:style w:type="character" w:styleId="secret"><w:rPr><w:vanish/></w:rPr></w:style>
        """;

    private static string[] Read(string body, string styles = "") => Shown.Lines("plan.docx", Docx(body, styles));

    [Fact]
    public void Paragraph_WhenInSeveralRuns_IsOneLine() =>
        Read("<w:p><w:r><w:t>建设</w:t></w:r><w:r><w:tab/></w:r><w:hyperlink><w:r><w:t>三所</w:t></w:r></w:hyperlink><w:r><w:t>学校</w:t><w:noBreakHyphen/></w:r></w:p>").ShouldBe(["建设 三所学校-"]);

    [Fact]
    public void Break_WithinText_BeginsALine_ButWithinAHeadingOrCentredTitleDoesNot() => Read(
        """
        <w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>甲县发展</w:t><w:br/><w:t>规划</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>一、加强</w:t><w:br/><w:t>建设</w:t></w:r></w:p>
        <w:p><w:r><w:t>第一行</w:t><w:br/><w:t>第二行</w:t></w:r></w:p>
        """, Headings).ShouldBe(["甲县发展规划", "一、加强建设", "第一行", "第二行"]);

    [Fact]
    public void Text_WhenDeletedMovedAwayHiddenOrANote_IsLeftOut() => Read(
        """
        <w:p><w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:ins><w:r><w:t>插</w:t></w:r></w:ins>
        <w:moveFrom><w:r><w:t>移出</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>移入</w:t></w:r></w:moveTo>
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>显</w:t></w:r><w:r><w:rPr><w:rStyle w:val="secret"/></w:rPr><w:t>藏</w:t></w:r>
        <w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:commentReference w:id="1"/></w:r></w:p>
        """, Headings).ShouldBe(["留插移入显"]);

    [Fact]
    public void Field_ShowsItsResultAndNotItsCode_AndNoPageNumbers() => Read(
        """
        <w:p><w:r><w:t>日期</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE \@ "yyyy"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>
        <w:r><w:t>2023</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>年</w:t></w:r>
        <w:fldSimple w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple><w:fldSimple w:instr=" REF x "><w:r><w:t>见表1</w:t></w:r></w:fldSimple></w:p>
        <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>坏的</w:instrText></w:r></w:p>
        <w:p><w:r><w:t>后文仍在</w:t></w:r></w:p>
        """).ShouldBe(["日期2023年见表1", "后文仍在"]);

    [Fact]
    public void Contents_WhenWordsOwn_AreLeftOutWithTheirCaption() => Read(
        $"""
        {P("目  录")}
        <w:p><w:pPr><w:pStyle w:val="toc"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \o "1-3"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>一、总则</w:t><w:tab/><w:t>1</w:t></w:r></w:p>
        <w:p><w:r><w:t>二、任务</w:t><w:tab/><w:t>5</w:t></w:r></w:p>
        {P("一、总则", "<w:pStyle w:val=\"mine\"/>")}
        {P("目录")}
        {P("正文")}
        """, Headings).ShouldBe(["一、总则", "目录", "正文"]);

    [Fact]
    public void Heading_ByStyleOwnLevelOrBase_HasItsDepth() => Shown.Document("plan.docx", Docx(
        P("一级", "<w:pStyle w:val=\"1\"/>") + P("也是一级", "<w:pStyle w:val=\"mine\"/>") + P("三级", "<w:outlineLvl w:val=\"2\"/>") + P("正文", "<w:pStyle w:val=\"1\"/><w:outlineLvl w:val=\"9\"/>"), Headings))
        .Headings.Select(h => (h.Line, h.Depth)).ShouldBe([(1, 1), (2, 1), (3, 3)]);

    [Fact]
    public void TextBox_StandsAfterItsAnchorOnce() => Read(
        """
        <w:p><w:r><w:t>锚</w:t></w:r><w:r><mc:AlternateContent>
          <mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>框中一</w:t></w:r></w:p><w:p><w:r><w:t>框中二</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>
          <mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>框中一</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>后</w:t></w:r></w:p>
        <w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>旧式框</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>
        """).ShouldBe(["锚后", "框中一", "框中二", "旧式框"]);

    [Fact]
    public void ContentControl_IsEntered_UnlessItOnlyAsksForText() => Read(
        """
        <w:sdt><w:sdtContent><w:p><w:r><w:t>控件里</w:t></w:r></w:p></w:sdtContent></w:sdt>
        <w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击此处</w:t></w:r></w:sdtContent></w:sdt><w:sdt><w:sdtContent><w:r><w:t>填好的</w:t></w:r></w:sdtContent></w:sdt></w:p>
        """).ShouldBe(["控件里", "填好的"]);

    [Fact]
    public void Paragraph_WhenItsMarkIsDeletedOrHidden_RunsOnIntoTheNext() => Read(
        """
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p><w:p><w:r><w:t>后半</w:t></w:r></w:p>
        <w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>标题。</w:t></w:r></w:p><w:p><w:r><w:t>正文</w:t></w:r></w:p>
        """).ShouldBe(["前半后半", "标题。正文"]);

    [Fact]
    public void Symbol_OfASymbolFont_IsATickABoxOrNothing() =>
        Read("<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/><w:sym w:font=\"Wingdings\" w:char=\"F0A8\"/><w:sym w:font=\"Wingdings\" w:char=\"F04A\"/><w:sym w:font=\"宋体\" w:char=\"2460\"/></w:r></w:p>").ShouldBe(["√□①"]);

    [Fact]
    public void Table_WithMergedCells_KeepsThemAtTheirCorner()
    {
        var document = Shown.Document("plan.docx", Docx(
            $"""
            {P("前")}<w:tbl>
            <w:tr><w:trPr><w:tblHeader/></w:trPr>{Cell("类别")}{Cell("任务")}{Cell("单位", "<w:gridSpan w:val=\"2\"/>")}</w:tr>
            <w:tr>{Cell("一类", "<w:vMerge w:val=\"restart\"/>")}{Cell("甲")}{Cell("牵头")}{Cell("配合")}</w:tr>
            <w:tr>{Cell("", "<w:vMerge/>")}<w:tc>{P("乙")}{P("乙二")}</w:tc>{Cell("")}{Cell("丙局")}</w:tr>
            <w:tr><w:trPr><w:del/></w:trPr>{Cell("删")}{Cell("删")}{Cell("删")}{Cell("删")}</w:tr>
            <w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{Cell("丁")}{Cell("x")}<w:tc><w:tbl><w:tr>{Cell("内一")}{Cell("内二")}</w:tr></w:tbl><w:p/></w:tc></w:tr>
            </w:tbl>{P("后")}
            """));
        Shown.Table(document).ShouldBe("类别|任务|(1x2)单位\n(2x1)一类|甲|牵头|配合\n乙/乙二||丙局\n|丁|x|内一/内二");
        Shown.LinesOf(document)[0].ShouldBe("前");
        Shown.LinesOf(document)[^1].ShouldBe("后");
    }

    [Fact]
    public void Table_OfOneCellWithHeadings_IsAFrameAndNoTable()
    {
        var document = Shown.Document("plan.docx", Docx($"<w:tbl><w:tr><w:tc>{P("一、总则", "<w:pStyle w:val=\"1\"/>")}{P("正文")}</w:tc></w:tr></w:tbl>", Headings));
        document.Tables.ShouldBeEmpty();
        Shown.LinesOf(document).ShouldBe(["一、总则", "正文"]);
    }

    [Fact]
    public void Part_WhenTheNamesInTheFileAreOdd_IsFound() => Shown.Lines("plan.docx", Zip(
        ("_rels\\.rels", Rels("<Relationship Id=\"a\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" Target=\"/WORD/document2.xml\"/>")),
        ("word\\document2.xml", WordPart("document", $"<w:body>{P("在")}</w:body>")))).ShouldBe(["在"]);

    [Fact]
    public void Document_InTheStrictFormat_IsReadLikeAnyOther() => Shown.Lines("plan.docx", Zip(
        ("word/document.xml", "<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><w:body><w:p><w:r><w:t>严格</w:t></w:r></w:p></w:body></w:document>"))).ShouldBe(["严格"]);

    private static string Cell(string text, string properties = "") => $"<w:tc><w:tcPr>{properties}</w:tcPr>{P(text)}</w:tc>";
}
