using MailKit;

namespace TaskTracker.MailKit;

/// <summary>
/// One mail on its way: how far it is, and how long it may take. The program's end breaks it off only before its body; once that has begun,
/// the answer is waited for, or nobody could say whether the mail was taken.
/// </summary>
internal sealed class Attempt : ITransferProgress, IDisposable
{
    private readonly CancellationTokenSource _limit = new();
    private readonly CancellationTokenRegistration _end;
    private readonly TimeSpan _timeout;

    public Attempt(TimeSpan timeout, CancellationToken end)
    {
        _timeout = timeout;
        _limit.CancelAfter(timeout);
        _end = end.Register(() =>
        {
            if (!BodyBegun)
            {
                _limit.Cancel();
            }
        });
    }

    public CancellationToken Limit => _limit.Token;

    public bool BodyBegun { get; private set; }

    public void Report(long bytesTransferred, long totalSize)
    {
        BodyBegun = true;
        if (bytesTransferred >= totalSize)
        {
            _limit.CancelAfter(_timeout);
        }
    }

    public void Report(long bytesTransferred) => BodyBegun = true;

    public void Dispose()
    {
        _end.Dispose();
        _limit.Dispose();
    }
}
