using System.Globalization;
namespace TaskTracker.Rules.Tests.Workflows;

public sealed class NestedRulesTest
{
    private const string T = """{ "RuleName": "t{0}", "Expression": "order.Paid" }""";
    private const string F = """{ "RuleName": "f{0}", "Expression": "!shop.IsOpen" }""";
    private const string OffT = """{ "RuleName": "ot{0}", "Enabled": false, "Expression": "order.Paid" }""";
    private const string OffF = """{ "RuleName": "of{0}", "Enabled": false, "Expression": "!shop.IsOpen" }""";

    [Theory]
    [InlineData("And", true, T, T)]
    [InlineData("And", false, T, F)]
    [InlineData("AndAlso", false, F, T)]
    [InlineData("Or", true, F, T)]
    [InlineData("OrElse", false, F, F)]
    [InlineData("And", true, T, OffF)]
    [InlineData("Or", false, F, OffT)]
    public void Rule_WithNestedRules_HoldsAsItsOperatorSays(string sign, bool holds, params string[] nested)
    {
        var rules = string.Join(',', nested.Select((n, i) => n.Replace("{0}", $"{i}", StringComparison.Ordinal)));
        var rule = RuleOf($$"""{ "RuleName": "r", "Operator": "{{sign}}", "Rules": [ {{rules}} ] }""");
        rule.Holds(Sample.Subject).ShouldBe(holds);
        rule.Explain(Sample.Subject).Condition.Verdict.ShouldBe(holds);
    }

    [Theory]
    [InlineData("And", OffT, OffF)]
    [InlineData("Or", OffT)]
    public void Rule_WithoutAnEnabledNestedRule_IsRefused(string sign, params string[] nested)
    {
        var rules = string.Join(',', nested.Select((n, i) => n.Replace("{0}", $"{i}", StringComparison.Ordinal)));
        Load($$"""{ "RuleName": "r", "Operator": "{{sign}}", "Rules": [ {{rules}} ] }""").Findings.ShouldHaveSingleItem().Code.ShouldBe("unreachable");
    }

    [Fact]
    public void Rule_WithRulesNestedTwice_ExplainsEachByName()
    {
        var rule = RuleOf("""
            { "RuleName": "r", "Operator": "And", "Rules": [
              { "RuleName": "a", "Expression": "shop.IsOpen && order.DaysWaited > 5" },
              { "RuleName": "b", "Operator": "Or", "Rules": [
                { "RuleName": "c", "Expression": "order.Total > 1000" },
                { "RuleName": "d", "Expression": "order.Paid" } ] } ] }
            """);
        var root = rule.Explain(Sample.Subject).Condition;
        (root.Kind, root.Text, root.Verdict, root.Rule).ShouldBe((ConditionKind.All, "And", true, null));
        root.Parts.Select(p => (p.Rule, p.Kind, p.Verdict)).ShouldBe([("a", ConditionKind.All, true), ("b", ConditionKind.Any, true)]);
        root.Parts[1].Parts.Select(p => (p.Rule, p.Kind, p.Text, p.Verdict)).ShouldBe(
            [("c", ConditionKind.Test, "order.Total > 1000", false), ("d", ConditionKind.Test, "order.Paid", true)]);
        rule.Rule.FactsRead.ShouldBe(["order.DaysWaited", "order.Paid", "order.Total", "shop.IsOpen"]);
    }

    [Fact]
    public void Parameters_OfOuterRules_AreKnownInNestedOnes()
    {
        var rule = RuleOf("""
            { "RuleName": "r", "Operator": "And",
              "LocalParams": [ { "Name": "waited", "Expression": "order.DaysWaited" }, { "Name": "twice", "Expression": "waited * 2" } ],
              "Rules": [ { "RuleName": "a", "LocalParams": [ { "Name": "late", "Expression": "twice > 13" } ], "Expression": "late && twice == 14" } ] }
            """);
        rule.Holds(Sample.Subject).ShouldBeTrue();
        rule.Holds(Sample.Subject with { Order = Sample.Order with { DaysWaited = 6 } }).ShouldBeFalse();
        rule.Rule.FactsRead.ShouldBe(["order.DaysWaited"]);
    }

    [Fact]
    public void Parameter_ThatMayBeMissing_MustBeCheckedWhereItIsUsed()
    {
        const string Local = """ "LocalParams": [ { "Name": "stars", "Expression": "order.Rating" } ] """;
        RuleOf($$"""{ "RuleName": "r", {{Local}}, "Expression": "stars != null && stars > 3" }""").Holds(Sample.Subject).ShouldBeFalse();
        RuleOf($$"""{ "RuleName": "r", {{Local}}, "Expression": "(stars ?? 4) > 3" }""").Holds(Sample.Subject).ShouldBeTrue();
        Load($$"""{ "RuleName": "r", {{Local}}, "Expression": "stars > 3" }""").Findings.ShouldHaveSingleItem().Code.ShouldBe("missing-value");
    }

    [Fact]
    public void Parameter_ThatChecksAValue_CountsAsTheCheck()
    {
        var rule = RuleOf("""
            { "RuleName": "r", "LocalParams": [ { "Name": "rated", "Expression": "order.Rating != null" } ], "Expression": "rated && order.Rating > 3" }
            """);
        rule.Holds(Sample.Subject).ShouldBeFalse();
        rule.Holds(Sample.Subject with { Order = Sample.Order with { Rating = 4 } }).ShouldBeTrue();
    }

    [Fact]
    public void Parameter_WhenItHasFindings_IsReportedOnce() =>
        Load("""{ "RuleName": "r", "LocalParams": [ { "Name": "a", "Expression": "order.Payd" } ], "Expression": "a || a && order.Paid" }""")
            .Findings.ShouldHaveSingleItem().Code.ShouldBe("unknown-member");

    [Theory]
    [InlineData("p{0} && p{0}", "expression-too-long")]
    [InlineData("p{0} || p{0} || p{0}", "expression-too-long")]
    [InlineData("!p{0}", "expression-too-deep")]
    public void Parameters_ThatDoubleOneAnother_AreRefusedBeforeTheyAreWrittenOut(string next, string code)
    {
        var parameters = Enumerable.Range(0, 60).Select(i => $$"""{ "Name": "p{{i}}", "Expression": "{{(i == 0 ? "order.Paid" : string.Format(CultureInfo.InvariantCulture, next, i - 1))}}" }""");
        var result = Load($$"""{ "RuleName": "r", "LocalParams": [ {{string.Join(", ", parameters)}} ], "Expression": "p59" }""");
        result.Findings.ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!p{0}", 16)]
    [InlineData("p{0} && order.Paid", 16)]
    public void Parameters_AsDeepAsAllowed_AreReadOnASmallStack(string next, int depth)
    {
        var parameters = Enumerable.Range(0, depth).Select(i => $$"""{ "Name": "p{{i}}", "Expression": "{{(i == 0 ? "order.Paid" : string.Format(CultureInfo.InvariantCulture, next, i - 1))}}" }""");
        RuleBookResult? result = null;
        var thread = new Thread(() => result = Load($$"""{ "RuleName": "r", "LocalParams": [ {{string.Join(", ", parameters)}} ], "Expression": "p{{depth - 1}}" }"""), 1024 * 1024);
        thread.Start();
        thread.Join();
        result!.Findings.ShouldBeEmpty();
    }

    private static RuleBookResult Load(string rule) =>
        RuleBook.Load([new RuleFile("test.json", $$"""{ "WorkflowName": "w", "Rules": [ {{rule}} ] }""")], Vocabulary.Of(typeof(OrderSubject)));

    private static CompiledRule<OrderSubject> RuleOf(string rule)
    {
        var result = Load(rule);
        result.Findings.ShouldBeEmpty();
        return result.Book!.For<OrderSubject>().Rules.Single();
    }
}
