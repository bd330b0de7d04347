using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Scheduling;

internal enum SchedulingEngine
{
    Quartz,

    /// <summary>Only in a program built with it.</summary>
    Hangfire,
}

/// <summary>The section <c>Scheduling</c> of the configuration.</summary>
internal sealed class SchedulingOptions
{
    public SchedulingEngine Engine { get; set; }
}

/// <summary>Hands the jobs to the scheduler that the configuration names.</summary>
internal static class SchedulingSetup
{
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        var schedule = ScheduleOf(configuration);
        foreach (var job in schedule.Jobs)
        {
            services.AddScoped(job.Job);
        }

        services.AddSingleton<EvaluateBatch>(s => s.GetRequiredService<RunSweep>().EvaluateBatchAsync);
        return EngineOf(configuration) == SchedulingEngine.Hangfire ? Adapters.Hangfire!(services, schedule) : services.AddQuartzJobs(schedule);
    }

    public static SchedulingEngine EngineOf(IConfiguration configuration) => (configuration.GetSection("Scheduling").Get<SchedulingOptions>() ?? new SchedulingOptions()).Engine;

    private static JobSchedule ScheduleOf(IConfiguration configuration)
    {
        var database = configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions();
        var cadences = configuration.GetSection("Jobs").Get<JobOptions>() ?? new JobOptions();
        var zone = (configuration.GetSection("House").Get<HouseOptions>() ?? new HouseOptions()).Zone();
        return new JobSchedule(Jobs.All(cadences), zone, database.Provider == DatabaseProvider.Postgres ? database.ConnectionString : null);
    }
}
