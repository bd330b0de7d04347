using TaskTracker.Domain.Organisation;

namespace TaskTracker.Mail;

public enum MailTransportKind
{
    Folder,
    Smtp,

    /// <summary>Only in a program built with it.</summary>
    MailKit,
}

public enum MailRendererKind
{
    HtmlRenderer,

    /// <summary>Only in a program built with it.</summary>
    RazorTemplating,
}

public enum StartTls
{
    /// <summary>A relay that doesn't offer TLS, or whose certificate isn't valid, gets no mail.</summary>
    Required,

    /// <summary>In the clear; no password is ever sent this way.</summary>
    None,
}

/// <summary>How much a mail says about its items, by the recipient's address domain.</summary>
public enum MailDetail
{
    /// <summary>Everything.</summary>
    Full,

    /// <summary>Which tasks, their lights and states, but no texts, figures or reasons.</summary>
    Titles,

    /// <summary>Numbers only.</summary>
    Count,
}

/// <summary>The section <c>Mail</c> of the configuration.</summary>
public sealed class MailOptions
{
    public MailTransportKind Transport { get; set; }
    public MailRendererKind Renderer { get; set; }
    public string Host { get; set; } = "localhost";
    public int Port { get; set; } = 587;
    public StartTls StartTls { get; set; }

    /// <summary>Null or empty where the relay asks for no login.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>For each mail: until the body is sent, and again for the answer to it. A mail that is being answered is waited for so long even when the program ends.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    public string From { get; set; } = "tasktracker@localhost";
    public string FromName { get; set; } = "规划任务督办";

    /// <summary>How much is said to addresses whose domain isn't in <see cref="DetailByDomain"/>.</summary>
    public MailDetail Detail { get; set; } = MailDetail.Titles;

    /// <summary>By domain without <c>@</c>, e.g. <c>laishan.gov.cn</c>; a subdomain counts only when it is named itself.</summary>
    public Dictionary<string, MailDetail> DetailByDomain { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    public MailDetail DetailFor(string address)
    {
        var domain = address[(address.LastIndexOf('@') + 1)..];
        var named = DetailByDomain.Where(d => string.Equals(d.Key, domain, StringComparison.OrdinalIgnoreCase)).Select(d => (MailDetail?)d.Value);
        return named.FirstOrDefault() ?? Detail;
    }

    /// <summary>What is wrong with these settings, a sentence each; empty where mail can be sent by them.</summary>
    public IEnumerable<string> Problems()
    {
        if (!MailAddressSyntax.IsValid(From))
        {
            yield return $"Mail:From is \"{From}\", which is not an address.";
        }

        if (Transport == MailTransportKind.Folder)
        {
            yield break;
        }

        if (string.IsNullOrWhiteSpace(Host))
        {
            yield return "Mail:Host is empty; name the SMTP relay.";
        }

        if (Port is < 1 or > 65535)
        {
            yield return $"Mail:Port is {Port}; it must be from 1 to 65535.";
        }

        if (Timeout <= TimeSpan.Zero)
        {
            yield return "Mail:Timeout must be positive.";
        }

        if (!string.IsNullOrEmpty(User) && StartTls == StartTls.None)
        {
            yield return "Mail:User is set, but Mail:StartTls is None: the password would go over the wire in the clear.";
        }
    }
}
