namespace TaskTracker.Outbox;

/// <summary>Looks for mail to send for as long as the service runs.</summary>
internal sealed class OutboxLoop(SendMails send, ILogger<OutboxLoop> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do
        {
            try
            {
                await send.HandleAsync(null, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Ending here would silence the house until somebody restarts it; the mail stays leased and is tried again.
                log.LogError(e, "The outbox met an error and goes on.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
