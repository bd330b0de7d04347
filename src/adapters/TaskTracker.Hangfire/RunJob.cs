using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Scheduling;

namespace TaskTracker.Hangfire;

/// <summary>What Hangfire stores and starts: a job of the schedule by its name. A failure surfaces; Hangfire shows it and tries again, and the next firing does too.</summary>
public sealed class RunJob(IServiceProvider services, JobSchedule schedule, Turns turns)
{
    /// <returns>What the dashboard shows as the result.</returns>
    [JobDisplayName("{0}")]
    [AutomaticRetry(Attempts = 3, DelaysInSeconds = [30, 120, 300])]
    public async Task<string> RunAsync(string name, CancellationToken cancel)
    {
        if (schedule.Jobs.FirstOrDefault(j => j.Name == name) is not { } job)
        {
            return "There is no such job any more.";
        }

        await using var turn = await turns.TakeAsync(name, cancel);
        if (turn is null)
        {
            return "It was running already.";
        }

        await ((IJob)services.GetRequiredService(job.Job)).RunAsync(cancel);
        return "Done.";
    }
}

/// <summary>A batch of a sweep, on whichever node comes to it first.</summary>
public sealed class RunBatch(EvaluateBatch evaluate)
{
    [JobDisplayName("batch {0}")]
    [AutomaticRetry(Attempts = 3, DelaysInSeconds = [5, 30, 120], OnAttemptsExceeded = AttemptsExceededAction.Fail)]
    public Task RunAsync(int batchId, CancellationToken cancel) => evaluate(batchId, cancel);
}
