using TaskTracker.Benchmarks;
using TaskTracker.Benchmarks.Import;
using TaskTracker.Benchmarks.Rules;
using TaskTracker.Benchmarks.Simulate;
using TaskTracker.Benchmarks.Web;

var benchmarks = new Dictionary<string, Func<int?, int?, Task>>
{
    ["sweep"] = (n, rounds) => SweepBenchmark.RunAsync(n ?? 20_000, rounds ?? 3),
    ["rules"] = (n, rounds) => RulesBenchmark.RunAsync(n ?? 100_000, rounds ?? 40),
    ["simulate"] = (n, rounds) => SimulateBenchmark.RunAsync(n ?? 5, rounds ?? 3),
    ["web"] = (n, rounds) => WebBenchmark.RunAsync(n ?? 100_000, rounds ?? 7),
    ["import"] = (n, rounds) => ImportBenchmark.RunAsync(n ?? 2048, rounds ?? 5),
};
if (args.Length is < 1 or > 3 || !benchmarks.TryGetValue(args[0], out var benchmark) || args[1..].Any(a => !int.TryParse(a, out var n) || n < 1))
{
    Console.Error.WriteLine($"Usage: dotnet run -c Release --project tests/TaskTracker.Benchmarks -- {string.Join('|', benchmarks.Keys)} [SIZE [ROUNDS]]");
    return 2;
}

var numbers = args[1..].Select(a => (int?)int.Parse(a, System.Globalization.CultureInfo.InvariantCulture)).ToList();
await benchmark(numbers.ElementAtOrDefault(0), numbers.ElementAtOrDefault(1));
return 0;
