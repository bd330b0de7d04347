namespace TaskTracker.Rules.Tests.Conformance;

public sealed class OwnEngineTest : RuleEngineContract
{
    protected override IRuleEngine? Engine => null;
}
