namespace TaskTracker.Letters;

/// <summary>An official document (公文) by GB/T 9704—2012. What is null is left blank for a pen.</summary>
internal sealed record OfficialLetter
{
    /// <summary>发文机关标志, printed red; the same name signs.</summary>
    public required string Issuer { get; init; }

    /// <summary>发文字号, e.g. <c>莱督〔2024〕3号</c>.</summary>
    public string? Number { get; init; }

    /// <summary>签发人. A letter that nobody signed is a draft and says so on every page.</summary>
    public string? Signer { get; init; }

    public required string Title { get; init; }

    /// <summary>主送机关.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    public required IReadOnlyList<LetterBlock> Body { get; init; }
    public IReadOnlyList<LetterAttachment> Attachments { get; init; } = [];

    /// <summary>成文日期.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>抄送机关.</summary>
    public IReadOnlyList<string> Copies { get; init; } = [];

    /// <summary>信函格式 (10.1) rather than 文件格式: the issuer in the head of the first page, between red double lines.</summary>
    public bool IsCorrespondence { get; init; }

    public bool IsDraft => string.IsNullOrWhiteSpace(Signer);
}

internal abstract record LetterBlock;

/// <param name="Level">1 to 3: 一、 （一） 1. — the letter numbers them itself.</param>
/// <param name="Text">Goes on in the same paragraph; empty where the heading stands alone.</param>
internal sealed record LetterHeading(int Level, string Title, string Text = "") : LetterBlock;

internal sealed record LetterParagraph(string Text) : LetterBlock;

/// <param name="Columns">Relative widths.</param>
/// <param name="Head">Repeated on every page; empty for a form, whose first column names what the second one holds.</param>
internal sealed record LetterTable(IReadOnlyList<int> Columns, IReadOnlyList<string> Head, IReadOnlyList<LetterTableRow> Rows) : LetterBlock;

/// <param name="Lines">Room for at least so many lines of handwriting.</param>
internal sealed record LetterTableRow(IReadOnlyList<string> Cells, int Lines = 1);

/// <summary>附件, on a page of its own.</summary>
internal sealed record LetterAttachment(string Title, IReadOnlyList<LetterBlock> Body);
