namespace TaskTracker.Mail;

/// <summary>A finished message: sent again, it is sent unchanged.</summary>
public sealed record OutgoingMail
{
    /// <summary>Without angle brackets, e.g. <c>3f9a…@tasks.example.cn</c>. The same message has the same id each time it is sent.</summary>
    public required string MessageId { get; init; }

    public required MailParty From { get; init; }

    /// <summary>The one recipient, in the header and on the envelope.</summary>
    public required MailParty To { get; init; }

    public required string Subject { get; init; }
    public required string Html { get; init; }
    public required string Text { get; init; }

    /// <summary>When the mail was made; an .eml file bears it. By SMTP the library writes the moment of sending instead.</summary>
    public required DateTimeOffset Date { get; init; }
}

/// <param name="Address">ASCII only; a Chinese domain is written in its <c>xn--</c> form.</param>
public sealed record MailParty(string Address, string Name);

/// <summary>What became of one attempt to send a mail.</summary>
public abstract record DeliveryOutcome
{
    private DeliveryOutcome()
    {
    }

    /// <summary>The next hop has taken it over.</summary>
    public sealed record Accepted : DeliveryOutcome;

    /// <summary>This mail to this address will never be taken; trying again is pointless.</summary>
    public sealed record RefusedForGood(string Reason) : DeliveryOutcome;

    /// <summary>It was certainly not taken, and may be later.</summary>
    public sealed record RefusedForNow(string Reason) : DeliveryOutcome;

    /// <summary>It may have been taken: the answer was lost. Sending again can double it, with the same Message-ID.</summary>
    public sealed record Uncertain(string Reason) : DeliveryOutcome;
}

/// <summary>Hands finished messages to the next hop. Safe for use by several threads.</summary>
public interface IMailTransport
{
    /// <summary>Every refusal and failure is an outcome. Throws only when cancelled before the message could have been taken.</summary>
    Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellation);
}
