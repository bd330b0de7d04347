using DocumentFormat.OpenXml.Wordprocessing;
using TaskTracker.Documents.Office;
using TaskTracker.Documents.Word;

namespace TaskTracker.Documents;

/// <summary>A .docx: its body's paragraphs and tables as Word shows them. Headers, footers, notes and comments are not read.</summary>
internal static class WordDocument
{
    public static void Read(byte[] content, DocumentWriter writer) => OfficePackage.Read(content, writer.Limits, package =>
    {
        var main = package.MainPart("word/document.xml");
        var links = package.Links(main);
        string? Part(string kind) => links.FirstOrDefault(l => l.Kind == kind && package.Has(l.Part))?.Part;

        var small = writer.Limits.SmallPartElements;
        var styles = new WordStyles(Part("styles") is { } stylesPart ? PartReader.Load<Styles>(package.Open(stylesPart, small)) : null);
        var numbering = new WordNumbering(Part("numbering") is { } numberingPart ? PartReader.Load<Numbering>(package.Open(numberingPart, small)) : null, styles);
        var blocks = new WordBlocks(writer, styles, numbering);
        foreach (var block in PartReader.Children<Body>(package.Open(main, writer.Limits.WordElements)))
        {
            blocks.Read(block);
        }

        blocks.End();
    });
}
