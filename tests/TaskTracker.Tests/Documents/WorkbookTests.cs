using static TaskTracker.Tests.Documents.OfficeFiles;

namespace TaskTracker.Tests.Documents;

public sealed class WorkbookTests
{
    private static string Row(int row, params string[] cells) => $"<row r=\"{row}\">{string.Concat(cells)}</row>";

    private static string Text(string place, string text) => $"<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>";

    private static string Number(string place, string value, int style = 0) => $"<c r=\"{place}\" s=\"{style}\"><v>{value}</v></c>";

    private static string Read(string sheet, string styles = "", string texts = "", string book = "") => Shown.Table(Shown.Document("book.xlsx", Xlsx(sheet, styles, texts, book)));

    [Fact]
    public void Cells_OfEveryKind_AreShown() => Read(
        $"<sheetData>{Row(1, "<c r=\"A1\" t=\"s\"><v>0</v></c>", "<c r=\"B1\" t=\"s\"><v>1</v></c>", Text("C1", "行内"), Number("D1", "12"), Number("E1", "0.30000000000000004"))}"
        + $"{Row(2, "<c r=\"A2\" t=\"b\"><v>1</v></c>", "<c r=\"B2\" t=\"str\"><f>A1&amp;B1</f><v>算出</v></c>", "<c r=\"C2\"><f>1+1</f><v>2</v></c>", "<c r=\"D2\" t=\"e\"><v>#REF!</v></c>", "<c r=\"E2\" t=\"s\"><v>99</v></c>")}</sheetData>",
        texts: "<si><t>共享</t></si><si><r><t>富</t></r><r><rPr><b/></rPr><t>文本&#10;换行</t></r><rPh sb=\"0\" eb=\"1\"><t>注音</t></rPh></si>")
        .ShouldBe("共享|富文本/换行|行内|12|0.3\nTRUE|算出|2|#REF!|");

    [Theory]
    [InlineData("14", "45291", "2023年12月31日")]
    [InlineData("31", "45291", "2023年12月31日")]
    [InlineData("57", "45291", "2023年12月")]
    [InlineData("yyyy\"年\"m\"月\"", "45291", "2023年12月")]
    [InlineData("yyyy/m/d h:mm", "45291.5", "2023年12月31日 12:00")]
    [InlineData("[$-804]yyyy&quot;年&quot;mm&quot;月&quot;dd&quot;日&quot;;@", "45291", "2023年12月31日")]
    [InlineData("m月d日", "45291", "12月31日")]
    [InlineData("yyyy", "45291", "2023年")]
    [InlineData("h:mm", "0.5", "12:00")]
    [InlineData("14", "-1", "-1")]
    [InlineData("14", "99999999", "99999999")]
    [InlineData("0", "12.5", "13")]
    [InlineData("0.00", "12.345", "12.35")]
    [InlineData("#,##0", "1234567", "1,234,567")]
    [InlineData("0%", "0.85", "85%")]
    [InlineData("0.0%", "0.856", "85.6%")]
    [InlineData("0\"项\"", "12", "12项")]
    [InlineData("\"第\"0\"项\"", "3", "第3项")]
    [InlineData("General", "12", "12")]
    [InlineData("0;-0;\"—\"", "0", "—")]
    [InlineData("0;-0;\"—\"", "-5", "-5")]
    [InlineData("0_);(0)", "-5", "(5)")]
    [InlineData("[DBNum1][$-804]General", "21", "二十一")]
    [InlineData("@", "7", "7")]
    [InlineData("00", "7", "07")]
    [InlineData("0.00E+00", "12000", "12000")]
    [InlineData("", "1E-3", "0.001")]
    [InlineData("", "123456789012", "123456789012")]
    [InlineData("\"", "5", "")]
    [InlineData("[", "5", "")]
    public void Number_IsShownInItsFormat(string format, string value, string expected)
    {
        var isBuiltIn = uint.TryParse(format, out var id) && id is not 0;
        var code = format.Replace("\"", "&quot;", StringComparison.Ordinal);
        var styles = $"<numFmts><numFmt numFmtId=\"200\" formatCode=\"{code}\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"{(isBuiltIn && format != "00" ? id : 200)}\"/></cellXfs>";
        Read($"<sheetData>{Row(1, Text("A1", "x"), Number("B1", value, 1))}</sheetData>", styles).ShouldBe(expected.Length > 0 ? $"x|{expected}" : "x");
    }

    [Fact]
    public void Date_OfAMacintoshWorkbook_CountsFrom1904() =>
        Read($"<sheetData>{Row(1, Number("A1", "43829", 1))}</sheetData>", "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>", book: "<workbookPr date1904=\"1\"/>").ShouldBe("2023年12月31日");

    [Fact]
    public void Merged_CellsAndEmptyRowsAndColumns_MakeASmallGrid() => Read(
        $"<sheetData>{Row(1, Text("B1", "标题"))}{Row(2, Text("B2", "类别"), Text("C2", "任务"), Text("E2", "单位"))}{Row(3, Text("B3", "甲"), Text("C3", "a"))}{Row(4, Text("C4", "b"), Text("E4", "局"))}"
        + $"{Row(9, Text("B9", "注"))}{Row(1048576, "<c r=\"XFD1048576\" s=\"3\"/>")}</sheetData><mergeCells><mergeCell ref=\"B1:XFD1\"/><mergeCell ref=\"B3:B4\"/><mergeCell ref=\"A20:Z99\"/></mergeCells>")
        .ShouldBe("(1x3)标题\n类别|任务|单位\n(2x1)甲|a|\nb|局\n||\n注||");

    [Fact]
    public void Hidden_SheetsRowsAndColumns_AreLeftOutAndSaid()
    {
        var document = Shown.Document("book.xlsx", Xlsx(
        [
            ("甲表", "", $"<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData>{Row(1, Text("A1", "任务"), Text("B1", "密"), Text("C1", "单位"))}<row r=\"2\" hidden=\"1\">{Text("A2", "藏")}</row>{Row(3, Text("A3", "乙"))}</sheetData>"),
            ("字典", "state=\"hidden\"", $"<sheetData>{Row(1, Text("A1", "秘"))}</sheetData>"),
            ("乙表", "", $"<sheetData>{Row(1, Text("A1", "丙"))}</sheetData>"),
            ("空表", "", "<sheetData/>"),
        ]));
        Shown.LinesOf(document).ShouldBe(["甲表", "任务", "单位", "乙", "", "乙表", "丙"]);
        document.Tables.Count.ShouldBe(2);
        document.Findings.Select(f => (f.Line, f.Code)).ShouldBe([(1, "hidden-sheet"), (2, "hidden-cells")]);
        document.Findings[0].Text.ShouldContain("字典");
        document.Findings[1].Text.ShouldContain("1行、1列");
    }

    [Fact]
    public void Merged_WhenItsFirstRowIsHidden_ShowsInWhatIsLeft() => Read(
        $"<sheetData><row r=\"1\" hidden=\"1\">{Text("A1", "类")}{Text("B1", "藏")}</row>{Row(2, Text("B2", "甲"))}{Row(3, Text("B3", "乙"))}</sheetData><mergeCells><mergeCell ref=\"A1:A3\"/></mergeCells>")
        .ShouldBe("(2x1)类|甲\n乙");

    [Fact]
    public void Formula_WithoutAResult_IsSaid()
    {
        var document = Shown.Document("book.xlsx", Xlsx($"<sheetData>{Row(1, Text("A1", "x"), "<c r=\"B1\"><f>A1</f></c>")}</sheetData>"));
        document.Findings.ShouldHaveSingleItem().Code.ShouldBe("formula-without-value");
    }

    [Fact]
    public void Cells_WithoutPlaces_StandOneAfterTheOther() => Read("<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>").ShouldBe("1|2\n3|");
}
