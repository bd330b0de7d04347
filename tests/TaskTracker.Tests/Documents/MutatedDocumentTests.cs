using System.Diagnostics;
using System.Text;
using TaskTracker.Documents;
using TaskTracker.Domain.Import;
using TaskTracker.Tests.Fixtures;
using static TaskTracker.Tests.Documents.OfficeFiles;

namespace TaskTracker.Tests.Documents;

/// <summary>Sound documents, damaged in every way that files are: each gives a plan, findings or one error, soon. The seed of a failing one is printed.</summary>
public sealed class MutatedDocumentTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private static readonly (string Name, byte[] Content)[] Sound =
    [
        ("plan.docx", SampleDocx()),
        ("book.xlsx", SampleXlsx()),
        ("page.html", Encoding.UTF8.GetBytes(SampleHtml)),
        ("old.html", TextBytes.Gb18030.GetBytes(SampleHtml)),
        ("plan.md", Encoding.UTF8.GetBytes(SampleMarkdown)),
        ("plan.txt", Encoding.UTF8.GetBytes(SampleMarkdown)),
        ("old.txt", TextBytes.Gb18030.GetBytes(SampleMarkdown)),
    ];

    [Fact]
    public void Document_Mutated3000Times_NeverCrashes() => Try(1, 3000);

    [LongFact]
    public void Document_Mutated20000Times_NeverCrashes() => Try(100_001, 20_000);

    /// <summary>Inputs that once crashed a reader.</summary>
    [Fact]
    public void Document_ThatOnceCrashedAReader_NoLongerDoes()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "crashes");
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder) : [])
        {
            Should.NotThrow(() => Read(Path.GetFileName(file), File.ReadAllBytes(file)), file);
        }
    }

    private static void Try(int first, int count)
    {
        var wrong = new List<string>();
        for (var seed = first; seed < first + count && wrong.Count < 10; seed++)
        {
            var (name, content) = Mutated(seed);
            var started = Stopwatch.GetTimestamp();
            try
            {
                Read(name, content);
            }
            catch (Exception e)
            {
                wrong.Add($"seed {seed}, {name}: {e}");
            }

            if (Stopwatch.GetElapsedTime(started) > Soon)
            {
                wrong.Add($"seed {seed}, {name}: took {Stopwatch.GetElapsedTime(started)}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    private static void Read(string name, byte[] content)
    {
        var reading = ReadDocument.Read(name, content);
        (reading.Document is null).ShouldBe(reading.Problem is not null);
        reading.Problem?.In(System.Globalization.CultureInfo.InvariantCulture);
        if (reading.Document is { } document)
        {
            Shown.Check(document);
            PlanImporter.Import(document, new ImportContext(new DateOnly(2024, 1, 1)));
        }
    }

    /// <summary>A sound document with one to four mutations, of its bytes or of the text within it.</summary>
    internal static (string Name, byte[] Content) Mutated(int seed)
    {
        var random = new Random(seed);
        var (name, content) = Sound[random.Next(Sound.Length)];
        if (random.Next(3) > 0 && name is "plan.docx" or "book.xlsx")
        {
            // Within a part, for a zip whose bytes are damaged is hardly ever opened.
            var parts = HostileFiles.Parts(content).ToList();
            var at = random.Next(parts.Count);
            parts[at] = (parts[at].Name, Mutate(random, parts[at].Content));
            content = random.Next(20) == 0 ? Zip(parts.Where((_, i) => i != at)) : Zip(parts);
        }
        else
        {
            content = Mutate(random, content);
        }

        return (random.Next(10) == 0 ? Sound[random.Next(Sound.Length)].Name : name, content);
    }

    private static byte[] Mutate(Random random, byte[] content)
    {
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            var (from, length) = (random.Next(content.Length + 1), random.Next(1, 200));
            var piece = content.AsSpan(from, Math.Min(length, content.Length - from)).ToArray();
            content = random.Next(10) switch
            {
                0 => content[..from],
                1 => [.. content[..from], .. content[(from + piece.Length)..]],
                2 => [.. content[..from], .. piece, .. piece, .. content[(from + piece.Length)..]],
                3 => Flipped(random, content),
                4 => [.. content[..from], .. RandomBytes(random, length), .. content[from..]],
                5 => [.. content[from..], .. content[..from]],
                6 => Encoding.Convert(Encoding.UTF8, random.Next(2) == 0 ? TextBytes.Lenient : Encoding.Unicode, content),
                7 => Shuffled(random, content),
                8 => Swapped(random, content),
                _ => [.. content[..from], .. content, .. content[from..]],
            };
        }

        return content;
    }

    private static byte[] Flipped(Random random, byte[] content)
    {
        var copy = (byte[])content.Clone();
        for (var i = random.Next(1, 20); i > 0 && copy.Length > 0; i--)
        {
            copy[random.Next(copy.Length)] ^= (byte)(1 << random.Next(8));
        }

        return copy;
    }

    private static byte[] RandomBytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Lines, or in XML and HTML elements, in another order.</summary>
    private static byte[] Shuffled(Random random, byte[] content)
    {
        var text = Encoding.Latin1.GetString(content);
        var pieces = text.Split(text.Contains('<', StringComparison.Ordinal) ? "<" : "\n");
        random.Shuffle(pieces.AsSpan(0, Math.Min(pieces.Length, random.Next(2, 40))));
        return Encoding.Latin1.GetBytes(string.Join(text.Contains('<', StringComparison.Ordinal) ? "<" : "\n", pieces));
    }

    /// <summary>Numbers become absurd, names other names.</summary>
    private static byte[] Swapped(Random random, byte[] content)
    {
        string[] values = ["\"0\"", "\"-1\"", "\"2147483647\"", "\"99999999999999999999\"", "\"\"", "\"NaN\"", "\"w:p\"", "\"&#x10FFFF;\"", "\"A1:XFD1048576\"", "\"1E308\""];
        var text = Encoding.Latin1.GetString(content);
        var quotes = text.Split('"');
        if (quotes.Length < 3)
        {
            return content;
        }

        var at = (random.Next((quotes.Length - 1) / 2) * 2) + 1;
        quotes[at] = values[random.Next(values.Length)].Trim('"');
        return Encoding.Latin1.GetBytes(string.Join('"', quotes));
    }

    private const string SampleMarkdown = """
        # 试验县“十四五”公共服务规划

        到2025年，建成服务网络。

        | 序号 | 指标 | 2020年 | 2025年 |
        |---|---|---|---|
        | 1 | 覆盖率（%） | 80 | 95 |

        一、主要任务
        （一）加强设施建设
        1. 新建学校。到2025年，新建学校3所。（责任单位：县教育局、县财政局）
        2. 改造医院。2023年6月底前完成改造，床位达到200张以上。
        （县卫健局牵头，县发改局配合）
        专栏1　重点项目
        1.县医院：二期工程。
        二、保障措施
        （一）加强领导。县政府办公室每季度通报进展。
        """;

    private const string SampleHtml = """
        <!DOCTYPE html><html><head><meta charset="gb2312"><title>规划</title><style>p{}</style></head><body><div class="nav">首页</div>
        <h1>试验县“十四五”公共服务规划</h1><!-- 注 --><table width="100%"><tr><td><p>一、主要任务<p>（一）加强建设。（责任单位：县教育局）
        <table border="1"><thead><tr><th rowspan="2">序号</th><th colspan="2">分工</th></tr><tr><th>牵头</th><th>配合</th></tr></thead><tbody><tr><td>1</td><td>县教育局<br>县财政局</td><td>&nbsp;</td></tr></tbody></table>
        <ol start="3"><li>甲</li><li value="7">乙</li></ol><b><i>粗</b>斜</i><pre>  行一
        行二</pre></td></tr></table><script>var a = "<p>";</script></body></html>
        """;

    private static byte[] SampleDocx() => Docx(
        $"""
        {P("试验县“十四五”公共服务规划", "<w:jc w:val=\"center\"/>")}{P("主要任务", "<w:pStyle w:val=\"h1\"/>")}
        {P("加强建设。到2025年，新建学校3所。（责任单位：县教育局、县财政局）", "<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr>")}
        <w:p><w:r><w:t>改造</w:t><w:br/><w:tab/></w:r><w:ins><w:r><w:t>医院</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr>{P("序号")}</w:tc><w:tc>{P("单位")}</w:tc></w:tr>
        <w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>{P("县财政局", "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>")}</w:tc></w:tr></w:tbl>
        <w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx><w:txbxContent>{P("框")}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>
        """,
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"/><w:style w:type=\"paragraph\" w:styleId=\"h1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"a\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>",
        "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:pStyle w:val=\"h1\"/><w:lvlText w:val=\"%1、\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlRestart w:val=\"1\"/><w:lvlText w:val=\"（%1.%2）\"/></w:lvl></w:abstractNum>"
        + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>");

    private static byte[] SampleXlsx() => Xlsx(
        [
            ("台账", "", """
                <cols><col min="3" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="inlineStr"><is><t>单位</t></is></c><c r="C2"><v>5</v></c></row>
                <row r="3" hidden="1"><c r="A3"><v>1</v></c></row><row r="4"><c r="A4" s="1"><v>45291</v></c><c r="B4" s="2"><v>0.85</v></c><c r="D4" t="b"><v>1</v></c></row><row r="9"><c r="A9" t="str"><f>A1</f><v>注</v></c></row></sheetData>
                <mergeCells><mergeCell ref="A1:D1"/><mergeCell ref="A4:A6"/></mergeCells>
                """),
            ("字典", "state=\"hidden\"", "<sheetData/>"),
        ],
        "<numFmts><numFmt numFmtId=\"170\" formatCode=\"0.0%\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"31\"/><xf numFmtId=\"170\"/></cellXfs>", "<si><t>试验县2023年任务台账</t></si><si><r><t>任</t></r><r><t>务</t></r></si>");
}
