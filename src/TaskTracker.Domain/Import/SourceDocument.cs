using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>A document as the parser sees it, whatever file it came from.</summary>
/// <param name="FileName">Without folder.</param>
/// <param name="Sha256">Of the file's bytes, in lower-case hexadecimal.</param>
/// <param name="Text">
/// Lines parted by <c>\n</c>. Every line number counts in it from 1, every position from 0. A text file's own text; of other formats what their reader
/// made of them: each paragraph a line, numbers that the format counts by itself written out, each paragraph of a table's cell a line.
/// </param>
public sealed record SourceDocument(string FileName, string Sha256, string Text)
{
    /// <summary>True where the format marks paragraphs, so that none is broken over lines.</summary>
    public bool LinesAreParagraphs { get; init; }

    /// <summary>The tables whose rows and columns the format marks, in order; none overlaps another.</summary>
    public IReadOnlyList<SourceTable> Tables { get; init; } = [];

    /// <summary>The lines that the format marks as headings.</summary>
    public IReadOnlyList<SourceHeading> Headings { get; init; } = [];

    /// <summary>What the reader had to leave out or could not be sure of.</summary>
    public IReadOnlyList<PlanWarning> Findings { get; init; } = [];
}

/// <summary>A table. Its cells' lines follow each other row by row from <see cref="FirstLine"/> to <see cref="LastLine"/>, and no other lines stand between.</summary>
public sealed record SourceTable(int FirstLine, int LastLine, IReadOnlyList<SourceCell> Cells);

/// <summary>A cell; a merged one stands once, at its upper left corner. An empty one has an empty line.</summary>
/// <param name="Row">Counted from 0.</param>
/// <param name="Column">Counted from 0.</param>
public sealed record SourceCell(int Row, int Column, int RowSpan, int ColumnSpan, int FirstLine, int LastLine);

/// <param name="Depth">1 for the outermost.</param>
public sealed record SourceHeading(int Line, int Depth);
