namespace TaskTracker.MailKit;

/// <summary>What stands in the section <c>Mail</c> beside the settings of every transport.</summary>
public sealed class MailKitOptions
{
    /// <summary>TLS from the first byte (port 465) instead of STARTTLS.</summary>
    public bool ImplicitTls { get; set; }

    /// <summary>A PEM file with the certificates of the house's own authority, trusted beside the system's.</summary>
    public string? AuthorityFile { get; set; }

    /// <summary>Asks the authority on the network whether the relay's certificate was withdrawn; closed networks cannot.</summary>
    public bool CheckRevocation { get; set; }

    /// <summary>Login by XOAUTH2 with <c>Mail:User</c> and a token in place of the password.</summary>
    public OAuth2Options? OAuth2 { get; set; }

    /// <summary>Null: mails are not signed.</summary>
    public DkimOptions? Dkim { get; set; }

    internal IEnumerable<string> Problems(string? user)
    {
        if (OAuth2 is { } login)
        {
            if (string.IsNullOrEmpty(user))
            {
                yield return "Mail:OAuth2 is set, but Mail:User is empty; name the mailbox that the token is for.";
            }

            if (string.IsNullOrEmpty(login.TokenFile) == string.IsNullOrEmpty(login.TokenEndpoint))
            {
                yield return "Mail:OAuth2 needs either a TokenFile or a TokenEndpoint with ClientId and ClientSecret.";
            }
            else if (!string.IsNullOrEmpty(login.TokenEndpoint) && !(Uri.TryCreate(login.TokenEndpoint, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || uri.IsLoopback)))
            {
                yield return $"Mail:OAuth2:TokenEndpoint is \"{login.TokenEndpoint}\"; it must be an https address.";
            }
        }

        foreach (var (file, setting) in new[] { (AuthorityFile, "Mail:AuthorityFile"), (Dkim?.KeyFile, "Mail:Dkim:KeyFile") })
        {
            if (!string.IsNullOrEmpty(file) && !File.Exists(file))
            {
                yield return $"{setting} is \"{file}\"; there is no such file.";
            }
        }

        if (Dkim is { } dkim && new[] { dkim.Domain, dkim.Selector, dkim.KeyFile }.Any(string.IsNullOrWhiteSpace))
        {
            yield return "Mail:Dkim needs a Domain, a Selector and a KeyFile.";
        }
    }
}

/// <summary>Where access tokens come from: a file that something else renews, or the token endpoint, asked as the client itself (client credentials).</summary>
public sealed class OAuth2Options
{
    public string? TokenFile { get; set; }
    public string? TokenEndpoint { get; set; }
    public string ClientId { get; set; } = "";
    public string ClientSecret { get; set; } = "";
    public string Scope { get; set; } = "";
}

public sealed class DkimOptions
{
    public string Domain { get; set; } = "";
    public string Selector { get; set; } = "";

    /// <summary>The private key, PEM.</summary>
    public string KeyFile { get; set; } = "";
}
