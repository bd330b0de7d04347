using System.Text.RegularExpressions;
using TaskTracker.Domain.Organisation;

namespace TaskTracker.Mail;

/// <summary>What of a mail may stand in a header or on the envelope; every transport writes by it.</summary>
public static partial class HeaderText
{
    private const int SubjectLength = 200;
    private const int NameLength = 40;

    /// <returns>The refusal, or null where the mail can be composed.</returns>
    public static DeliveryOutcome? Refuse(OutgoingMail mail)
    {
        if (!MailAddressSyntax.IsValid(mail.To.Address))
        {
            return new DeliveryOutcome.RefusedForGood($"The recipient's address \"{PlainText.Shorten(PlainText.OneLine(mail.To.Address), 80)}\" is not valid.");
        }

        if (!MessageId().IsMatch(mail.MessageId))
        {
            return new DeliveryOutcome.RefusedForGood("The Message-ID is not valid.");
        }

        // The sender is a setting: the mail isn't to blame, and goes out when that is mended.
        return MailAddressSyntax.IsValid(mail.From.Address) ? null : new DeliveryOutcome.RefusedForNow("The sender's address is not valid.");
    }

    public static string Subject(OutgoingMail mail) => PlainText.Shorten(Literal(mail.Subject), SubjectLength);

    public static string Name(MailParty party) => PlainText.Shorten(Punctuation().Replace(Literal(party.Name), ""), NameLength);

    /// <summary>What is kept of an answer or failure.</summary>
    public static string Reason(string reason) => PlainText.Shorten(PlainText.OneLine(reason), 300);

    /// <summary>Text for a header; what looks like an encoded word in it must not be read as one.</summary>
    private static string Literal(string text) => PlainText.OneLine(text).Replace("=?", "= ?", StringComparison.Ordinal);

    [GeneratedRegex("""["\\<>]""")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"\A[A-Za-z0-9._+-]{1,120}@[A-Za-z0-9.-]{1,120}\z")]
    private static partial Regex MessageId();
}
