namespace TaskTracker.Features.Parts;

/// <summary>One thing that happened to a responsibility.</summary>
/// <param name="Kind">The suffix of the text that names it: <c>Accepted</c> is <c>Event.Accepted</c> in the resource files.</param>
/// <param name="By">Who did it; null for the program.</param>
/// <param name="Detail">What was said, decided or measured, as it stands in the ledger.</param>
/// <param name="Notes">To whom it went and what became of it.</param>
public sealed record TimelineEntry(DateOnly On, string Kind, string? By = null, string? Detail = null, IReadOnlyList<TimelineNote>? Notes = null)
{
    /// <summary>The number of a comment that the person at work may withdraw; null otherwise.</summary>
    public int? Withdrawable { get; init; }
}

/// <param name="Href">Where more of it stands, e.g. the mail.</param>
public sealed record TimelineNote(string Text, string? Href);
