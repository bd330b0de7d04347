using TaskTracker.Rules.Comparison;

namespace TaskTracker.Rules.Tests.Comparison;

public sealed class EngineComparisonTest
{
    private static readonly RuleFile File = new("late.json", """
        {
          "WorkflowName": "late",
          "Rules": [
            { "RuleName": "a week", "Expression": "order.DaysWaited > 7 && shop.Name != \"Corner\"" },
            { "RuleName": "open", "Expression": "shop.IsOpen" },
            { "RuleName": "rated", "Expression": "order.Rating != null && order.Rating >= 3 || order.Items.Count() == 2" }
          ]
        }
        """);

    [Fact]
    public void Differences_WhenTheOtherEngineSaysTheSame_AreNone() => Compare((rule, subject, ours) => ours).ShouldBeEmpty();

    [Fact]
    public void Differences_WhenTheOtherIsOffByOneAtAnEdge_NameRuleSubjectAndValues()
    {
        var finding = Compare((rule, subject, ours) => rule.Name == "a week" ? ((OrderSubject)subject).Order.DaysWaited >= 7 && ((OrderSubject)subject).Shop.Name != "Corner" : ours).ShouldHaveSingleItem();

        (finding.File, finding.Line, finding.Code).ShouldBe(("late.json", 4, "engines-differ"));
        finding.Message.ShouldContain("\"late/a week\": here it does not hold, in rigged it holds. Subject: OrderSubject with order.DaysWaited = 7, shop.Name = ");
    }

    [Fact]
    public void Differences_WhenTheOtherReadsAMissingValueAsZero_FindThem() =>
        Compare((rule, subject, ours) => rule.Name == "rated" && ((OrderSubject)subject).Order.Rating is null ? !ours : ours)
            .ShouldHaveSingleItem().Message.ShouldContain("order.Rating = null");

    [Fact]
    public void Differences_WhenTheOtherFails_SayWithWhat() =>
        Compare((rule, subject, ours) => rule.Name == "open" ? throw new InvalidOperationException("no such member") : ours)
            .ShouldHaveSingleItem().Message.ShouldContain("in rigged it fails (no such member). Subject: ShopSubject with shop.IsOpen = ");

    [Fact]
    public void Differences_OverGivenSubjects_AreThoseOfTheSubjects()
    {
        var book = RuleBook.Load([File], Sample.Vocabulary).Book!;
        var rigged = new Rigged((rule, subject, ours) => ((OrderSubject)subject).Order.DaysWaited == 7 ? !ours : ours, book);
        EngineComparison.Differences(book, rigged, [Sample.Subject with { Order = Sample.Order with { DaysWaited = 8 } }]).ShouldBeEmpty();
        EngineComparison.Differences(book, rigged, [Sample.Subject]).Select(f => f.Line).ShouldBe([4, 6]);
    }

    private static IReadOnlyList<Rules.Json.Finding> Compare(Func<Rule, object, bool, bool> verdict)
    {
        var book = RuleBook.Load([File], Sample.Vocabulary).Book!;
        return EngineComparison.Differences(book, new Rigged(verdict, book));
    }

    /// <summary>Says what our engine says, except where it is told otherwise.</summary>
    private sealed class Rigged(Func<Rule, object, bool, bool> verdict, RuleBook ours) : IRuleEngine
    {
        public string Name => "rigged";

        public Func<TSubject, bool> Compile<TSubject>(RuleFile file, Rule rule) =>
            subject => verdict(rule, subject!, ours.For<TSubject>().Rules.Single(r => r.Rule == rule).Holds(subject));
    }
}
