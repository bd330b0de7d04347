using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using static TaskTracker.Tests.Documents.OfficeFiles;

namespace TaskTracker.Tests.Documents;

/// <summary>A file made to hurt its reader.</summary>
/// <param name="Problem">The one error it must give; null: it must be read.</param>
internal sealed record HostileFile(string Name, string? Problem, Func<byte[]> Make)
{
    public override string ToString() => Name;
}

/// <summary>Attack 10: bombs, lies, external entities, nesting and sizes beyond all measure.</summary>
internal static class HostileFiles
{
    private const string Entity = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>";
    private const string Laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>";

    private static readonly string Body = $"<w:body>{P("在")}</w:body>";

    public static IReadOnlyList<HostileFile> All { get; } =
    [
        new("external-entity-in-document.docx", "dtd", () => Zip(("word/document.xml", Entity + WordPart("document", Body.Replace("在", "&e;", StringComparison.Ordinal))))),
        new("external-entity-in-styles.docx", "dtd", () => Replaced(Docx(P("在")), "word/styles.xml", Entity + WordPart("styles", ""))),
        new("external-entity-in-relationships.docx", "dtd", () => Replaced(Docx(P("在")), "word/_rels/document.xml.rels", Entity + Rels(""))),
        new("external-entity-in-shared-texts.xlsx", "dtd", () => Replaced(Xlsx("<sheetData/>"), "xl/sharedStrings.xml", Entity + SheetPart("sst", "<si><t>&e;</t></si>"))),
        new("billion-laughs.docx", "dtd", () => Zip(("word/document.xml", Laughs + WordPart("document", Body.Replace("在", "&c;", StringComparison.Ordinal))))),
        new("billion-laughs.xlsx", "dtd", () => Replaced(Xlsx("<sheetData/>"), "xl/worksheets/sheet1.xml", Laughs + SheetPart("worksheet", "&c;"))),

        new("bomb-of-blanks.docx", "text-too-long", () => Bomb("word/document.xml", WordPart("document", $"<w:body>{P("在")}§</w:body>"), " ", 300)),
        new("bomb-of-paragraphs.docx", "too-many-elements", () => Bomb("word/document.xml", WordPart("document", "<w:body>§</w:body>"), "<w:p/>", 100)),
        new("bomb-of-text.docx", "line-too-long", () => Docx(P(new string('长', 500_000)))),
        new("bomb-of-sheets.xlsx", "too-many-elements", () => Bomb("xl/workbook.xml", SheetPart("workbook", "<sheets>§</sheets>"), "<sheet name=\"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十\" r:id=\"s\"/>", 300)),
        new("bomb-that-says-it-is-small.docx", "damaged", () => Lying(Bomb("word/document.xml", WordPart("document", $"<w:body>{P("在")}§</w:body>"), "<w:p/>", 20), 1000)),
        new("document-that-says-it-is-huge.docx", null, () => Lying(Zip(("word/document.xml", WordPart("document", Body))), 0xFFFFFFFE)),
        new("parts-that-are-the-same-bytes.docx", "too-many-elements", () => Overlapping(Bomb("word/document.xml", WordPart("document", "<w:body>§</w:body>"), "<w:p/>", 40))),
        new("zip-of-zips.zip", "archive", () => Zip([("a.zip", Zip([("b.zip", Zip([("c.zip", new byte[1000])]))]))])),
        new("bomb-that-is-embedded-and-never-opened.docx", null, () => With(Docx(P("在")), "word/embeddings/bomb.zip", new byte[200 << 20])),
        new("fifty-thousand-parts.docx", "too-many-entries", () => Zip([("word/document.xml", Encoding.UTF8.GetBytes(WordPart("document", Body))), .. Enumerable.Range(0, 50_000).Select(i => ($"word/{i}.xml", Array.Empty<byte>()))])),
        new("names-that-are-paths.docx", null, () => With(Docx(P("在")), "../../../../tmp/escaped.xml", "x"u8.ToArray())),
        new("directory-in-a-file.docx", "damaged", () => [.. Docx(P("在"))[..^30]]),

        new("deep-elements.docx", "too-deep", () => Zip(("word/document.xml", WordPart("document", "<w:body>" + Repeat("<w:p>", 100_000) + Repeat("</w:p>", 100_000) + "</w:body>")))),
        new("deep-tables.docx", null, () => Docx(Repeat("<w:tbl><w:tr><w:tc>", 60) + P("最里") + Repeat("</w:tc></w:tr></w:tbl>", 60))),
        new("deep-fields.docx", null, () => Docx($"<w:p>{Repeat("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>", 100_000)}</w:p>{P("在")}")),
        new("spans-without-end.docx", null, () => Docx($"<w:tbl>{Repeat($"<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2147483647\"/><w:vMerge w:val=\"restart\"/></w:tcPr>{P("a")}</w:tc><w:tc>{P("b")}</w:tc></w:tr>", 1000)}</w:tbl>")),
        new("styles-in-a-circle.docx", null, () => Docx(P("在", "<w:pStyle w:val=\"a\"/>"), "<w:style w:type=\"paragraph\" w:styleId=\"a\"><w:basedOn w:val=\"b\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style>")),
        new("numbers-without-end.docx", "line-too-long", () => Docx(
            Repeat(P("在", "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>"), 1000), "",
            $"<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"2147483647\"/><w:lvlText w:val=\"{Repeat("%1", 50_000)}\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>")),
        new("cells-without-end.docx", "too-many-cells", () => Docx("<w:tbl>" + Repeat("<w:tr>" + Repeat("<w:tc/>", 300) + "</w:tr>", 800) + "</w:tbl>")),
        new("attributes-without-end.docx", "too-many-elements", () => Zip(("word/document.xml", WordPart("document", $"<w:body>{Repeat($"<w:p {string.Join(' ', Enumerable.Range(0, 20_000).Select(i => $"w:a{i}=\"\""))}/>", 160)}</w:body>")))),

        new("million-styled-empty-rows.xlsx", null, () => Xlsx("<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>在</t></is></c></row>"
            + string.Concat(Enumerable.Range(2, 1_000_000).Select(i => $"<row r=\"{i}\" s=\"1\" customFormat=\"1\"><c r=\"A{i}\" s=\"1\"/><c r=\"B{i}\" s=\"1\"/></row>")) + "</sheetData>")),
        new("corner-to-corner.xlsx", null, () => Xlsx("<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:XFD1048575\"/></mergeCells>")),
        new("cells-without-end.xlsx", "too-many-cells", () => Xlsx("<sheetData>" + Repeat("<row>" + Repeat("<c><v>1</v></c>", 1000) + "</row>", 300) + "</sheetData>")),
        new("diagonal-of-cells.xlsx", "too-many-cells", () => Xlsx("<sheetData>" + string.Concat(Enumerable.Range(1, 5000).Select(i => $"<row r=\"{i}\">{Repeat("<c/>", i - 1)}<c><v>1</v></c></row>").Take(900)) + "</sheetData>")),
        new("merges-without-end.xlsx", "too-many-spans", () => Xlsx($"<sheetData/><mergeCells>{Repeat("<mergeCell ref=\"A1:XFD1048576\"/>", 60_000)}</mergeCells>")),
        new("shared-texts-without-end.xlsx", "too-much-text", () => Xlsx("<sheetData/>", texts: Repeat("<si><t>一</t></si>", 600_000))),
        new("shared-text-used-without-end.xlsx", "too-much-text", () => Xlsx("<sheetData>" + Repeat("<row><c t=\"s\"><v>0</v></c></row>", 1000) + "</sheetData>", texts: $"<si><t>{new string('长', 100_000)}</t></si>")),

        new("deep-divs.html", "too-deep", () => Html(Repeat("<div>", 100_000) + "在")),
        new("deep-mixed.html", "too-deep", () => Html(Repeat("<div><x></div><span></x>", 100_000) + "在")),
        new("deep-tables.html", null, () => Html(Repeat("<table><tr><td>", 900) + "在")),
        new("unclosed-formatting.html", null, () => Html(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<b a={i}><p>在")))),
        new("spans-without-end.html", null, () => Html("<table>" + Repeat("<tr><td rowspan=65534 colspan=1000>在<td>也</tr>", 2000) + "</table>")),
        new("cells-without-end.html", "too-many-cells", () => Html("<table>" + Repeat("<tr>" + Repeat("<td>", 900) + "</tr>", 400) + "</table>")),
        new("text-misplaced-in-a-table.html", null, () => Html("<table>" + Repeat("<p>在<tr>", 30_000) + "</table>")),
        new("tags-without-end.html", "too-many-elements", () => Html(Repeat("<p>", 1_000_000))),
        new("quotes-without-end.html", null, () => Html(Repeat("<p a=\"'x>在", 100_000))),
        new("attributes-without-end.html", null, () => Html("<p " + string.Join(' ', Enumerable.Range(0, 500_000).Select(i => $"a{i}=1")) + ">在")),
        new("lists-without-end.html", null, () => Html(Repeat("<ol start=2147483647 reversed><li>在", 400))),

        new("deep-quotes.md", "too-deep", () => Encoding.UTF8.GetBytes(new string('>', 100_000) + "在")),
        new("deep-lists.md", "too-deep", () => Encoding.UTF8.GetBytes(Repeat("- ", 50_000) + "在")),
        new("brackets-without-end.md", null, () => Encoding.UTF8.GetBytes(new string('[', 50_000) + "在")),
        new("links-without-end.md", null, () => Encoding.UTF8.GetBytes(Repeat("[在](", 30_000))),
        new("stars-without-end.md", null, () => Encoding.UTF8.GetBytes(Repeat("*在 **", 30_000))),
        new("ticks-without-end.md", null, () => Encoding.UTF8.GetBytes(string.Join("在", Enumerable.Range(1, 600).Select(i => new string('`', i))))),
        new("columns-without-end.md", null, () => Encoding.UTF8.GetBytes($"|{Repeat("在|", 5000)}\n|{Repeat("-|", 5000)}\n|{Repeat("在|", 5000)}")),

        new("hundred-megabytes-of-one-line.txt", "too-large", () => [.. Enumerable.Repeat((byte)'a', 100 << 20)]),
        new("one-line.txt", "line-too-long", () => [.. Enumerable.Repeat((byte)'a', 15 << 20)]),
        new("one-line.html", "too-much-text", () => [.. "<html><body>"u8, .. Enumerable.Repeat((byte)'a', 15 << 20)]),
        new("one-line.md", "line-too-long", () => [.. Enumerable.Repeat((byte)'a', 3 << 20)]),
        new("lines-without-end.txt", "too-many-lines", () => Encoding.UTF8.GetBytes(Repeat("a\n", 1_000_000))),
        new("nothing-but-zeros.docx", "empty", () => new byte[1 << 20]),
        new("random.docx", "not-text", () => Random(1 << 20, 0)),
        new("random-after-a-zip-begins.docx", "archive", () => [.. "PK\u0003\u0004"u8, .. Random(1 << 20, 1)]),
        new("random-named-as-word.docx", "damaged", () => [.. "PK\u0003\u0004word/document.xml"u8, .. Random(1 << 20, 2)]),
    ];

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static byte[] Html(string body) => Encoding.UTF8.GetBytes($"<!DOCTYPE html><html><body>{body}");

    private static byte[] Random(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>A part that unpacks to so many megabytes of one piece, where the § stands.</summary>
    private static byte[] Bomb(string part, string around, string piece, int megabytes)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var stream = zip.CreateEntry(part, CompressionLevel.Fastest).Open();
            var (before, after) = (around.Split('§')[0], around.Split('§')[1]);
            stream.Write(Encoding.UTF8.GetBytes(before));
            var block = Encoding.UTF8.GetBytes(Repeat(piece, (1 << 20) / Encoding.UTF8.GetByteCount(piece)));
            for (var i = 0; i < megabytes; i++)
            {
                stream.Write(block);
            }

            stream.Write(Encoding.UTF8.GetBytes(after));
        }

        return bytes.ToArray();
    }

    private static byte[] Replaced(byte[] zip, string part, string text) => Zip(Parts(zip).Select(p => p.Name == part ? (p.Name, Encoding.UTF8.GetBytes(text)) : p));

    private static byte[] With(byte[] zip, string part, byte[] content) => Zip(Parts(zip).Append((part, content)));

    public static IReadOnlyList<(string Name, byte[] Content)> Parts(byte[] content)
    {
        using var zip = new ZipArchive(new MemoryStream(content));
        return [.. zip.Entries.Select(e =>
        {
            using var copy = new MemoryStream();
            using var part = e.Open();
            part.CopyTo(copy);
            return (e.FullName, copy.ToArray());
        })];
    }

    /// <summary>Writes another unpacked size into every entry of the directory.</summary>
    private static byte[] Lying(byte[] zip, uint size)
    {
        foreach (var entry in Entries(zip))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(entry + 24), size);
        }

        return zip;
    }

    /// <summary>Adds styles and numbering whose entries point at the document's own bytes.</summary>
    private static byte[] Overlapping(byte[] document)
    {
        var zip = Zip([.. Parts(document), .. Parts(Docx(P("在"))).Where(p => p.Name != "word/document.xml")]);
        var entries = Entries(zip).ToList();
        var first = BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(entries[0] + 42));
        foreach (var entry in entries.Skip(1).Where(e => Encoding.UTF8.GetString(zip, e + 46, BinaryPrimitives.ReadUInt16LittleEndian(zip.AsSpan(e + 28))) is "word/styles.xml" or "word/numbering.xml"))
        {
            zip.AsSpan(entries[0] + 16, 12).CopyTo(zip.AsSpan(entry + 16));
            BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(entry + 42), first);
        }

        return zip;
    }

    private static IEnumerable<int> Entries(byte[] zip)
    {
        for (var at = zip.AsSpan().IndexOf("PK\u0001\u0002"u8); at >= 0 && at < zip.Length;)
        {
            yield return at;
            var next = zip.AsSpan(at + 4).IndexOf("PK\u0001\u0002"u8);
            at = next < 0 ? -1 : at + 4 + next;
        }
    }
}
