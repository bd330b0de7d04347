using System.Text.Json;

namespace TaskTracker.RulesInForce;

internal enum RuleOrigin
{
    /// <summary>Read from the operators' folder.</summary>
    Folder,

    /// <summary>Written on the rule page.</summary>
    Page,

    /// <summary>An earlier version's content, published again.</summary>
    RollBack,
}

/// <summary>Workflow and calendar files as they were published together. It never changes; what comes later is a version of its own.</summary>
internal sealed class RuleVersion
{
    public const int LongestAuthor = 100;
    public const int LongestReason = 500;

    /// <summary>Counted from 1. Of two nodes that publish at once one finds its number taken, so no version is lost or doubled.</summary>
    public int Number { get; init; }

    /// <summary>The texts, as JSON.</summary>
    public required string Files { get; init; }

    public required string Fingerprint { get; init; }
    public required string Author { get; init; }
    public required string Reason { get; init; }
    public DateTime PublishedAt { get; init; }
    public RuleOrigin Origin { get; init; }

    /// <summary>Whose content was published again; null where it was no roll-back.</summary>
    public int? ContentOf { get; init; }

    public List<PublishedRule> Rules { get; } = [];

    public RuleTexts Texts() => new(JsonSerializer.Deserialize<List<RuleText>>(Files)!);

    public static RuleVersion Of(LoadedRules rules, RuleOrigin origin, string author, string reason, DateTime utcNow, int? contentOf = null)
    {
        var version = new RuleVersion
        {
            Number = rules.Number, Files = JsonSerializer.Serialize(rules.Texts.All), Fingerprint = rules.Texts.Fingerprint, Author = author, Reason = reason,
            PublishedAt = utcNow, Origin = origin, ContentOf = contentOf,
        };
        version.Rules.AddRange(rules.Rules.Book.Rules.Select(r => new PublishedRule { VersionNumber = rules.Number, Workflow = r.Workflow, Rule = r.Name, RuleVersion = r.Version }));
        return version;
    }
}

/// <summary>Which rules a version has, so that the version of a running notice's rule is found without reading them all.</summary>
internal sealed class PublishedRule
{
    public int VersionNumber { get; init; }
    public required string Workflow { get; init; }
    public required string Rule { get; init; }

    /// <summary>As the engine tells it: it changes with the rule's content.</summary>
    public required string RuleVersion { get; init; }
}
