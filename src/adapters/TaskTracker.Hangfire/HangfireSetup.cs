using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TaskTracker.Scheduling;

namespace TaskTracker.Hangfire;

/// <summary>Hands the jobs to Hangfire: over PostgreSQL where nodes share them, else in memory.</summary>
public static class HangfireSetup
{
    /// <summary>Cadences name seconds, so the clock is looked at each second.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <exception cref="FormatException">A cadence cannot be said in Hangfire's dialect.</exception>
    public static IServiceCollection AddHangfireJobs(this IServiceCollection services, JobSchedule schedule)
    {
        var cadences = schedule.Jobs.ToDictionary(j => j.Name, j => CronDialect.FromQuartz(j.Name, j.Cadence));
        services.AddSingleton(schedule).AddSingleton(new Turns(schedule.Postgres)).AddScoped<RunJob>().AddScoped<RunBatch>();

        // Registered before Hangfire's own, which would be one storage and one activator for the whole process.
        services.AddSingleton<JobStorage>(s =>
        {
            // Connects Hangfire's log with ours, before the storage says its first word.
            s.GetRequiredService<IGlobalConfiguration>();
            return schedule.Postgres is { } postgres ? OverPostgres(postgres) : new InMemoryStorage();
        });
        services.AddSingleton<JobActivator>(s => new ScopedActivator(s.GetRequiredService<IServiceScopeFactory>()));
        services.AddHangfire((_, _) => { });
        services.AddSingleton<HandOutBatches>(s => batches =>
        {
            // From the far end: the node that began the run works from the near one, and would be ahead of every job.
            var client = new BackgroundJobClient(s.GetRequiredService<JobStorage>());
            foreach (var batch in batches.Reverse())
            {
                client.Enqueue<RunBatch>(r => r.RunAsync(batch, CancellationToken.None));
            }
        });
        services.AddHostedService(s => new RecurringJobs(s.GetRequiredService<JobStorage>(), schedule, cadences));
        return services.AddHangfireServer((_, options) =>
        {
            options.ServerName = $"{Environment.MachineName}:{Environment.ProcessId}";
            options.SchedulePollingInterval = Look;
            options.WorkerCount = Math.Max(2, Environment.ProcessorCount);

            // A job that runs when the program ends is told to stop and waited for.
            options.ShutdownTimeout = TimeSpan.FromMinutes(1);
        });
    }

    /// <summary>Hangfire's dashboard. Who may enter is for the program to say, as with any endpoint.</summary>
    public static IEndpointConventionBuilder MapDashboard(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapHangfireDashboard("/hangfire", new DashboardOptions
        {
            // Its own default lets in whoever asks from this machine, and nobody else.
            Authorization = [],
            AppPath = "/",
            DisplayStorageConnectionString = false,
            DashboardTitle = "TaskTracker",
        });

    private static PostgreSqlStorage OverPostgres(string connection) => new(new global::Hangfire.PostgreSql.Factories.NpgsqlConnectionFactory(connection, Options), Options);

    private static PostgreSqlStorageOptions Options => new()
    {
        QueuePollInterval = Look,

        // A job of a server that died comes back after this time; of one that lives the time is renewed.
        InvisibilityTimeout = TimeSpan.FromMinutes(5),
        UseSlidingInvisibilityTimeout = true,

        // A database that cannot be reached must show at the start, not as jobs that never run.
        AllowDegradedModeWithoutStorage = false,
    };

    private sealed class ScopedActivator(IServiceScopeFactory scopes) : JobActivator
    {
        public override JobActivatorScope BeginScope(JobActivatorContext context) => new Scope(scopes.CreateAsyncScope());

        private sealed class Scope(AsyncServiceScope scope) : JobActivatorScope
        {
            public override object Resolve(Type type) => scope.ServiceProvider.GetRequiredService(type);

            public override void DisposeScope() => scope.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>Keeps the stored list of jobs as the program has it, and starts each once: a service restarted more often than its cadence would otherwise never come to it.</summary>
    private sealed class RecurringJobs(JobStorage storage, JobSchedule schedule, Dictionary<string, string> cadences) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            var manager = new RecurringJobManager(storage);
            using (var connection = storage.GetConnection())
            {
                foreach (var gone in global::Hangfire.Storage.StorageConnectionExtensions.GetRecurringJobs(connection).Where(j => !cadences.ContainsKey(j.Id)))
                {
                    manager.RemoveIfExists(gone.Id);
                }
            }

            foreach (var (name, cadence) in cadences)
            {
                manager.AddOrUpdate<RunJob>(name, r => r.RunAsync(name, CancellationToken.None), cadence, new RecurringJobOptions { TimeZone = schedule.Zone });
                manager.Trigger(name);
            }

            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
