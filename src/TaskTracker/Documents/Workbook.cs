using DocumentFormat.OpenXml.Spreadsheet;
using TaskTracker.Documents.Excel;
using TaskTracker.Documents.Office;

namespace TaskTracker.Documents;

/// <summary>A .xlsx: each visible sheet a table, values as Excel shows them. Formulas are never computed; what the file says they gave is read.</summary>
internal static class Workbook
{
    private const int LongestNames = 10;

    public static void Read(byte[] content, DocumentWriter writer) => OfficePackage.Read(content, writer.Limits, package =>
    {
        var limits = writer.Limits;
        var (links, sheets, cells) = Open(package, limits);
        var hidden = sheets.Where(IsHidden).ToList();
        if (hidden.Count > 0)
        {
            writer.Finding("hidden-sheet", $"有{hidden.Count}张隐藏的工作表未读入：{string.Join("、", hidden.Take(LongestNames).Select(s => s.Name?.Value))}。如需读入，请取消隐藏后重新导入。");
        }

        var read = sheets.Except(hidden)
            .Select(s => (Name: s.Name?.Value ?? "", Part: links.FirstOrDefault(l => l.Id == s.Id?.Value && l.Kind == "worksheet")?.Part))
            .Where(s => s.Part is not null && package.Has(s.Part))
            .Select(s => (s.Name, Sheet: SheetReader.Read(package.Open(s.Part!, limits.SheetElements), cells, limits)))
            .Where(s => s.Sheet.Grid.Count > 0 || s.Sheet.HasHidden)
            .ToList();
        foreach (var (name, sheet) in read)
        {
            if (read.Count > 1)
            {
                writer.Line(name);
            }

            sheet.Tell(name, writer);
            writer.Table(sheet.Grid);
        }
    });

    /// <summary>The first sheet that is not hidden, cell by cell as it lies in the file, hidden rows and columns too: for sheets of our own making.</summary>
    /// <exception cref="UnreadableDocumentException">The file is no workbook, or asks for more than the limits give.</exception>
    public static IReadOnlyList<SheetCell> Cells(byte[] content, DocumentLimits limits)
    {
        IReadOnlyList<SheetCell> found = [];
        OfficePackage.Read(content, limits, package =>
        {
            var (links, sheets, cells) = Open(package, limits);
            var part = sheets.Where(s => !IsHidden(s)).Select(s => links.FirstOrDefault(l => l.Id == s.Id?.Value && l.Kind == "worksheet")?.Part).FirstOrDefault();
            found = part is not null && package.Has(part) ? SheetReader.Cells(package.Open(part, limits.SheetElements), cells, limits) : throw new UnreadableDocumentException("damaged");
        });
        return found;
    }

    private static (IReadOnlyList<PartLink> Links, List<Sheet> Sheets, CellText Cells) Open(OfficePackage package, DocumentLimits limits)
    {
        var main = package.MainPart("xl/workbook.xml");
        var links = package.Links(main);
        string? Part(string kind) => links.FirstOrDefault(l => l.Kind == kind && package.Has(l.Part))?.Part;

        var book = PartReader.Load<DocumentFormat.OpenXml.Spreadsheet.Workbook>(package.Open(main, limits.SmallPartElements)) ?? throw new UnreadableDocumentException("damaged");
        var styles = Part("styles") is { } stylesPart ? PartReader.Load<Stylesheet>(package.Open(stylesPart, limits.SmallPartElements)) : null;
        var texts = Part("sharedStrings") is { } textsPart ? SharedTexts.Read(package.Open(textsPart, limits.SheetElements), limits) : [];
        return (links, book.Sheets?.Elements<Sheet>().ToList() ?? [], new CellText(texts, new NumberFormats(styles, book.WorkbookProperties?.Date1904 is { HasValue: true } since && since.Value)));
    }

    private static bool IsHidden(Sheet sheet) => sheet.State is { } state && state.InnerText is "hidden" or "veryHidden";
}
