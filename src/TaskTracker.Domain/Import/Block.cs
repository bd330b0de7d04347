namespace TaskTracker.Domain.Import;

/// <summary>A piece of the document between headings and above sentences.</summary>
internal abstract record Block(SourceLine First, SourceLine Last);

/// <summary>Running text; a paragraph that was broken over lines is one block again.</summary>
internal sealed record Paragraph(SourceLine First, SourceLine Last, string Text) : Block(First, Last);

/// <summary>A box (专栏): its caption and its paragraphs.</summary>
internal sealed record Box(SourceLine First, SourceLine Last, string Caption, IReadOnlyList<Paragraph> Entries) : Block(First, Last);

/// <summary>One cell of a table.</summary>
internal sealed record Cell(SourceLine Line, string Text);

/// <summary>
/// A table. <see cref="Rows"/> hold every cell, empty ones too, where the text marks its cells; where it doesn't, there is one row of all cells
/// in reading order and empty cells are missing.
/// </summary>
internal sealed record Table(SourceLine First, SourceLine Last, IReadOnlyList<IReadOnlyList<Cell>> Rows, bool Marked) : Block(First, Last)
{
    /// <summary>The short lines right above the table, nearest first: its unit, its title.</summary>
    public IReadOnlyList<string> Captions { get; init; } = [];
}
