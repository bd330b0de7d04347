namespace TaskTracker.Mail;

/// <summary>Tells the supervision office that files in the rules folder do not load and that the rules published last stay in force.</summary>
public sealed record RulesFaultMail
{
    public const int FaultsListed = 20;

    public required string RecipientName { get; init; }
    public required string RecipientPost { get; init; }

    /// <summary>When the fault was found, at the house.</summary>
    public required DateTime FoundAt { get; init; }

    /// <summary>As the server calls it.</summary>
    public required string Folder { get; init; }

    /// <summary>The version that stays in force.</summary>
    public required int VersionInForce { get; init; }

    /// <summary>The first of them, by file and place.</summary>
    public required IReadOnlyList<RulesFaultLine> Faults { get; init; }

    public required int FaultsInAll { get; init; }

    /// <summary>The page of the rules.</summary>
    public Uri? Url { get; init; }
}

/// <param name="Line">Counted from 1, as is the column.</param>
public sealed record RulesFaultLine(string File, int Line, int Column, string Message);
