using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using TaskTracker.Letters;
using TaskTracker.Tests.Documents;
using Xunit.Abstractions;

namespace TaskTracker.Tests.Letters;

public sealed class LedgerWorkbookTests(ITestOutputHelper output)
{
    private static readonly XNamespace S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly LedgerHead Head = new("《规划》任务台账", "截至2024年11月20日　共2项");

    private static readonly LedgerRow[] Two =
    [
        new("1 任务", "甲局", "张三", new(2024, 11, 29), "推进中，60%\n已完成招标。", "", "继续推进。", "绿灯\n推进中", null),
        new("2 任务", "乙局", "", null, "未填报", "缺少经费。", "", "已销号", new(2024, 9, 27)),
    ];

    [Fact]
    public async Task Ledger_ReadByAnotherReader_HasItsRows() => Shown.Table(Shown.Document("x.xlsx", await WriteAsync(Two))).ShouldBe("""
        (1x10)《规划》任务台账
        (1x10)截至2024年11月20日　共2项
        序号|任务|责任单位|责任人|完成时限|进展|存在问题|下一步|状态|办结时间
        1|1 任务|甲局|张三|2024年11月29日|推进中，60%/已完成招标。||继续推进。|绿灯/推进中|
        2|2 任务|乙局|||未填报|缺少经费。||已销号|2024年9月27日
        """.ReplaceLineEndings("\n"));

    [Fact]
    public async Task Ledger_OnPaper_IsLandscapeA4WithItsHeadOnEveryPage()
    {
        var bytes = await WriteAsync(Two);
        var sheet = Part(bytes, "xl/worksheets/sheet1.xml");
        var setup = sheet.Element(S + "pageSetup")!;
        (setup.Attribute("paperSize")!.Value, setup.Attribute("orientation")!.Value, setup.Attribute("fitToHeight")!.Value).ShouldBe(("9", "landscape", "0"));
        sheet.Element(S + "sheetPr")!.Element(S + "pageSetUpPr")!.Attribute("fitToPage")!.Value.ShouldBe("1");
        sheet.Descendants(S + "pane").Single().Attribute("ySplit")!.Value.ShouldBe("3");
        sheet.Element(S + "autoFilter")!.Attribute("ref")!.Value.ShouldBe("A3:J5");
        Part(bytes, "xl/workbook.xml").Descendants(S + "definedName").ToDictionary(n => n.Attribute("name")!.Value, n => n.Value)
            .ShouldBe(new Dictionary<string, string> { ["_xlnm._FilterDatabase"] = "台账!$A$3:$J$5", ["_xlnm.Print_Titles"] = "台账!$1:$3" }, ignoreOrder: true);
        var text = sheet.Descendants(S + "c").First(c => c.Attribute("r")!.Value == "F4").Attribute("s")!.Value;
        Part(bytes, "xl/styles.xml").Element(S + "cellXfs")!.Elements().ElementAt(int.Parse(text, CultureInfo.InvariantCulture)).Element(S + "alignment")!.Attribute("wrapText")!.Value.ShouldBe("1");
    }

    [Theory]
    [InlineData(SampleLetters.Hostile)]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")")]
    [InlineData("\t=1")]
    [InlineData("_x003D_1")]
    public async Task Cells_WhateverTheirTexts_AreValidTextAndNoFormulas(string text)
    {
        var bytes = await WriteAsync([new(text, text, text, null, text, text, text, text, null)], new(text, text));
        using (var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false))
        {
            new OpenXmlValidator(FileFormatVersions.Office2013).Validate(document).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}").ShouldBeEmpty();
        }

        var sheet = Part(bytes, "xl/worksheets/sheet1.xml");
        sheet.Descendants(S + "f").ShouldBeEmpty();
        var cells = sheet.Descendants(S + "is").Select(i => i.Value.Replace("_x005F_", "_", StringComparison.Ordinal)).ToList();
        cells.Count(c => c == CellText.Of(text)).ShouldBe(9);
        cells.ShouldAllBe(c => !"=+-@\t\r".Contains(c[0], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ledger_WrittenTwice_IsTheSameBytes() => (await WriteAsync(Two)).ShouldBe(await WriteAsync(Two));

    [Fact]
    public async Task Ledger_WithoutRows_IsAValidSheet()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(await WriteAsync([])), isEditable: false);
        new OpenXmlValidator(FileFormatVersions.Office2013).Validate(document).ShouldBeEmpty();
    }

    [Fact]
    public async Task Ledger_OfAHundredThousandRows_HoldsNoneThatIsWritten()
    {
        var written = new List<WeakReference>();
        var watch = Stopwatch.StartNew();
        await LedgerWorkbook.WriteAsync(Stream.Null, Head, RowsAsync(100_000, written));
        output.WriteLine($"100,000 rows in {watch.Elapsed.TotalSeconds:0.0} s.");
        written.Count.ShouldBe(100);
        GC.Collect();
        written.Count(r => r.IsAlive).ShouldBeLessThan(3);
    }

    /// <param name="written">Every thousandth row, held by nobody else but the writer.</param>
    private static async IAsyncEnumerable<LedgerRow> RowsAsync(int count, List<WeakReference> written)
    {
        for (var i = 0; i < count; i++)
        {
            if (i == count - 1)
            {
                GC.Collect();
                written.Count(r => r.IsAlive).ShouldBeLessThan(3);
            }

            yield return Row(i, written);
        }

        await Task.CompletedTask;
    }

    private static LedgerRow Row(int i, List<WeakReference> written)
    {
        var row = new LedgerRow(
            $"{i} 加强公共卫生服务体系建设，提升基层服务能力", "区卫生健康局", "张三", new(2024, 11, 29), $"2024年三季度：按序时进度推进，60%\n已完成第{i}项。", "", "继续推进，下季度报送进展。", "绿灯\n推进中", null);
        if (i % 1000 == 0)
        {
            written.Add(new WeakReference(row));
        }

        return row;
    }

    private static async Task<byte[]> WriteAsync(LedgerRow[] rows, LedgerHead? head = null)
    {
        using var bytes = new MemoryStream();
        await LedgerWorkbook.WriteAsync(bytes, head ?? Head, rows.ToAsyncEnumerable());
        return bytes.ToArray();
    }

    private static XElement Part(byte[] bytes, string path)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        using var part = zip.GetEntry(path)!.Open();
        return XElement.Load(part);
    }
}
