using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>One place where a document says who is responsible: a bracket, or a labelled line.</summary>
/// <param name="Shares">Names as printed, in order.</param>
/// <param name="Dispatch">The printed phrase that divides the work, e.g. 按职责分工负责.</param>
/// <param name="Start">Counted from 0 in the paragraph's text; brackets belong to it.</param>
internal sealed record ResponsibilityClause(IReadOnlyList<NamedShare> Shares, bool OpenEnded, string? Dispatch, int Start, int Length)
{
    public int End => Start + Length;
}

/// <param name="Explicit">True where the document itself says the role, not only that the body is responsible.</param>
internal sealed record NamedShare(string Name, ResponsibilityRole Role, bool Explicit);
