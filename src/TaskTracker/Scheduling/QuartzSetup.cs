using Quartz;
using TaskTracker.Persistence;

namespace TaskTracker.Scheduling;

/// <summary>Hands the jobs to Quartz: in memory beside SQLite, clustered over PostgreSQL.</summary>
internal static class QuartzSetup
{
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        var database = configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions();
        var cadences = configuration.GetSection("Jobs").Get<JobOptions>() ?? new JobOptions();
        var zone = (configuration.GetSection("House").Get<HouseOptions>() ?? new HouseOptions()).Zone();
        foreach (var (_, job, _) in Jobs.All)
        {
            services.AddScoped(job);
        }

        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(o =>
            {
                o.InstanceName = "tasktracker";
                // "AUTO" is taken literally, and two nodes would share one id.
                o.GenerateInstanceId = true;
                o.IdleWaitTime = TimeSpan.FromSeconds(1);
            });
            if (database.Provider == DatabaseProvider.Postgres)
            {
                quartz.UsePersistentStore(store =>
                {
                    store.UsePostgres(database.ConnectionString);
                    store.ProvisionSchema();
                    store.UseClustering(_ => { });
                });
            }

            foreach (var (name, job, cadence) in Jobs.All)
            {
                var key = new JobKey(name);
                quartz.AddJob(typeof(QuartzJob<>).MakeGenericType(job), j => j.WithIdentity(key).StoreDurably(true).DisallowConcurrentExecution(true));
                quartz.AddTrigger(t => t.WithIdentity(name).ForJob(key).WithCronSchedule(cadence(cadences), c => c.InTimeZone(zone)));
                // A service restarted more often than the cadence would otherwise never come to it.
                quartz.RunAtStartup(key);
            }
        });
        return services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
    }

    /// <summary>The one thing that knows both sides. A failure surfaces: Quartz logs it, and the next firing tries again.</summary>
    private sealed class QuartzJob<TJob>(TJob job) : Quartz.IJob
        where TJob : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await job.RunAsync(cancellationToken);
    }
}
