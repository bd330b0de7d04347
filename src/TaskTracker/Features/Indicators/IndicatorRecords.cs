namespace TaskTracker.Features.Indicators;

/// <summary>What the audit keeps of a value entered, corrected or withdrawn.</summary>
/// <param name="Value">Null where it was withdrawn.</param>
/// <param name="WasValue">Null where none stood there.</param>
internal sealed record ObservationRecord(DateOnly On, int Year, string? Institution, decimal? Value, string? Source, DateOnly? ObservedOn, decimal? WasValue, string? WasSource, DateOnly? WasObservedOn);

/// <summary>What the audit keeps of yearly targets.</summary>
internal sealed record TargetsRecord(DateOnly On, IReadOnlyList<TargetStep> Changes);

/// <param name="From">Null where there was none.</param>
/// <param name="To">Null where there is none now.</param>
internal sealed record TargetStep(int Year, decimal? From, decimal? To);

/// <summary>What the audit keeps of who reports an indicator.</summary>
internal sealed record ReporterRecord(DateOnly On, string? From, string? To);
