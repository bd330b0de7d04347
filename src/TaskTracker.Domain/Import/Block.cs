namespace TaskTracker.Domain.Import;

/// <summary>A piece of the document between headings and above sentences.</summary>
internal abstract record Block(SourceLine First, SourceLine Last);

/// <summary>Running text; a paragraph that was broken over lines is one block again.</summary>
internal sealed record Paragraph(SourceLine First, SourceLine Last, string Text) : Block(First, Last)
{
    /// <summary>What the format itself says of it: 1 for an outermost heading; null for text and for formats without such marks.</summary>
    public int? HeadingDepth { get; init; }

    /// <summary>True where a short line by itself stands over numbered headings as their heading.</summary>
    public bool IsBareHeading { get; init; }
}

/// <summary>A box (专栏): its caption and its paragraphs.</summary>
internal sealed record Box(SourceLine First, SourceLine Last, string Caption, IReadOnlyList<Paragraph> Entries) : Block(First, Last);

/// <summary>One cell of a table.</summary>
/// <param name="Text">Its paragraphs joined without a break; <see cref="Paragraphs"/> has them apart.</param>
internal sealed record Cell(SourceLine Line, string Text)
{
    public IReadOnlyList<Paragraph> Paragraphs { get; init; } = [];

    /// <summary>True where a merged cell covers this place without beginning in it; <see cref="Text"/> is then the merged cell's.</summary>
    public bool Covered { get; init; }
}

/// <summary>How much is known of a table's cells.</summary>
internal enum TableForm
{
    /// <summary>Rows and columns are the format's own: every row has a cell for every column, merged cells stand in each place they cover.</summary>
    Grid,

    /// <summary>Each cell begins with a tab in the text and empty cells are there; rows are parted by empty lines.</summary>
    Marked,

    /// <summary>One row of all cells in reading order; empty cells are missing.</summary>
    Loose,
}

/// <summary>A table.</summary>
internal sealed record Table(SourceLine First, SourceLine Last, IReadOnlyList<IReadOnlyList<Cell>> Rows, TableForm Form) : Block(First, Last)
{
    /// <summary>The short lines right above the table, nearest first: its unit, its title.</summary>
    public IReadOnlyList<string> Captions { get; init; } = [];

    /// <summary>The notes right below the table (注：…).</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
