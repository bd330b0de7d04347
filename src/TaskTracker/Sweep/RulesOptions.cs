using TaskTracker.Domain.Evaluation;
using TaskTracker.Rules.Comparison;
using TaskTracker.Rules.Json;

namespace TaskTracker.Sweep;

internal enum RulesEngineKind
{
    Own,

    /// <summary>Only in a program built with it.</summary>
    RulesEngine,
}

/// <summary>The section <c>Rules</c> of the configuration.</summary>
internal sealed class RulesOptions
{
    /// <summary>Which engine says whether a rule holds. Reading, explanations and foresight are always ours.</summary>
    public RulesEngineKind Engine { get; set; }

    /// <summary>Files about which our engine and RulesEngine disagree are refused.</summary>
    public bool CrossCheck { get; set; }

    public static RulesOptions Of(IConfiguration configuration) => configuration.GetSection("Rules").Get<RulesOptions>() ?? new RulesOptions();

    /// <returns>The rules, decided by the engine that is chosen.</returns>
    public WatchRules Apply(WatchRules rules, List<Finding> findings)
    {
        if (CrossCheck)
        {
            findings.AddRange(EngineComparison.Differences(rules.Book, Adapters.RulesEngine!));
        }

        return Engine == RulesEngineKind.Own ? rules : rules.DecidedBy(Adapters.RulesEngine!);
    }
}
