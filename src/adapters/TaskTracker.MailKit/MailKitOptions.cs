namespace TaskTracker.MailKit;

/// <summary>What stands in the section <c>Mail</c> beside the settings of every transport.</summary>
/// <param name="ImplicitTls">TLS from the first byte (port 465) instead of STARTTLS.</param>
/// <param name="AuthorityFile">A PEM file with the certificates of the house's own authority, trusted beside the system's.</param>
/// <param name="CheckRevocation">Asks the authority on the network whether the relay's certificate was withdrawn; closed networks cannot.</param>
/// <param name="OAuth2">Login by XOAUTH2 with <c>Mail:User</c> and a token in place of the password.</param>
/// <param name="Dkim">Null: mails are not signed.</param>
public sealed record MailKitOptions(bool ImplicitTls = false, string? AuthorityFile = null, bool CheckRevocation = false, OAuth2Options? OAuth2 = null, DkimOptions? Dkim = null);

/// <summary>Where access tokens come from: a file that something else renews, or the token endpoint, asked as the client itself (client credentials).</summary>
public sealed record OAuth2Options(string TokenFile = "", string TokenEndpoint = "", string ClientId = "", string ClientSecret = "", string Scope = "");

/// <param name="KeyFile">The private key, PEM.</param>
public sealed record DkimOptions(string Domain = "", string Selector = "", string KeyFile = "");
