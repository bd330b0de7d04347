namespace TaskTracker.Features.Accounts;

internal enum PasswordProfile
{
    /// <summary>等保: three kinds of characters, changed every ninety days, none of the last five again.</summary>
    DengBao,

    /// <summary>OWASP ASVS 5: long, none that everybody tries, no kinds and no changing by the calendar.</summary>
    Asvs,
}

/// <summary>The section <c>Accounts</c>.</summary>
internal sealed class AccountsOptions
{
    public PasswordProfile PasswordProfile { get; set; } = PasswordProfile.DengBao;

    /// <summary>三员分立: one person holds one kind of administration at most, and no part in plans beside it.</summary>
    public bool SeparateAdministrators { get; set; } = true;

    /// <summary>Wrong passwords in a row after which the account waits.</summary>
    public int LockoutAfter { get; set; } = 5;

    public TimeSpan LockoutFor { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>A session ends when nothing was asked for so long.</summary>
    public TimeSpan IdleFor { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>A session ends so long after its sign-in, whatever happens.</summary>
    public TimeSpan SignedInFor { get; set; } = TimeSpan.FromHours(12);

    /// <summary>From one address.</summary>
    public int SignInsPerMinute { get; set; } = 30;

    /// <summary>Of one person, or from one address where nobody is signed in.</summary>
    public int RequestsPerMinute { get; set; } = 600;

    /// <summary>Openings and forms of mails' links, from one address; a whole office may share one.</summary>
    public int LinksPerMinute { get; set; } = 120;

    /// <summary>Rounds of the password hash; fewer only in tests.</summary>
    public int HashRounds { get; set; } = 210_000;

    public OAuthSignInOptions OAuth { get; set; } = new();

    public IEnumerable<string> Problems()
    {
        if (LockoutAfter < 1) yield return "Accounts:LockoutAfter must be 1 or more.";
        if (LockoutFor <= TimeSpan.Zero) yield return "Accounts:LockoutFor must be a time span such as 00:15:00.";
        if (IdleFor <= TimeSpan.Zero || SignedInFor < IdleFor) yield return "Accounts:IdleFor must be a time span such as 00:30:00, and Accounts:SignedInFor no shorter.";
        if (SignInsPerMinute < 1 || RequestsPerMinute < 1 || LinksPerMinute < 1) yield return "Accounts:SignInsPerMinute, Accounts:RequestsPerMinute and Accounts:LinksPerMinute must be 1 or more.";
        if (HashRounds < 1) yield return "Accounts:HashRounds must be 1 or more.";
        foreach (var problem in OAuth.Problems()) yield return problem;
    }
}

internal enum PersonField { Key, Email, Account }

/// <summary>Sign-in against an organisation's OAuth 2.0 server; off while no address is set.</summary>
internal sealed class OAuthSignInOptions
{
    /// <summary>What the button says.</summary>
    public string Title { get; set; } = "";

    public string AuthorizationEndpoint { get; set; } = "";
    public string TokenEndpoint { get; set; } = "";

    /// <summary>Answers a token with a JSON object about the person.</summary>
    public string UserInformationEndpoint { get; set; } = "";

    public string ClientId { get; set; } = "";
    public string ClientSecret { get; set; } = "";
    public string[] Scopes { get; set; } = [];

    /// <summary>The field of that object by which the person is known.</summary>
    public string Claim { get; set; } = "sub";

    /// <summary>What of the person it must equal.</summary>
    public PersonField Person { get; set; } = PersonField.Key;

    public bool IsOn => AuthorizationEndpoint.Length > 0;

    public IEnumerable<string> Problems()
    {
        foreach (var (name, address) in new[] { (nameof(AuthorizationEndpoint), AuthorizationEndpoint), (nameof(TokenEndpoint), TokenEndpoint), (nameof(UserInformationEndpoint), UserInformationEndpoint) })
        {
            if (IsOn && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || uri is { Scheme: "http", IsLoopback: true })))
            {
                yield return $"Accounts:OAuth:{name} is \"{address}\"; it must be an https address.";
            }
        }

        if (IsOn && (ClientId.Length == 0 || ClientSecret.Length == 0)) yield return "Accounts:OAuth:ClientId and Accounts:OAuth:ClientSecret are missing.";
    }
}
