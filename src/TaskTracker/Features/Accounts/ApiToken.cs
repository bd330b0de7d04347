using TaskTracker.Access;

namespace TaskTracker.Features.Accounts;

/// <summary>What a program shows to act in a person's name. The program holds the token, of which only the hash is here.</summary>
public sealed class ApiToken
{
    public int Id { get; init; }
    public int PersonId { get; init; }
    public Account Account { get; init; } = null!;

    /// <summary>What the person calls it, to know it again.</summary>
    public required string Name { get; init; }

    public required string SecretHash { get; init; }
    public TokenScope Scopes { get; init; }
    public DateTime CreatedAt { get; init; }

    /// <summary>The last day on which it is good.</summary>
    public DateOnly Until { get; init; }

    /// <summary>The last day on which it was used.</summary>
    public DateOnly? UsedOn { get; set; }

    /// <summary>Null while nobody ended it.</summary>
    public DateTime? EndedAt { get; set; }
}
