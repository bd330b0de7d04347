using TaskTracker.Rules;

namespace TaskTracker.Tests.RulesInForce;

/// <summary>An engine by which every rule holds of everything.</summary>
internal sealed class AlwaysYes : IRuleEngine
{
    public string Name => "another";

    public Func<TSubject, bool> Compile<TSubject>(RuleFile file, Rule rule) => _ => true;
}
