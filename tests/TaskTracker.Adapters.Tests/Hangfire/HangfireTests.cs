using System.Net;
using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TaskTracker.Hangfire;
using TaskTracker.Mail;
using TaskTracker.Persistence;
using TaskTracker.Scheduling;
using TaskTracker.Sweep;
using TaskTracker.Tests.Contracts;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Adapters.Tests.Hangfire;

[Collection(Collection)]
public sealed class HangfireContractTests : SchedulerContract
{
    /// <summary>Hangfire's log belongs to the process, so hosts must not come and go beside one another.</summary>
    public const string Collection = "Hangfire";

    protected override IServiceCollection AddScheduler(IServiceCollection services, JobSchedule schedule) => services.AddHangfireJobs(schedule);

    [DatabaseFact]
    public async Task Job_ThatFails_IsTriedAgainAndCanBeSeen(TestDatabase database)
    {
        var log = new ProbeLog();
        using var host = await StartAsync(database, log, "0 0 3 29 2 ?");
        await UntilAsync(() => log.Failures >= 1);
        var monitoring = host.Services.GetRequiredService<JobStorage>().GetMonitoringApi();
        await UntilAsync(() => monitoring.ScheduledJobs(0, 10).Count == 1);
        var details = monitoring.JobDetails(monitoring.ScheduledJobs(0, 10).Single().Key);
        details.History.SelectMany(h => h.Data.Values).ShouldContain("This job always fails.");
        await host.StopAsync();
    }
}

[Collection(HangfireContractTests.Collection)]
public sealed class HangfireTests
{
    private const int Tasks = 1_000;

    [DatabaseFact]
    public async Task Sweep_OnTwoNodes_IsSharedByBatchesAndHappensOnce(TestDatabase database)
    {
        await BuildAsync(database);
        var hosts = new List<IHost> { await StartAsync(database) };
        if (database.Provider == TestProvider.Postgres)
        {
            hosts.Add(await StartAsync(database));
        }

        await SweptAsync(database);
        var monitoring = hosts[0].Services.GetRequiredService<JobStorage>().GetMonitoringApi();
        for (var wait = 0; wait < 200 && monitoring.SucceededListCount() < 12; wait++)
        {
            await Task.Delay(100);
        }

        var servers = monitoring.SucceededJobs(0, 100).Where(j => j.Value.Job.Type == typeof(RunBatch))
            .Select(j => monitoring.JobDetails(j.Key).History.First(h => h.StateName == "Processing").Data["ServerId"]).ToList();
        await Task.WhenAll(hosts.Select(h => h.StopAsync()));

        await using var db = database.Open();
        var run = await db.Runs.SingleAsync(r => r.Kind == RunKind.Sweep);
        run.State.ShouldBe(RunState.Done);
        var batches = await db.Batches.Where(b => b.RunId == run.Id).ToListAsync();
        batches.ShouldAllBe(b => b.DoneAt != null && b.Fence == 1);
        servers.Count.ShouldBe(batches.Count);
        (await db.Mails.CountAsync()).ShouldBe(await db.Mails.Select(m => m.PersonId).Distinct().CountAsync());
        monitoring.FailedCount().ShouldBe(0);
        hosts.ForEach(h => h.Dispose());
    }

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.Unauthorized)]
    public async Task Dashboard_IsForThoseWhoMayEnter(bool mayEnter, HttpStatusCode answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddHangfireJobs(new JobSchedule([], TimeZoneInfo.Utc, null));
        await using var app = builder.Build();
        app.MapDashboard(_ => mayEnter);
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        foreach (var path in new[] { "hangfire", "hangfire/recurring", "hangfire/jobs/failed" })
        {
            (await http.GetAsync(path)).StatusCode.ShouldBe(answer);
        }
    }

    private static async Task BuildAsync(TestDatabase database)
    {
        await using var node = new Node(database, FakeTime.At("2024-10-08 09:00"), new RecordedPost());
        await new SmallLedger { Tasks = [.. Enumerable.Range(0, Tasks).Select(n => new PlannedTask($"t{n}", "2024-11-13", SmallLedger.Health))] }.BuildAsync(node);
    }

    private static async Task<IHost> StartAsync(TestDatabase database)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
        [
            new("Database:Provider", database.Options.Provider.ToString()), new("Database:ConnectionString", database.Options.ConnectionString),
            new("Jobs:Sweep", "0 0 3 29 2 ?"), new("Jobs:Digest", "0 0 3 29 2 ?"), new("Scheduling:Engine", "Hangfire"),
        ]);
        builder.Services.AddSingleton<TimeProvider>(new ShiftedTime(new HouseOptions().Zone(), new DateOnly(2024, 11, 20), new TimeOnly(10, 0)));
        builder.Services.AddTaskTracker(builder.Configuration, new Place(database.Folder, new RulesFolder(Path.Combine(AppContext.BaseDirectory, "rules"))));
        builder.Services.AddSingleton<IMailTransport>(new RecordedPost());
        builder.Services.AddJobs(builder.Configuration);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static async Task SweptAsync(TestDatabase database)
    {
        for (var wait = 0; wait < 600; wait++)
        {
            await using var db = database.Open();
            if (await db.Runs.AnyAsync(r => r.Kind == RunKind.Sweep && r.State == RunState.Done))
            {
                return;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("No sweep within a minute.");
    }
}
