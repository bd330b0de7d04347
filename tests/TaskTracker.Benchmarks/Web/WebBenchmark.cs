using System.Diagnostics;
using System.Globalization;
using System.Net;
using TaskTracker.Domain.Organisation;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Benchmarks.Web;

/// <summary>Every kind of page over a small ledger and a large one, asked in turns; then how many requests a second the small one answers, against an endpoint that does nothing.</summary>
internal static class WebBenchmark
{
    private const int Small = 1_000;
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(4);

    public static async Task RunAsync(int large, int rounds)
    {
        var provider = TestDatabase.WhyAbsent(TestProvider.Postgres) is null && Environment.GetEnvironmentVariable("TASKTRACKER_BENCHMARK_POSTGRES") is not null ? TestProvider.Postgres : TestProvider.Sqlite;
        await using var small = await GeneratedHouse.OpenAsync(provider, Small);
        await using var big = await GeneratedHouse.OpenAsync(provider, large);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{provider}, {Small} and {large} responsibilities, median of {rounds} requests each, in turns, after two to warm up; milliseconds"));
        var worst = new List<double>();
        foreach (var (who, enter) in Visitors())
        {
            using var inSmall = await enter(small);
            using var inBig = await enter(big);
            Console.WriteLine();
            Console.WriteLine($"| {who} | {Small} | {large} | ratio |");
            Console.WriteLine("| --- | ---: | ---: | ---: |");
            var ratios = new List<double>();
            foreach (var ((page, address), (_, other)) in (await small.PagesAsync()).Zip(await big.PagesAsync()))
            {
                if (await TimeAsync(inSmall, address) is not { } || await TimeAsync(inBig, other) is not { })
                {
                    continue;
                }

                var (few, many) = (new List<double>(), new List<double>());
                for (var round = -1; round < rounds; round++)
                {
                    few.Add((await TimeAsync(inSmall, address))!.Value);
                    many.Add((await TimeAsync(inBig, other))!.Value);
                }

                ratios.Add(Median(many) / Median(few));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| `{page}` | {Median(few):0.0} | {Median(many):0.0} | {ratios[^1]:0.00} |"));
            }

            worst.Add(ratios.Max());
        }

        using var supervisor = await small.EnterAsync(PostKind.Supervision);
        var bare = await RateAsync(supervisor, "/health/live");
        Console.WriteLine();
        Console.WriteLine("| requests a second | | of the bare endpoint |");
        Console.WriteLine("| --- | ---: | ---: |");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| `/health/live`, bare | {bare:0} | |"));
        foreach (var (page, address) in (await small.PagesAsync()).Where(p => p.Page is "/" or "/responsibilities" || p.Page.StartsWith("/responsibilities/", StringComparison.Ordinal)))
        {
            var rate = await RateAsync(supervisor, address);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| `{page}` | {rate:0} | {rate / bare:0.000} |"));
        }

        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratios region={worst[0]:0.00} department={worst[1]:0.00} house={worst[2]:0.00}"));
    }

    private static IEnumerable<(string Who, Func<GeneratedHouse, Task<HttpClient>> Enter)> Visitors() =>
    [
        ("supervision office of a region", h => h.EnterAsync(PostKind.Supervision)),
        ("liaison", h => h.EnterAsync(PostKind.Liaison)),
        ("supervision over the whole house", h => h.EnterEverywhereAsync()),
    ];

    /// <returns>Null where the page is not for this person.</returns>
    private static async Task<double?> TimeAsync(HttpClient visitor, string address)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await visitor.GetAsync(address);
        _ = await answer.Content.ReadAsByteArrayAsync();
        return answer.StatusCode switch
        {
            HttpStatusCode.OK => Stopwatch.GetElapsedTime(start).TotalMilliseconds,
            HttpStatusCode.Forbidden or HttpStatusCode.NotFound => null,
            _ => throw new InvalidOperationException($"{address} answered {(int)answer.StatusCode}."),
        };
    }

    private static async Task<double> RateAsync(HttpClient visitor, string address)
    {
        var (start, answered) = (Stopwatch.GetTimestamp(), 0);
        await Task.WhenAll(Enumerable.Range(0, 2 * Environment.ProcessorCount).Select(async _ =>
        {
            while (Stopwatch.GetElapsedTime(start) < Busy)
            {
                await TimeAsync(visitor, address);
                Interlocked.Increment(ref answered);
            }
        }));
        return answered / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(List<double> rounds)
    {
        var sorted = rounds.Skip(1).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
