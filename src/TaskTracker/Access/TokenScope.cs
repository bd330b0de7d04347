namespace TaskTracker.Access;

/// <summary>What a program may do with a token: at most that, and never more than the token's person may.</summary>
[Flags]
public enum TokenScope
{
    None = 0,

    /// <summary>See what the person sees.</summary>
    Read = 1,

    /// <summary>What a department does: accept, report, ask, sign for and answer orders, comment.</summary>
    Report = 2,

    /// <summary>Decide what waits for a decision, issue orders and follow them.</summary>
    Supervise = 4,

    /// <summary>Export the audit.</summary>
    Audit = 8,
}
