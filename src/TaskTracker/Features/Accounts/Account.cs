using TaskTracker.Domain.Organisation;

namespace TaskTracker.Features.Accounts;

/// <summary>How a person of the ledger signs in. Identity's managers work on it through <see cref="AccountStore"/>.</summary>
public sealed class Account
{
    /// <summary>An account is a person's, and a person has one at most.</summary>
    public int PersonId { get; set; }

    public Person Person { get; set; } = null!;

    /// <summary>The name to sign in with.</summary>
    public required string Name { get; set; }

    public string NormalizedName { get; set; } = "";
    public string? PasswordHash { get; set; }

    /// <summary>The latest first, so that none is taken again where the profile forbids it.</summary>
    public List<string> EarlierPasswords { get; set; } = [];

    public DateTime? PasswordChangedAt { get; set; }

    /// <summary>Somebody else knows the password: it was generated.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Changes whenever all sessions shall end.</summary>
    public string SecurityStamp { get; set; } = "";

    public string ConcurrencyStamp { get; set; } = "";
    public int AccessFailedCount { get; set; }
    public DateTime? LockedUntil { get; set; }
    public bool TwoFactorEnabled { get; set; }
    public string? AuthenticatorKey { get; set; }

    /// <summary>The last code that was taken; a code is good once.</summary>
    public string? LastCode { get; set; }

    /// <summary>Hashes of what is left of them.</summary>
    public List<string> RecoveryCodes { get; set; } = [];

    public bool Disabled { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime? LastSignInAt { get; set; }
}

/// <summary>One sign-in on one device, until it is ended. The browser holds a secret of which only the hash is here.</summary>
public sealed class Session
{
    public int Id { get; init; }
    public required string SecretHash { get; init; }
    public int PersonId { get; init; }
    public Account Account { get; init; } = null!;

    /// <summary>The account's stamp when the session began; it ends when that changes.</summary>
    public required string Stamp { get; init; }

    public DateTime StartedAt { get; init; }

    /// <summary>To within a minute or so.</summary>
    public DateTime SeenAt { get; set; }

    public required string Device { get; init; }
    public required string Address { get; init; }
}

/// <summary>A role given to a person for a time, over a plan, a region, or the whole house.</summary>
public sealed class Grant
{
    public int Id { get; init; }
    public int PersonId { get; init; }
    public Person Person { get; init; } = null!;
    public Access.Role Role { get; init; }
    public string? Region { get; init; }
    public int? PlanId { get; init; }

    /// <summary>The first day.</summary>
    public DateOnly From { get; init; }

    /// <summary>The last day; null: still.</summary>
    public DateOnly? Until { get; set; }

    public required string GrantedBy { get; init; }
}

/// <summary>What happened to accounts and rights, for the audit administrator. Never holds a secret.</summary>
public sealed class AccountEvent
{
    public long Id { get; init; }
    public DateTime At { get; init; }
    public AccountEventKind Kind { get; init; }

    /// <summary>Whose account; null where no account bears the name that was tried.</summary>
    public int? PersonId { get; init; }

    public Person? Person { get; init; }

    /// <summary>Who did it; empty where that is the person, or nobody knows.</summary>
    public string By { get; init; } = "";

    public string Detail { get; init; } = "";
    public string Address { get; init; } = "";
}

public enum AccountEventKind
{
    SignedIn, SignInFailed, LockedOut, SignedOut, SessionsEnded, PasswordChanged, PasswordReset, AuthenticatorOn, AuthenticatorOff, RecoveryCodeUsed,
    AccountCreated, AccountDisabled, AccountEnabled, RoleGranted, RoleEnded, PostHandedOver, PersonChanged, PeopleImported, TokenMade, TokenEnded,
}
