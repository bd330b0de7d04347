using TaskTracker.Mail;

namespace TaskTracker.Features.Mailbox;

/// <summary>The mails written to the folder; in the demo and on loopback only.</summary>
internal sealed class ReadMailbox(MailFolder folder)
{
    public const int PageSize = 50;

    /// <param name="page">From 1.</param>
    /// <returns>Latest first, and how many there are.</returns>
    public (IReadOnlyList<StoredMail> Rows, int Total) List(int page) => folder.Page((page - 1) * PageSize, PageSize);

    /// <returns>Null where there is no such mail.</returns>
    public StoredMail? Get(string name) => folder.FindByIdentity(name);
}
