using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TaskTracker.Mail;
using TaskTracker.Persistence;
using TaskTracker.Scheduling;
using TaskTracker.Sweep;
using TaskTracker.Tests.Fixtures;
using Xunit.Abstractions;

namespace TaskTracker.Tests.Scheduling;

/// <summary>Quartz itself, in memory beside SQLite and clustered over PostgreSQL, with cadences that never come round.</summary>
public sealed class QuartzSetupTests(ITestOutputHelper output)
{
    [DatabaseFact]
    public async Task Service_WhenRestartedMoreOftenThanTheCadence_SweepsEveryDayAllTheSame(TestDatabase database)
    {
        await BuildAsync(database);
        for (var day = 20; day <= 22; day++)
        {
            using var host = await StartAsync(database, new DateOnly(2024, 11, day));
            await SweptAsync(host, day - 19);
            await host.StopAsync();
        }

        await using var db = await OpenAsync(database);
        (await db.Runs.Where(r => r.Kind == RunKind.Sweep).OrderBy(r => r.Id).Select(r => r.AsOf.Day).ToListAsync()).ShouldBe([20, 21, 22]);
        (await db.Runs.CountAsync(r => r.Kind == RunKind.Digest)).ShouldBe(1);
    }

    [DatabaseFact]
    public async Task Service_WhenTwoNodesStartAtOnce_SweepsOnce(TestDatabase database)
    {
        if (database.Provider == TestProvider.Sqlite)
        {
            // One process only; that the second is refused is SingleProcessTests' matter.
            return;
        }

        await BuildAsync(database);
        var hosts = await Task.WhenAll(StartAsync(database, new DateOnly(2024, 11, 20)), StartAsync(database, new DateOnly(2024, 11, 20)));
        await SweptAsync(hosts[0], 1);
        await Task.WhenAll(hosts.Select(h => h.StopAsync()));

        await using var db = await OpenAsync(database);
        var runs = await db.Runs.Where(r => r.Kind == RunKind.Sweep).ToListAsync();
        output.WriteLine($"{runs.Count} run, {runs.Sum(r => r.Mails)} mails by two nodes");
        runs.ShouldHaveSingleItem().Mails.ShouldBe(5);
        foreach (var host in hosts)
        {
            host.Dispose();
        }
    }

    private static async Task BuildAsync(TestDatabase database)
    {
        await using var node = new Node(database, FakeTime.At("2024-10-08 09:00"), new RecordedPost());
        await new SmallLedger().BuildAsync(node);
    }

    private static async Task<IHost> StartAsync(TestDatabase database, DateOnly day)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
        [
            new("Database:Provider", database.Options.Provider.ToString()), new("Database:ConnectionString", database.Options.ConnectionString),
            new("Jobs:Sweep", "0 0 3 1 1 ? 2099"), new("Jobs:Digest", "0 0 3 1 1 ? 2099"),
        ]);
        builder.Services.AddSingleton<TimeProvider>(new ShiftedTime(new HouseOptions().Zone(), day, new TimeOnly(10, 0)));
        builder.Services.AddTaskTracker(builder.Configuration, new Place(database.Folder, new RulesFolder(Path.Combine(AppContext.BaseDirectory, "rules"))));
        builder.Services.AddSingleton<IMailTransport>(new RecordedPost());
        builder.Services.AddJobs(builder.Configuration);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static async Task SweptAsync(IHost host, int runs)
    {
        for (var wait = 0; wait < 300; wait++)
        {
            await using var db = await host.Services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync();
            if (await db.Runs.CountAsync(r => r.Kind == RunKind.Sweep && r.State == RunState.Done) >= runs && await db.Runs.AnyAsync(r => r.Kind == RunKind.Digest))
            {
                return;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("No sweep within half a minute.");
    }

    private static Task<TrackerDb> OpenAsync(TestDatabase database) => Task.FromResult(database.Open());
}
