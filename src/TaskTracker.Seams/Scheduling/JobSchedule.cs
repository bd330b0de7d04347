namespace TaskTracker.Scheduling;

/// <summary>Work that a clock starts. It must bear being started twice, late, or on two nodes at once.</summary>
public interface IJob
{
    Task RunAsync(CancellationToken cancel);
}

/// <param name="Cadence">A Quartz cron expression, in the schedule's zone.</param>
/// <param name="Job">Implements <see cref="IJob"/>; made anew for each firing, in a scope of its own.</param>
public sealed record ScheduledJob(string Name, Type Job, string Cadence);

/// <summary>What a scheduler is given. It starts every job once when the service starts, then by its cadence, and never a job twice at once.</summary>
/// <param name="Postgres">The connection string of the database over which nodes share the jobs; null where one process has them to itself.</param>
public sealed record JobSchedule(IReadOnlyList<ScheduledJob> Jobs, TimeZoneInfo Zone, string? Postgres);

/// <summary>Evaluates one batch of a sweep, unless it is done or somebody else is at it.</summary>
public delegate Task EvaluateBatch(int batchId, CancellationToken cancel);

/// <summary>Tells other nodes of the batches of a sweep that has begun. Whether any of them helps is up to them: the node that began it goes on by itself.</summary>
public delegate void HandOutBatches(IReadOnlyList<int> batchIds);
