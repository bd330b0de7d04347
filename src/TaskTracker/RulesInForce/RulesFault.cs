using System.Text.Json;
using TaskTracker.Rules.Json;
using TaskTracker.Sweep;

namespace TaskTracker.RulesInForce;

/// <summary>A content of the rules folder that does not load. Each content is told once, whatever node met it and however often.</summary>
internal sealed class RulesFault
{
    private const int MostKept = 100;

    /// <summary>Of the content.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>As JSON; of very many only the first.</summary>
    public required string Findings { get; init; }

    public int FindingsInAll { get; init; }

    /// <summary>The folder as the node that met it calls it.</summary>
    public required string Folder { get; init; }

    public DateTime FoundAt { get; init; }

    /// <summary>Null while such a content lies in a folder.</summary>
    public DateTime? MendedAt { get; set; }

    /// <summary>The run whose mails tell of it.</summary>
    public int RunId { get; init; }

    public SweepRun Run { get; init; } = null!;

    public IReadOnlyList<Finding> All() => JsonSerializer.Deserialize<List<Finding>>(Findings)!;

    public static string Keep(IReadOnlyList<Finding> findings) => JsonSerializer.Serialize(findings.Take(MostKept));
}
