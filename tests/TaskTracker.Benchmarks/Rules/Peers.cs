using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TaskTracker.Benchmarks.Rules;

/// <summary>The engines that run under Node. Their packages are installed into a temporary folder on first use.</summary>
internal static class Peers
{
    private static readonly string[] Packages = ["json-rules-engine@7.3.1", "@gorules/zen-engine@0.54.0"];
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "tasktracker-benchmark-peers");

    /// <param name="Hits">A mask for each subject.</param>
    public sealed record Measured(string Engine, string Set, string Call, double Nanoseconds, IReadOnlyList<ulong> Hits);

    /// <returns>Null where Node or its packages cannot be had; the reason has been printed.</returns>
    public static async Task<IReadOnlyList<Measured>?> MeasureAsync(IReadOnlyList<RuleWorld> worlds)
    {
        Directory.CreateDirectory(Folder);
        if (!Packages.All(p => Directory.Exists(Path.Combine(Folder, "node_modules", p[..p.LastIndexOf('@')])))
            && await RunAsync("npm", ["install", "--prefix", Folder, "--no-audit", "--no-fund", "--loglevel=error", .. Packages]) is null)
        {
            Console.WriteLine($"json-rules-engine and zen-engine are not measured: npm could not install {string.Join(" and ", Packages)}. Install Node with npm, and let it reach a registry.");
            return null;
        }

        var input = Path.Combine(Folder, "sets.json");
        var output = Path.Combine(Folder, "masks");
        await using (var file = File.Create(input))
        {
            var sets = worlds.Select(w => new JsonObject
            {
                ["name"] = w.Name,
                ["rules"] = new JsonArray([.. w.Predicates.Select(p => (JsonNode)p.JsonRules)]),
                ["zen"] = new JsonArray([.. w.Predicates.Select(p => (JsonNode)p.Zen)]),
                ["subjects"] = new JsonArray([.. w.Everybody().Select(s => (JsonNode)Rules.Subjects.Flat(s))]),
            });
            await JsonSerializer.SerializeAsync(file, new JsonObject { ["sets"] = new JsonArray([.. sets]) });
        }

        if (await RunAsync("node", [Path.Combine(AppContext.BaseDirectory, "Rules", "peers.mjs"), Folder, input, output]) is not { } printed)
        {
            Console.WriteLine("json-rules-engine and zen-engine are not measured: node failed.");
            return null;
        }

        return [.. JsonNode.Parse(printed)!.AsArray().Select((r, i) => new Measured(
            (string)r!["engine"]!, (string)r["set"]!, (string)r["call"]!, (double)r["nanoseconds"]!, ReadMasks($"{output}.{i / 2}.{(string)r["engine"]!}")))];
    }

    private static ulong[] ReadMasks(string path) => [.. MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(path)).ToArray().Select(mask => (ulong)mask)];

    private static async Task<string?> RunAsync(string program, string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
