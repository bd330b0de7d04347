using Microsoft.EntityFrameworkCore;
using TaskTracker.Features.Audit;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Scheduling;

/// <summary>The jobs with their cadences; a scheduler takes them from here and no job knows which.</summary>
internal static class Jobs
{
    public static IReadOnlyList<ScheduledJob> All(JobOptions cadences) =>
    [
        new("sweep", typeof(SweepJob), cadences.Sweep),
        new("digest", typeof(DigestJob), cadences.Digest),
        new("seal", typeof(SealJob), cadences.Seal),
    ];
}

/// <summary>Cadences as Quartz cron expressions, in the house's time. They fire often and do nothing where the day's work is done, so that a start in the middle of the day misses nothing.</summary>
internal sealed class JobOptions
{
    public string Sweep { get; set; } = "0 0/15 8-17 * * ?";
    public string Digest { get; set; } = "0 5/15 8-17 * * ?";
    public string Seal { get; set; } = "0 10/15 0-17 * * ?";
}

/// <summary>The day's sweep, once. After a clock that ran ahead it fails at each start, and so is seen, until somebody has looked.</summary>
internal sealed class SweepJob(IDbContextFactory<TrackerDb> databases, RunSweep sweep, HouseClock clock, ILogger<SweepJob> log) : IJob
{
    public async Task RunAsync(CancellationToken cancel)
    {
        var today = clock.Today;
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Runs.AnyAsync(r => r.Kind == RunKind.Sweep && r.AsOf == today && r.State == RunState.Done, cancel))
        {
            return;
        }

        var run = await sweep.HandleAsync(today, null, cancel);
        log.LogInformation("Sweep of {Day:yyyy-MM-dd}: {Responsibilities} responsibilities in force, {LookedAt} looked at, {Notices} notices, {Mails} mails.", today, run.Responsibilities, run.LookedAt, run.Notices, run.Mails);
    }
}

/// <summary>The week's digest, once, on its first workday or as soon after as the service runs.</summary>
internal sealed class DigestJob(RunDigest digest, HouseClock clock) : IJob
{
    public Task RunAsync(CancellationToken cancel) => digest.HandleAsync(clock.Today, onlyWhenDue: true, cancel);
}

/// <summary>The day's seal over the audit, once, before the day's mails leave; whoever makes it also verifies all chains. On the week's first workday the seals are mailed.</summary>
internal sealed class SealJob(SealAudit seals, VerifyAudit verify, MailSeals mails, HouseClock clock, ILogger<SealJob> log) : IJob
{
    public async Task RunAsync(CancellationToken cancel)
    {
        var today = clock.Today;
        var (_, isNew) = await seals.HandleAsync(today, cancel);
        if (isNew)
        {
            foreach (var finding in (await verify.HandleAsync(null, cancel)).Findings.Take(MostLogged))
            {
                log.LogError("The audit is not in order: {Finding}", finding);
            }
        }

        await mails.HandleAsync(today, cancel);
    }

    private const int MostLogged = 20;
}
