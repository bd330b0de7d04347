namespace TaskTracker.Features.Mailbox;

/// <param name="Name">Names the mail in the address.</param>
internal sealed record MailRow(string Name, string Subject, string To, DateTime At);

internal sealed record MailModel(MailRow Row, string From, string Html, string Text);

/// <summary>The mails written to the folder; in the demo and on loopback only.</summary>
internal sealed class ReadMailbox
{
    public const int PageSize = 50;

    /// <param name="page">From 1.</param>
    /// <returns>Latest first, and how many there are.</returns>
    public Task<(IReadOnlyList<MailRow> Rows, int Total)> ListAsync(int page) => Task.FromResult(Sample.Mails());

    /// <returns>Null where there is no such mail.</returns>
    public Task<MailModel?> GetAsync(string name) => Task.FromResult(Sample.Mail(name));
}
