using System.Text.Json;
using TaskTracker.Features.Evidence;
using TaskTracker.Features.Indicators;

namespace TaskTracker.Features.Progress;

/// <summary>What a form brings beside its command: taken up in the same transaction, or not at all.</summary>
/// <param name="Files">Looked at and kept, not yet in the ledger.</param>
/// <param name="Values">Of indicators that the department reports.</param>
internal sealed record FormBeside(IReadOnlyList<EvidenceFile> Files, IReadOnlyList<ValueEntry> Values)
{
    public static FormBeside Nothing { get; } = new([], []);

    /// <summary>Empty where there is nothing, so that a form without it is known by its command alone.</summary>
    public string Words => Files.Count + Values.Count == 0 ? "" : JsonSerializer.Serialize(new { Files = Files.Select(f => new { f.Sha256, f.FileName }), Values = Values.Select(v => new { v.IndicatorId, v.Wanted }) });
}
