namespace TaskTracker.RulesInForce;

/// <summary>Looks at the rules folder for as long as the service runs.</summary>
internal sealed class RulesLoop(TakeInFolder takeIn, ILogger<RulesLoop> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await takeIn.LookAgainAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "The rules folder could not be looked at; the rules in force stay.");
            }
        }
    }
}
