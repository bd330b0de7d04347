namespace TaskTracker.Persistence;

/// <summary>A value that all nodes of one ledger share, such as the secret behind Message-IDs.</summary>
internal sealed class Setting
{
    public required string Key { get; init; }
    public required string Value { get; set; }
}
