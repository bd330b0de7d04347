using System.Globalization;
using System.Xml;

namespace TaskTracker.Letters;

/// <summary>The ledger as .xlsx, row by row: a hundred thousand take no more memory than ten.</summary>
internal static class LedgerWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string SheetName = "台账";
    private const int RowsAbove = 3;
    private const double LinePoints = 13;
    private const double TallestRow = 409;

    /// <summary>Rows that a sheet has room for.</summary>
    public const int MostRows = 1_048_576 - RowsAbove;

    private static readonly IReadOnlyList<(string Title, double Width)> Columns =
    [
        ("序号", 6), ("任务", 30), ("责任单位", 16), ("责任人", 9), ("完成时限", 12), ("进展", 32), ("存在问题", 20), ("下一步", 22), ("状态", 15), ("办结时间", 12),
    ];

    /// <param name="to">Written to from here on; need not be one to seek in.</param>
    public static async Task WriteAsync(Stream to, LedgerHead head, IAsyncEnumerable<LedgerRow> rows, CancellationToken cancel = default)
    {
        using var package = new OfficePackage(
            to,
            [new("xl/workbook.xml", "spreadsheetml.sheet.main"), new("xl/worksheets/sheet1.xml", "spreadsheetml.worksheet"), new("xl/styles.xml", "spreadsheetml.styles")],
            [
                new("", "r1", "officeDocument", "xl/workbook.xml"), new("xl/workbook.xml", "r1", "worksheet", "worksheets/sheet1.xml"),
                new("xl/workbook.xml", "r2", "styles", "styles.xml"),
            ]);
        package.Write("xl/styles.xml", LedgerStyles.Sheet());
        var count = 0;
        await package.WriteAsync("xl/worksheets/sheet1.xml", async xml => count = await SheetAsync(xml, head, rows, cancel));
        package.Write("xl/workbook.xml", xml => Book(xml, count));
    }

    private static async Task<int> SheetAsync(XmlWriter xml, LedgerHead head, IAsyncEnumerable<LedgerRow> rows, CancellationToken cancel)
    {
        xml.WriteStartElement("worksheet", Main);
        xml.WriteRaw("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
            + "<sheetViews><sheetView workbookViewId=\"0\" showGridLines=\"0\"><pane ySplit=\"3\" topLeftCell=\"A4\" activePane=\"bottomLeft\" state=\"frozen\"/>"
            + "<selection pane=\"bottomLeft\" activeCell=\"A4\" sqref=\"A4\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>");
        xml.WriteStartElement("cols", Main);
        for (var i = 0; i < Columns.Count; i++)
        {
            xml.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{Columns[i].Width}\" customWidth=\"1\"/>"));
        }

        xml.WriteEndElement();
        xml.WriteStartElement("sheetData", Main);
        Head(xml, head);
        var count = 0;
        await foreach (var row in rows.WithCancellation(cancel))
        {
            Row(xml, ++count, row);
        }

        xml.WriteEndElement();
        xml.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"<autoFilter ref=\"A{RowsAbove}:J{RowsAbove + count}\"/>")
            + "<mergeCells count=\"2\"><mergeCell ref=\"A1:J1\"/><mergeCell ref=\"A2:J2\"/></mergeCells><printOptions horizontalCentered=\"1\"/>"
            + "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.7\" header=\"0.3\" footer=\"0.35\"/>"
            + "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/><headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>");
        xml.WriteEndElement();
        return count;
    }

    private static void Head(XmlWriter xml, LedgerHead head)
    {
        xml.WriteRaw("<row r=\"1\" ht=\"30\" customHeight=\"1\">");
        Text(xml, 'A', 1, head.Title, LedgerStyles.Title);
        xml.WriteRaw("</row><row r=\"2\" ht=\"18\" customHeight=\"1\">");
        Text(xml, 'A', 2, head.About, LedgerStyles.About);
        xml.WriteRaw("</row><row r=\"3\" ht=\"24\" customHeight=\"1\">");
        for (var i = 0; i < Columns.Count; i++)
        {
            Text(xml, (char)('A' + i), RowsAbove, Columns[i].Title, LedgerStyles.Heading);
        }

        xml.WriteRaw("</row>");
    }

    private static void Row(XmlWriter xml, int number, LedgerRow row)
    {
        var at = RowsAbove + number;
        xml.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"<row r=\"{at}\" ht=\"{HeightOf(row)}\"><c r=\"A{at}\" s=\"{LedgerStyles.Number}\"><v>{number}</v></c>"));
        Text(xml, 'B', at, row.Task, LedgerStyles.Text);
        Text(xml, 'C', at, row.Department, LedgerStyles.Text);
        Text(xml, 'D', at, row.Person, LedgerStyles.Text);
        Day(xml, 'E', at, row.Due);
        Text(xml, 'F', at, row.Progress, LedgerStyles.Text);
        Text(xml, 'G', at, row.Problems, LedgerStyles.Text);
        Text(xml, 'H', at, row.NextStep, LedgerStyles.Text);
        Text(xml, 'I', at, row.State, LedgerStyles.Text);
        Day(xml, 'J', at, row.ClosedOn);
        xml.WriteRaw("</row>");
    }

    /// <summary>Estimated in points, for programs that don't fit rows to wrapped text when they open a file; the ones that do keep doing it.</summary>
    private static double HeightOf(LedgerRow row)
    {
        var lines = new[] { row.Task, row.Department, row.Person, "", row.Progress, row.Problems, row.NextStep, row.State }
            .Select((text, i) => PrintedText.Lines(text).Sum(line => (int)Math.Ceiling(line.Sum(c => c < 128 ? 1 : 2) / (Columns[i + 1].Width - 1)))).Max();
        return Math.Clamp((lines * LinePoints) + 5, 18, TallestRow);
    }

    private static void Text(XmlWriter xml, char column, int row, string text, int style)
    {
        var cell = CellText.Of(text);
        xml.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{column}{row}\" s=\"{style}\""));
        if (cell.Length == 0)
        {
            xml.WriteRaw("/>");
            return;
        }

        xml.WriteRaw(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        xml.WriteString(CellText.Escaped(cell));
        xml.WriteRaw("</t></is></c>");
    }

    /// <summary>A real date, so that the sheet sorts and filters by it.</summary>
    private static void Day(XmlWriter xml, char column, int row, DateOnly? day) => xml.WriteRaw(day is { } known
        ? string.Create(CultureInfo.InvariantCulture, $"<c r=\"{column}{row}\" s=\"{LedgerStyles.Day}\"><v>{known.ToDateTime(TimeOnly.MinValue).ToOADate():0}</v></c>")
        : string.Create(CultureInfo.InvariantCulture, $"<c r=\"{column}{row}\" s=\"{LedgerStyles.Day}\"/>"));

    /// <summary>The two hidden names repeat the heads on every printed page and make the filter's arrows.</summary>
    private static void Book(XmlWriter xml, int count)
    {
        xml.WriteStartElement("workbook", Main);
        xml.WriteAttributeString("xmlns", "r", null, "http://schemas.openxmlformats.org/officeDocument/2006/relationships");
        xml.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"<bookViews><workbookView/></bookViews><sheets><sheet name=\"{SheetName}\" sheetId=\"1\" r:id=\"r1\"/></sheets><definedNames>"
            + $"<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"0\" hidden=\"1\">{SheetName}!$A${RowsAbove}:$J${RowsAbove + count}</definedName>"
            + $"<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">{SheetName}!$1:${RowsAbove}</definedName></definedNames>"));
        xml.WriteEndElement();
    }
}
