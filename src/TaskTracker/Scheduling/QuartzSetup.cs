using Quartz;

namespace TaskTracker.Scheduling;

/// <summary>Hands the jobs to Quartz: in memory beside SQLite, clustered over PostgreSQL.</summary>
internal static class QuartzSetup
{
    public static IServiceCollection AddQuartzJobs(this IServiceCollection services, JobSchedule schedule)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(o =>
            {
                o.InstanceName = "tasktracker";
                // "AUTO" is taken literally, and two nodes would share one id.
                o.GenerateInstanceId = true;
                o.IdleWaitTime = TimeSpan.FromSeconds(1);
            });
            if (schedule.Postgres is { } postgres)
            {
                quartz.UsePersistentStore(store =>
                {
                    store.UsePostgres(postgres);
                    store.ProvisionSchema();
                    store.UseClustering(_ => { });
                });
            }

            foreach (var (name, job, cadence) in schedule.Jobs)
            {
                var key = new JobKey(name);
                quartz.AddJob(typeof(QuartzJob<>).MakeGenericType(job), j => j.WithIdentity(key).StoreDurably(true).DisallowConcurrentExecution(true));
                quartz.AddTrigger(t => t.WithIdentity(name).ForJob(key).WithCronSchedule(cadence, c => c.InTimeZone(schedule.Zone)));
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
