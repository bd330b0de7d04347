using System.Diagnostics;
using System.Globalization;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Rules;
using TaskTracker.Rules.Json;

namespace TaskTracker.Benchmarks.Rules;

/// <summary>The shipped rules and a generated set, in bulk, against the same predicates in C#, json-rules-engine and zen-engine; and Explain.</summary>
internal static class RulesBenchmark
{
    private const int GeneratedRules = 40;

    public static async Task RunAsync(int subjects, int rounds)
    {
        var shipped = RuleWorld.Shipped(ShippedRules().Book, subjects);
        RuleWorld[] generated = [RuleWorld.Generated(subjects, GeneratedRules)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{subjects} subjects, the best of {rounds} rounds in turns, {Environment.ProcessorCount} processors"));
        var peers = await Peers.MeasureAsync([.. shipped, .. generated]);
        Console.WriteLine();
        Console.WriteLine("| rules | subjects | TaskTracker | C# by hand | json-rules-engine | zen-engine |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        var ratios = new[] { Row($"{shipped.Sum(w => w.Rules)} shipped", shipped, rounds, peers), Row($"{GeneratedRules} generated", generated, rounds, peers) };
        Console.WriteLine();
        foreach (var peer in peers ?? [])
        {
            Console.WriteLine($"{peer.Engine}, {peer.Set}: fastest by {peer.Call}");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Explain of a milestone by {shipped[0].Rules} rules with all sentences in both languages: {Explain(shipped[0]):0.0} microseconds"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Allocated by bulk evaluation: {Allocated([.. shipped, .. generated])} bytes"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"ratios handwritten={ratios.Min(r => r.Hand):0.00} jsonrules={Shown(ratios.Min(r => r.JsonRules))} zen={Shown(ratios.Min(r => r.Zen))}"));
    }

    private static string Shown(double? ratio) => ratio is { } r ? r.ToString("0", CultureInfo.InvariantCulture) : "absent";

    private static (double Hand, double? JsonRules, double? Zen) Row(string name, IReadOnlyList<RuleWorld> worlds, int rounds, IReadOnlyList<Peers.Measured>? peers)
    {
        // The C# compiler of the runtime needs some rounds until it trusts its profile.
        for (var i = 0; i < 60; i++)
        {
            Each(worlds, w => w.Engine());
            Each(worlds, w => w.Hand());
            Thread.Sleep(i % 20 == 0 ? 200 : 0);
        }

        var (engine, hand) = (double.MaxValue, double.MaxValue);
        for (var i = 0; i < rounds; i++)
        {
            engine = Math.Min(engine, Each(worlds, w => w.Engine()));
            hand = Math.Min(hand, Each(worlds, w => w.Hand()));
        }

        if (worlds.FirstOrDefault(w => !w.HandAgrees()) is { } differs)
        {
            throw new InvalidOperationException($"The rules of {differs.Name} hold for other subjects than the predicates by hand.");
        }

        var (json, zen) = (Of("json-rules-engine"), Of("zen-engine"));
        var count = worlds.Sum(w => w.Subjects);
        string Each1(double? ns) => ns is { } n ? string.Create(CultureInfo.InvariantCulture, $"{n / count:0.0} ns") : "absent";
        Console.WriteLine($"| {name} | {count} | {Each1(engine)} | {Each1(hand)} | {Each1(json)} | {Each1(zen)} |");
        return (hand / engine, json / engine, zen / engine);

        double? Of(string name)
        {
            if (peers is null)
            {
                return null;
            }

            var measured = worlds.Select(w => (World: w, Peer: peers.Single(p => p.Engine == name && p.Set == w.Name))).ToList();
            if (measured.FirstOrDefault(m => !m.World.Masks.SequenceEqual(m.Peer.Hits)) is { World: { } other })
            {
                throw new InvalidOperationException($"The rules of {other.Name} hold for other subjects in {name}.");
            }

            return measured.Sum(m => m.Peer.Nanoseconds);
        }
    }

    private static double Each(IReadOnlyList<RuleWorld> worlds, Action<RuleWorld> evaluate)
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var world in worlds)
        {
            evaluate(world);
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    private static double Explain(RuleWorld world)
    {
        var subjects = Math.Min(2000, world.Subjects);
        var best = double.MaxValue;
        for (var round = 0; round < 20; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < subjects; i++)
            {
                world.Explain(i);
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / subjects);
        }

        return best;
    }

    private static long Allocated(IReadOnlyList<RuleWorld> worlds)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < worlds.Count; i++)
        {
            worlds[i].Engine();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static WatchRules ShippedRules()
    {
        var findings = new List<Finding>();
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "rules", "workflows"), "*.json").Order(StringComparer.Ordinal)
            .Select(f => new RuleFile(Path.GetFileName(f), File.ReadAllText(f)));
        return WatchRules.Load([.. files], findings) ?? throw new InvalidOperationException(string.Join('\n', findings));
    }
}
