using System.Globalization;
using System.Xml;

namespace TaskTracker.Letters;

/// <summary>A row to be filled in.</summary>
/// <param name="Key">Stands in a hidden column and comes back with the row.</param>
internal sealed record ReportRow(string Key, string Task, string Department, string State, int? Percent, string Done, string Problems, string NextStep);

/// <summary>A .xlsx of responsibilities to be reported on, filled with what was reported last, to be changed and sent back.</summary>
internal static class ReportWorkbook
{
    public const int HeadRow = 3;
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string SheetName = "填报";
    private const char StateColumn = 'D';

    /// <summary>By these heads the columns are known again, in whatever order they come back.</summary>
    public static IReadOnlyList<(string Title, double Width)> Columns { get; } =
    [
        ("识别码", 10), ("任务", 34), ("责任单位", 16), ("状态", 16), ("完成百分比", 12), ("已开展工作", 40), ("存在问题", 28), ("下一步", 28), ("没有变化也填报", 15),
    ];

    /// <summary>What the last column says where a row is meant though nothing in it changed.</summary>
    public const string Yes = "是";

    public static void Write(Stream to, string title, string about, IReadOnlyList<string> states, IReadOnlyList<ReportRow> rows)
    {
        using var package = new OfficePackage(
            to,
            [new("xl/workbook.xml", "spreadsheetml.sheet.main"), new("xl/worksheets/sheet1.xml", "spreadsheetml.worksheet"), new("xl/styles.xml", "spreadsheetml.styles")],
            [
                new("", "r1", "officeDocument", "xl/workbook.xml"), new("xl/workbook.xml", "r1", "worksheet", "worksheets/sheet1.xml"),
                new("xl/workbook.xml", "r2", "styles", "styles.xml"),
            ]);
        package.Write("xl/styles.xml", LedgerStyles.Sheet());
        package.Write("xl/worksheets/sheet1.xml", xml => Sheet(xml, title, about, states, rows));
        package.Write("xl/workbook.xml", Book);
    }

    private static void Sheet(XmlWriter xml, string title, string about, IReadOnlyList<string> states, IReadOnlyList<ReportRow> rows)
    {
        xml.WriteStartElement("worksheet", Main);
        xml.WriteRaw($"<sheetViews><sheetView workbookViewId=\"0\"><pane xSplit=\"3\" ySplit=\"{HeadRow}\" topLeftCell=\"D{HeadRow + 1}\" activePane=\"bottomRight\" state=\"frozen\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>");
        xml.WriteStartElement("cols", Main);
        for (var i = 0; i < Columns.Count; i++)
        {
            xml.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{Columns[i].Width}\" customWidth=\"1\"{(i == 0 ? " hidden=\"1\"" : "")}/>"));
        }

        xml.WriteEndElement();
        xml.WriteStartElement("sheetData", Main);
        Row(xml, 1, 30, [null, title], LedgerStyles.Title);
        Row(xml, 2, 18, [null, about], LedgerStyles.About);
        Row(xml, HeadRow, 24, [.. Columns.Select(c => c.Title)], LedgerStyles.Heading);
        foreach (var (i, row) in rows.Index())
        {
            Row(xml, HeadRow + 1 + i, 45, [row.Key, row.Task, row.Department, row.State, row.Percent, row.Done, row.Problems, row.NextStep, ""], LedgerStyles.Text);
        }

        xml.WriteEndElement();
        if (rows.Count > 0)
        {
            var last = HeadRow + rows.Count;
            xml.WriteRaw($"<dataValidations count=\"2\">{List(StateColumn, states, last)}{List((char)('A' + Columns.Count - 1), [Yes], last)}</dataValidations>");
        }

        xml.WriteRaw("<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>");
        xml.WriteEndElement();
    }

    private static string List(char column, IReadOnlyList<string> values, int last) =>
        $"<dataValidation type=\"list\" allowBlank=\"1\" showErrorMessage=\"1\" sqref=\"{column}{HeadRow + 1}:{column}{last}\"><formula1>\"{string.Join(',', values)}\"</formula1></dataValidation>";

    private static void Row(XmlWriter xml, int number, int height, IReadOnlyList<object?> cells, int style)
    {
        xml.WriteRaw($"<row r=\"{number}\" ht=\"{height}\" customHeight=\"1\">");
        foreach (var (i, cell) in cells.Index())
        {
            var at = $"{(char)('A' + i)}{number}";
            if (cell is int whole)
            {
                xml.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{at}\" s=\"{LedgerStyles.Number}\"><v>{whole}</v></c>"));
            }
            else if (CellText.Of(cell as string) is { Length: > 0 } text)
            {
                xml.WriteRaw($"<c r=\"{at}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
                xml.WriteString(CellText.Escaped(text));
                xml.WriteRaw("</t></is></c>");
            }
            else if (cell is not null || number > HeadRow)
            {
                xml.WriteRaw($"<c r=\"{at}\" s=\"{style}\"/>");
            }
        }

        xml.WriteRaw("</row>");
    }

    private static void Book(XmlWriter xml)
    {
        xml.WriteStartElement("workbook", Main);
        xml.WriteAttributeString("xmlns", "r", null, "http://schemas.openxmlformats.org/officeDocument/2006/relationships");
        xml.WriteRaw($"<bookViews><workbookView/></bookViews><sheets><sheet name=\"{SheetName}\" sheetId=\"1\" r:id=\"r1\"/></sheets>");
        xml.WriteEndElement();
    }
}
