namespace TaskTracker.Features.Parts;

/// <summary>One thing that happened to a responsibility.</summary>
/// <param name="Kind">The suffix of the text that names it: <c>Accepted</c> is <c>Event.Accepted</c> in the resource files.</param>
/// <param name="By">Who did it; null for the program.</param>
/// <param name="Detail">What was said, decided or measured.</param>
/// <param name="Href">Where more of it stands, e.g. the mail.</param>
public sealed record TimelineEntry(DateTime At, string Kind, string? By = null, string? Detail = null, string? Href = null);
