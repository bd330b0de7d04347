using TaskTracker.Rules;
using TaskTracker.Rules.Comparison;
using TaskTracker.Rules.Json;
using TaskTracker.RulesInForce;

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

    /// <summary>The engine beside ours, where a switch brought one in.</summary>
    internal IRuleEngine? Other { get; set; } = Adapters.RulesEngine;

    public static RulesOptions Of(IConfiguration configuration) => configuration.GetSection("Rules").Get<RulesOptions>() ?? new RulesOptions();

    /// <summary>What publication asks of rules beyond reading them.</summary>
    /// <returns>Null where there is a finding.</returns>
    public LoadedRules? Check(LoadedRules? loaded, List<Finding> findings)
    {
        if (CrossCheck && loaded is not null)
        {
            findings.AddRange(EngineComparison.Differences(loaded.Rules.Book, Other!));
        }

        return findings.Count == 0 ? loaded : null;
    }

    /// <returns>The rules, decided by the engine that is chosen.</returns>
    public LoadedRules Decide(LoadedRules loaded) => Engine == RulesEngineKind.Own ? loaded : loaded with { Rules = loaded.Rules.DecidedBy(Other!) };
}
