using TaskTracker.Domain.Evaluation;
using TaskTracker.MicrosoftRulesEngine;
using TaskTracker.Rules;
using TaskTracker.Rules.Comparison;
using TaskTracker.Rules.Json;
using TaskTracker.Rules.Tests.Conformance;

namespace TaskTracker.Adapters.Tests.RulesEngine;

public sealed class MicrosoftEngineContractTests : RuleEngineContract
{
    protected override IRuleEngine? Engine { get; } = new MicrosoftEngine();
}

public sealed class MicrosoftEngineTests
{
    [Fact]
    public void ShippedRules_OverMadeUpSubjects_MeanTheSameInBothEngines()
    {
        var findings = new List<Finding>();
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "rules", "workflows"), "*.json").Select(f => new RuleFile(f, File.ReadAllText(f)));
        var rules = WatchRules.Load([.. files], findings);
        findings.ShouldBeEmpty();
        EngineComparison.Differences(rules!.Book, new MicrosoftEngine()).ShouldBeEmpty();
    }

    [Fact]
    public void Verdict_WhenTheRuleCannotBeReadThere_ThrowsInsteadOfNotHolding()
    {
        var book = RuleBook.Load([new RuleFile("plan.json", """{"WorkflowName":"w","Rules":[{"RuleName":"r","Expression":"plan.DaysLeft < 0"}]}""")], FactVocabulary.Current).Book!;
        var broken = new MicrosoftEngine().Compile<PlanSubject>(new RuleFile("plan.json", """{"WorkflowName":"w","Rules":[{"RuleName":"r","Expression":"plan.DaysLeftt < 0"}]}"""), book.Rules[0]);
        Should.Throw<Exception>(() => broken(new PlanSubject(new PlanFacts("Active", -1, 1, 1)))).Message.ShouldContain("DaysLeftt");
    }

    [Fact]
    public async Task Verdict_AskedByManyThreadsAtOnce_IsRightForEach()
    {
        var book = RuleBook.Load([new RuleFile("plan.json", """{"WorkflowName":"w","Rules":[{"RuleName":"r","Expression":"plan.DaysLeft < 0"}]}""")], FactVocabulary.Current).Book!;
        var rule = book.DecidedBy(new MicrosoftEngine()).For<PlanSubject>().Rules.Single();
        var verdicts = await Task.WhenAll(Enumerable.Range(-50, 100).Select(n => Task.Run(() => rule.Holds(new PlanSubject(new PlanFacts("Active", n, 1, 1))) == n < 0)));
        verdicts.ShouldAllBe(right => right);
    }
}
