namespace TaskTracker.Features.Evidence;

/// <summary>One evidence file in a list.</summary>
public sealed record EvidenceRow(int Id, DateOnly At, string FileName, EvidencePurpose Purpose, long Bytes, string By, string Sha256);
