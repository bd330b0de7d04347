using MailKit;

namespace TaskTracker.MailKit;

/// <summary>
/// One mail on its way: how far it is, and how long it may take. The program's end breaks it off only before its body; once that has begun,
/// the answer is waited for, or nobody could say whether the mail was taken.
/// </summary>
internal sealed class Attempt(TimeSpan timeout) : CancellationTokenSource(timeout), ITransferProgress
{
    private readonly TimeSpan _timeout = timeout;

    public bool BodyBegun { get; private set; }

    public void Report(long bytesTransferred, long totalSize)
    {
        Report(bytesTransferred);
        if (bytesTransferred >= totalSize)
        {
            CancelAfter(_timeout);
        }
    }

    public void Report(long bytesTransferred) => BodyBegun = true;

    public void End() => CancelAfter(BodyBegun ? _timeout : TimeSpan.Zero);
}
