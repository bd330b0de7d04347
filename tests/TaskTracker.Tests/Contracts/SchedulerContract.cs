using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TaskTracker.Scheduling;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Contracts;

/// <summary>What every scheduler must do, by the real clock: alone beside SQLite, and for several nodes over PostgreSQL.</summary>
public abstract class SchedulerContract
{
    private const string Never = "0 0 3 29 2 ?";
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    protected abstract IServiceCollection AddScheduler(IServiceCollection services, JobSchedule schedule);

    [DatabaseFact]
    public async Task Job_AfterTheStart_RunsAtOnceAndThenAtItsTimeInTheHousesZone(TestDatabase database)
    {
        var log = new ProbeLog();
        var moment = SoonIn(TimeSpan.FromSeconds(15));
        using var host = await StartAsync(database, log, At(moment));
        await UntilAsync(() => log.Runs.Count >= 1);
        await UntilAsync(() => log.Runs.Any(r => r >= moment));
        await host.StopAsync();

        log.Runs.First(r => r >= moment).ShouldBeLessThan(moment + TimeSpan.FromSeconds(10));
        log.Runs.Count(r => r < moment).ShouldBe(1, "only that of the start");
    }

    [DatabaseFact]
    public async Task Job_OnAllNodes_RunsOnceForEachMoment(TestDatabase database)
    {
        var log = new ProbeLog();
        var moment = SoonIn(TimeSpan.FromSeconds(20));
        using var one = await StartAsync(database, log, At(moment));
        using var other = await StartAnotherAsync(database, log, At(moment));
        await UntilAsync(() => log.Runs.Any(r => r >= moment));
        await Task.Delay(TimeSpan.FromSeconds(4));
        await StopAsync(one, other);

        log.Runs.Count(r => r >= moment).ShouldBe(1);
    }

    [DatabaseFact]
    public async Task Job_ThatTakesLongerThanItsCadence_NeverRunsTwiceAtOnce(TestDatabase database)
    {
        var log = new ProbeLog { Takes = TimeSpan.FromSeconds(2.5) };
        using var one = await StartAsync(database, log, "* * * * * ?");
        using var other = await StartAnotherAsync(database, log, "* * * * * ?");
        await UntilAsync(() => log.Runs.Count >= 4);
        await StopAsync(one, other);

        log.MostAtOnce.ShouldBe(1);
    }

    [DatabaseFact]
    public async Task Job_AfterARestart_RunsByTheCadenceOfTheNewStart(TestDatabase database)
    {
        var log = new ProbeLog();
        using (var before = await StartAsync(database, log, Never))
        {
            await UntilAsync(() => log.Runs.Count >= 1);
            await before.StopAsync();
        }

        var restarted = DateTimeOffset.UtcNow;
        using var after = await StartAsync(database, log, "0/2 * * * * ?");
        await UntilAsync(() => log.Runs.Count(r => r > restarted) >= 3);
        await after.StopAsync();
    }

    [DatabaseFact]
    public async Task Job_ThatFails_RunsAgainAndLeavesTheOthersAlone(TestDatabase database)
    {
        var log = new ProbeLog();
        using var host = await StartAsync(database, log, "0/2 * * * * ?");
        await UntilAsync(() => log.Failures >= 2 && log.Runs.Count >= 2);
        await host.StopAsync();
    }

    [DatabaseFact]
    public async Task Stop_WhileAJobRuns_LeavesNoneAtWork(TestDatabase database)
    {
        var log = new ProbeLog { Takes = TimeSpan.FromSeconds(3) };
        using var host = await StartAsync(database, log, Never);
        await UntilAsync(() => log.AtWork == 1);
        await host.StopAsync();

        log.AtWork.ShouldBe(0);
    }

    private protected async Task<IHost> StartAsync(TestDatabase database, ProbeLog log, string cadence)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(log).AddScoped<Probe>().AddScoped<Failing>();
        AddScheduler(builder.Services, new JobSchedule([new("probe", typeof(Probe), cadence), new("failing", typeof(Failing), cadence)], Zone, database.Provider == TestProvider.Postgres ? database.ConnectionString : null));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private protected static async Task UntilAsync(Func<bool> reached)
    {
        var end = DateTimeOffset.UtcNow + Patience;
        while (!reached())
        {
            (DateTimeOffset.UtcNow < end).ShouldBeTrue($"not within {Patience}");
            await Task.Delay(50);
        }
    }

    /// <summary>SQLite is for one process; null there.</summary>
    private async Task<IHost?> StartAnotherAsync(TestDatabase database, ProbeLog log, string cadence) =>
        database.Provider == TestProvider.Postgres ? await StartAsync(database, log, cadence) : null;

    private static Task StopAsync(params IHost?[] hosts) => Task.WhenAll(hosts.OfType<IHost>().Select(h => h.StopAsync()));

    private static DateTimeOffset SoonIn(TimeSpan wait) => DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds() + (long)wait.TotalSeconds);

    private static string At(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone).ToString("s m H", CultureInfo.InvariantCulture) + " * * ?";

    /// <summary>What the jobs of all nodes did.</summary>
    private protected sealed class ProbeLog
    {
        private readonly Lock _lock = new();
        private readonly List<DateTimeOffset> _runs = [];

        public TimeSpan Takes { get; init; }
        public int AtWork { get; private set; }
        public int MostAtOnce { get; private set; }
        public int Failures { get; private set; }

        public IReadOnlyList<DateTimeOffset> Runs
        {
            get
            {
                lock (_lock)
                {
                    return [.. _runs];
                }
            }
        }

        public void Begin()
        {
            lock (_lock)
            {
                _runs.Add(DateTimeOffset.UtcNow);
                MostAtOnce = Math.Max(MostAtOnce, ++AtWork);
            }
        }

        public void End()
        {
            lock (_lock)
            {
                AtWork--;
            }
        }

        public void Fail()
        {
            lock (_lock)
            {
                Failures++;
            }

            throw new InvalidOperationException("This job always fails.");
        }
    }

    private protected sealed class Probe(ProbeLog log) : IJob
    {
        public async Task RunAsync(CancellationToken cancel)
        {
            log.Begin();
            try
            {
                await Task.Delay(log.Takes, cancel);
            }
            finally
            {
                log.End();
            }
        }
    }

    private protected sealed class Failing(ProbeLog log) : IJob
    {
        public Task RunAsync(CancellationToken cancel)
        {
            log.Fail();
            return Task.CompletedTask;
        }
    }
}
