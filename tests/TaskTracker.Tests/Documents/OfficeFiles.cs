using System.IO.Compression;
using System.Text;

namespace TaskTracker.Tests.Documents;

/// <summary>Writes .docx and .xlsx part by part, so that a test shows what it tests.</summary>
internal static class OfficeFiles
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static byte[] Zip(params (string Name, string Text)[] parts) => Zip(parts.Select(p => (p.Name, Encoding.UTF8.GetBytes(p.Text))));

    public static byte[] Zip(IEnumerable<(string Name, byte[] Content)> parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                part.Write(content);
            }
        }

        return bytes.ToArray();
    }

    /// <param name="body">What stands in <c>w:body</c>.</param>
    /// <param name="links">More relationships of the document.</param>
    public static byte[] Docx(string body, string styles = "", string numbering = "", string links = "", params (string Name, string Text)[] more) => Zip(
    [
        ("_rels/.rels", Rels($"<Relationship Id=\"r1\" Type=\"{Relations}/officeDocument\" Target=\"word/document.xml\"/>")),
        ("word/_rels/document.xml.rels", Rels(
            $"<Relationship Id=\"r1\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/><Relationship Id=\"r2\" Type=\"{Relations}/numbering\" Target=\"numbering.xml\"/>{links}")),
        ("word/document.xml", WordPart("document", $"<w:body>{body}</w:body>")),
        ("word/styles.xml", WordPart("styles", styles)),
        ("word/numbering.xml", WordPart("numbering", numbering)),
        .. more,
    ]);

    public static string WordPart(string root, string inner) => $"""
        <w:{root} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{Relations}" xmlns:v="urn:schemas-microsoft-com:vml"
          xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
          xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
          xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">{inner}</w:{root}>
        """;

    /// <param name="sheets">Name, attributes of the sheet's entry, what stands in <c>worksheet</c>.</param>
    public static byte[] Xlsx(IReadOnlyList<(string Name, string State, string Content)> sheets, string styles = "", string texts = "", string book = "") => Zip(
    [
        ("_rels/.rels", Rels($"<Relationship Id=\"r1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/>")),
        ("xl/workbook.xml", SheetPart("workbook", $"{book}<sheets>{string.Concat(sheets.Select((s, i) => $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\" r:id=\"s{i + 1}\" {s.State}/>"))}</sheets>")),
        ("xl/_rels/workbook.xml.rels", Rels(
            string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"s{i + 1}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))
            + $"<Relationship Id=\"r1\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/><Relationship Id=\"r2\" Type=\"{Relations}/sharedStrings\" Target=\"sharedStrings.xml\"/>")),
        ("xl/styles.xml", SheetPart("styleSheet", styles)),
        ("xl/sharedStrings.xml", SheetPart("sst", texts)),
        .. sheets.Select((s, i) => ($"xl/worksheets/sheet{i + 1}.xml", SheetPart("worksheet", s.Content))),
    ]);

    public static byte[] Xlsx(string sheet, string styles = "", string texts = "", string book = "") => Xlsx([("台账", "", sheet)], styles, texts, book);

    public static string SheetPart(string root, string inner) => $"<{root} xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{Relations}\">{inner}</{root}>";

    public static string Rels(string inner) => $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>";

    /// <summary>A paragraph of plain text.</summary>
    public static string P(string text, string properties = "") => $"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>";
}
