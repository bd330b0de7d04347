using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Demo;
using TaskTracker.Mail;
using TaskTracker.Outbox;
using TaskTracker.Persistence;
using TaskTracker.Sweep;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Benchmarks;

/// <summary>Two days of a generated ledger: the first sweep, the second of the day, the mails of the first, handed to a transport that only counts, the day after, and a full sweep of it.</summary>
internal static class SweepBenchmark
{
    private const int Seed = 1;

    public static async Task RunAsync(int responsibilities, int rounds)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{responsibilities} responsibilities, median of {rounds} rounds after one to warm up, {Environment.ProcessorCount} processors"));
        Console.WriteLine();
        Console.WriteLine("| database | generate | first sweep | second sweep | notices | mails | send | mails a second | day after | looked at | full sweep | peak memory |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var provider in Enum.GetValues<TestProvider>())
        {
            if (TestDatabase.WhyAbsent(provider) is { } absent)
            {
                Console.WriteLine($"| {provider} | not measured: {absent} |");
                continue;
            }

            await MeasureAsync(provider, responsibilities, rounds);
        }
    }

    private static async Task MeasureAsync(TestProvider provider, int responsibilities, int rounds)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var transport = new CountingTransport();
        await using var services = Services(database, transport);
        await services.GetRequiredService<IDbContextFactory<TrackerDb>>().UpgradeAsync(CancellationToken.None);
        var generate = await TimeAsync(() => ActivatorUtilities.CreateInstance<GenerateLedger>(services).HandleAsync(responsibilities, Seed, PlayDemo.Today, _ => { }, CancellationToken.None));
        var sweep = services.GetRequiredService<RunSweep>();
        var (first, second, send, after, full) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        SweepRun? run = null, next = null;
        for (var round = 0; round <= rounds; round++)
        {
            await ForgetAsync(services);
            transport.Mails = 0;
            first.Add(await TimeAsync(async () => run = await sweep.HandleAsync(PlayDemo.Today, null, CancellationToken.None)));
            second.Add(await TimeAsync(() => sweep.HandleAsync(PlayDemo.Today, null, CancellationToken.None)));
            send.Add(await TimeAsync(() => services.GetRequiredService<SendMails>().HandleAsync(null, CancellationToken.None)));
            if (transport.Mails != run!.Mails)
            {
                throw new InvalidOperationException($"{run.Mails} mails were made and {transport.Mails} sent.");
            }

            after.Add(await TimeAsync(async () => next = await sweep.HandleAsync(PlayDemo.Today.AddDays(1), null, CancellationToken.None)));
            full.Add(await TimeAsync(() => sweep.HandleAsync(PlayDemo.Today.AddDays(1), null, CancellationToken.None, full: true)));
        }

        // The highest of the process, so that of a later database is at least that of an earlier one.
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {provider} | {generate:0.0} s | {Median(first):0.0} s | {Median(second):0.0} s | {run!.Notices} | {run.Mails} | {Median(send):0.0} s | {run.Mails / Median(send):0} | {Median(after):0.0} s | {next!.LookedAt} | {Median(full):0.0} s | {process.PeakWorkingSet64 / 1_000_000} MB |"));
    }

    private static ServiceProvider Services(TestDatabase database, CountingTransport transport)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = database.Options.Provider.ToString(), ["Database:ConnectionString"] = database.Options.ConnectionString,
        }).Build();
        return new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(new ShiftedTime(new HouseOptions().Zone(), PlayDemo.Today, new TimeOnly(8, 30)))
            .AddTaskTracker(configuration, new Place(database.Folder, new RulesFolder(Path.Combine(AppContext.BaseDirectory, "rules"))))
            .AddSingleton<IMailTransport>(transport).BuildServiceProvider();
    }

    /// <summary>As if the day had not been swept.</summary>
    private static async Task ForgetAsync(ServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync();
        await db.Notices.ExecuteDeleteAsync();
        await db.Mails.ExecuteDeleteAsync();
        await db.Batches.ExecuteDeleteAsync();
        await db.Runs.ExecuteDeleteAsync();
        await db.Signals.ExecuteDeleteAsync();
        await db.LightChanges.ExecuteDeleteAsync();
        await db.Standings.ExecuteDeleteAsync();
        await db.Looks.ExecuteDeleteAsync();
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(List<double> rounds)
    {
        var sorted = rounds.Skip(1).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private sealed class CountingTransport : IMailTransport
    {
        public int Mails { get; set; }

        public Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellation)
        {
            Mails++;
            return Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Accepted());
        }
    }
}
