using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Cli;
using TaskTracker.Demo;
using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Rehearsal;
using TaskTracker.Domain.Tests.Rehearsal;
using TaskTracker.Features.Rehearsal;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Benchmarks.Simulate;

/// <summary>Five years over the demo's ledger, from the day on which its plans became active, by jumps and by evaluating each day in full.</summary>
internal static class SimulateBenchmark
{
    private static readonly DateOnly From = new(2024, 1, 8);

    public static async Task RunAsync(int years, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("tasktracker-benchmark-");
        try
        {
            var time = new ShiftedTime(new HouseOptions().Zone(), PlayDemo.Today, new TimeOnly(8, 30));
            var place = new Place(folder.FullName, new RulesFolder(Path.Combine(AppContext.BaseDirectory, "rules")));
            await using var services = Common.Services(place, Common.Configuration(place), time);
            await services.GetRequiredService<IDbContextFactory<TrackerDb>>().UpgradeAsync(CancellationToken.None);
            await ActivatorUtilities.CreateInstance<PlayDemo>(services, time).HandleAsync(_ => { }, CancellationToken.None);
            await MeasureAsync(services, years, rounds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(ServiceProvider services, int years, int rounds)
    {
        var (rules, calendar) = services.GetRequiredService<HouseRules>().Current;
        var times = new SweepTimes(From, From.AddYears(years).AddDays(-1), [], services.GetRequiredService<HouseClock>());
        var once = await ReadAsync(services, times, 1);
        var ten = await ReadAsync(services, times, 10);
        var courses = once.Sum(r => r.Courses.Count);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times.Days.Count} days, {courses} subjects of the demo's plans; best of {rounds} rounds, each by jumps, over ten times the plans, and in full"));
        Console.WriteLine();
        var (jumps, tens, full) = (double.MaxValue, double.MaxValue, double.MaxValue);
        List<RehearsedNotice> byJumps = [], inFull = [];
        for (var round = 0; round <= rounds; round++)
        {
            jumps = Math.Min(jumps, Timed(() => byJumps = Jump(once, rules, calendar, times)));
            tens = Math.Min(tens, Timed(() => Jump(ten, rules, calendar, times)));

            // In full it is the same every time, and long.
            if (round < 2)
            {
                full = Math.Min(full, Timed(() => inFull = [.. once.SelectMany(r => DayByDay.Notices(rules, calendar, times.Days, r.Courses, r.Posts, r.Running, rules))]));
            }
        }

        var equal = byJumps.Select(Text).Order(StringComparer.Ordinal).SequenceEqual(inFull.Select(Text).Order(StringComparer.Ordinal));
        Console.WriteLine("| | seconds | notices |");
        Console.WriteLine("| --- | ---: | ---: |");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| each day in full | {full:0.000} | {inFull.Count} |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| by jumps | {jumps:0.000} | {byJumps.Count} |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| by jumps, ten times the plans | {tens:0.000} | |"));
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratios speedup={full / jumps:0.0} equal={(equal ? "true" : "false")} scale10={tens / jumps:0.0}"));
    }

    /// <summary>The plans of the ledger as often as told, each time read anew.</summary>
    private static async Task<List<RegionPast>> ReadAsync(ServiceProvider services, SweepTimes times, int copies)
    {
        var regions = new List<RegionPast>();
        for (var copy = 0; copy < copies; copy++)
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync();
            regions.AddRange(await new ReadLedgerPast(db, services.GetRequiredService<HouseClock>()).HandleAsync(times, CancellationToken.None));
        }

        return regions;
    }

    private static List<RehearsedNotice> Jump(List<RegionPast> regions, WatchRules rules, WorkCalendar calendar, SweepTimes times)
    {
        var rehearse = new Rehearse(rules, calendar, times.Days, KeptRules.None);
        return [.. regions.SelectMany(r => r.Courses.SelectMany(c => rehearse.Of(c, r.Posts, r.Running[c.Name])))];
    }

    private static string Text(RehearsedNotice n) => string.Create(
        CultureInfo.InvariantCulture,
        $"{n.Sweep} {n.On:O} {n.Subject} {n.Rule.Workflow}/{n.Rule.Name} {n.Rule.Version} {n.Level} {n.Episode:O} {n.Occurrence} {string.Join(",", n.Recipients.OrderBy(r => r.PostId))}");

    private static double Timed(Action work)
    {
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
