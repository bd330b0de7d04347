namespace TaskTracker.Documents;

/// <summary>
/// What a document may ask of this machine. Far above any plan ever written, and so chosen that reading any file within them takes less than 512 MB
/// and some seconds.
/// </summary>
internal sealed record DocumentLimits
{
    public static DocumentLimits Default { get; } = new();

    /// <summary>The file as it lies on disk; pictures in it count here and nowhere else, for they are never unpacked.</summary>
    public int InputBytes { get; init; } = 64 << 20;

    /// <summary>Bytes of a text, Markdown or HTML file.</summary>
    public int TextBytes { get; init; } = 16 << 20;

    /// <summary>Files within a .docx or .xlsx.</summary>
    public int ZipEntries { get; init; } = 10_000;

    /// <summary>Bytes that one part of a .docx or .xlsx may unpack to.</summary>
    public long PartBytes { get; init; } = 256L << 20;

    /// <summary>Bytes that all parts which are read may unpack to together.</summary>
    public long UnpackedBytes { get; init; } = 512L << 20;

    /// <summary>How many times its packed size a part of more than <see cref="FreeBytes"/> may unpack to. A million styled empty rows reach 40.</summary>
    public int Ratio { get; init; } = 250;

    /// <summary>Bytes that any part may unpack to whatever its ratio.</summary>
    public int FreeBytes { get; init; } = 4 << 20;

    /// <summary>Elements within elements, in XML as in HTML.</summary>
    public int Depth { get; init; } = 256;

    /// <summary>Elements and attributes of a Word document, which are held in memory paragraph by paragraph and table by table. A hundred pages have 200,000.</summary>
    public int WordElements { get; init; } = 2_000_000;

    /// <summary>Elements and attributes of a sheet, which pass by one by one.</summary>
    public int SheetElements { get; init; } = 30_000_000;

    /// <summary>Elements and attributes of styles, numbering and the workbook's own part, which are held in memory whole.</summary>
    public int SmallPartElements { get; init; } = 400_000;

    /// <summary>Bytes between two <c>&lt;</c> in XML: one text or one tag.</summary>
    public int MarkupBytes { get; init; } = 4 << 20;

    /// <summary>Tags of an HTML page.</summary>
    public int HtmlTags { get; init; } = 400_000;

    /// <summary>Attributes of an HTML page.</summary>
    public int HtmlAttributes { get; init; } = 800_000;

    /// <summary>Elements of an HTML page that are open at once, by the tags alone.</summary>
    public int HtmlOpen { get; init; } = 1_000;

    /// <summary>Lines of the text that comes out.</summary>
    public int Lines { get; init; } = 200_000;

    /// <summary>Characters of the text that comes out.</summary>
    public int Characters { get; init; } = 8_000_000;

    /// <summary>Characters of one line.</summary>
    public int LineCharacters { get; init; } = 200_000;

    /// <summary>Rows times columns over all tables, after rows and columns in which no cell begins are dropped; so no span can be too large.</summary>
    public int TableCells { get; init; } = 200_000;

    /// <summary>Merged ranges of a sheet.</summary>
    public int MergedRanges { get; init; } = 50_000;

    /// <summary>Shared texts of a workbook.</summary>
    public int SharedTexts { get; init; } = 500_000;
}
