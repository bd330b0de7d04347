using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Tests.Plans;
using TaskTracker.Rules;
using TaskTracker.Rules.Json;

namespace TaskTracker.Domain.Tests.Evaluation.Shipped;

/// <summary>The workflow files of this repository.</summary>
internal static class ShippedRules
{
    private static readonly Lazy<WatchRules> Loaded = new(() =>
    {
        var findings = new List<Finding>();
        var rules = WatchRules.Load([.. Files()], findings);
        findings.ShouldBeEmpty();
        return rules!;
    });

    public static WatchRules Rules => Loaded.Value;

    public static IEnumerable<RuleFile> Files() =>
        Directory.EnumerateFiles(Path.Combine(ShippedPlanFiles.RepositoryRoot, "rules", "workflows"), "*.json").Order(StringComparer.Ordinal)
            .Select(path => new RuleFile(Path.GetFileName(path), File.ReadAllText(path)));
}
