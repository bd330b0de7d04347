namespace TaskTracker.Features.Mailbox;

/// <summary>A mail's own HTML, for the sandboxed frame of its page.</summary>
internal static class MailHtml
{
    public static IResult Show(string name, ReadMailbox mailbox) =>
        mailbox.Get(name) is { } mail ? Results.Text(mail.Html, "text/html; charset=utf-8") : Results.NotFound();
}
