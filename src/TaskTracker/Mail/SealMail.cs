using System.Globalization;
using TaskTracker.Domain.Audit;

namespace TaskTracker.Mail;

/// <summary>The audit's newest seal, for somebody outside the service to keep.</summary>
public sealed record SealMail(string RecipientName, AuditSeal Seal);

/// <summary>What a seal's mail says, in order, without its form.</summary>
public sealed class SealSentences(SealMail mail, MailWords words)
{
    public string Subject { get; } = words.Format("seal.subject", mail.Seal.Number, MailWords.LongDay(mail.Seal.Day));
    public string Language => words.Language;
    public string Greeting => words.Format("notice.greeting", PlainText.OneLine(mail.RecipientName));
    public string Headline => words.Format("seal.headline", mail.Seal.Entries.ToString("N0", CultureInfo.InvariantCulture), words.Number(mail.Seal.Chains));
    public string Keep => words["seal.keep"];
    public string Verify => words["seal.verify"];

    /// <summary>As <c>tasktracker audit verify --seal</c> reads it.</summary>
    public IReadOnlyList<string> Lines => SealText.Write(mail.Seal).TrimEnd('\n').Split('\n');

    public IReadOnlyList<string> Footer => [words["seal.why"], words["footer.unclassified"]];
}
