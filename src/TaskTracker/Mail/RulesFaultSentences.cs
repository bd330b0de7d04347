using System.Globalization;

namespace TaskTracker.Mail;

/// <summary>What the mail about a fault in the rules folder says, in order, without its form.</summary>
public sealed class RulesFaultSentences(RulesFaultMail mail, MailWords words)
{
    private const int SubjectLength = 120;

    public string Subject => PlainText.Shorten(PlainText.OneLine(words.Format("fault.subject", words.Number(mail.FaultsInAll), mail.VersionInForce)), SubjectLength);
    public string Language => words.Language;
    public string Kicker => words.Format("fault.kicker", mail.FoundAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), mail.RecipientPost);
    public string Greeting => words.Format("notice.greeting", mail.RecipientName);
    public string Headline => words["fault.headline"];
    public string InForce => words.Format("fault.inForce", mail.VersionInForce);
    public string Folder => words.Format("fault.folder", PlainText.OneLine(mail.Folder));

    public IReadOnlyList<(string Place, string Message)> Faults =>
        [.. mail.Faults.Select(f => (words.Format("fault.place", PlainText.OneLine(f.File), f.Line, f.Column), PlainText.OneLine(f.Message)))];

    public string? NotListed => mail.FaultsInAll > mail.Faults.Count ? words.Format("fault.notListed", words.Number(mail.FaultsInAll - mail.Faults.Count)) : null;
    public string ToDo => words["fault.toDo"];
    public MailLink? Page => MailLink.To(mail.Url, words["fault.page"]);
    public IReadOnlyList<string> Footer => [words.Format("footer.whyDigest", mail.RecipientPost), words["footer.unclassified"]];
}
