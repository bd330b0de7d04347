using TaskTracker.Rules.Json;

namespace TaskTracker.Rules.Tests;

public sealed class RuleBookTest
{
    private const string Valid = """
        {
          "$schema": "workflow-schema.json",
          "WorkflowName": "orders",
          "GlobalParams": [ { "Name": "slow", "Expression": "order.DaysWaited > 5" } ],
          "Rules": [
            {
              "RuleName": "waits",
              "Expression": "slow && !order.Paid",
              "SuccessEvent": "订单等待过久",
              "ErrorMessage": "none",
              "RuleExpressionType": "LambdaExpression",
              "Properties": { "level": 2 },
              "Actions": { "OnSuccess": { "Name": "Notify", "Context": { "to": ["owner"] } } }
            },
            { "RuleName": "closed", "Enabled": false, "Expression": "!shop.IsOpen || shop.IsOpen" },
            { "RuleName": "open", "Expression": "shop.IsOpen" }
          ]
        }
        """;

    [Fact]
    public void Book_OfAValidFile_HasItsRulesAsWritten()
    {
        var rule = Loaded(Valid).Rules[0];
        rule.Workflow.ShouldBe("orders");
        rule.Name.ShouldBe("waits");
        (rule.File, rule.Line, rule.Column).ShouldBe(("a.json", 6, 5));
        rule.Sentence.ShouldBe("订单等待过久");
        rule.ErrorMessage.ShouldBe("none");
        rule.Expression.ShouldBe("slow && !order.Paid");
        rule.Properties!["level"]!.Text.ShouldBe("2");
        rule.Action.ShouldBe("Notify");
        rule.Context!["to"]!.Items[0].Text.ShouldBe("owner");
        rule.FactsRead.ShouldBe(["order.DaysWaited", "order.Paid"]);
        rule.Enabled.ShouldBeTrue();
    }

    [Fact]
    public void Masks_OfRulesOfSeveralFiles_AreOne()
    {
        RuleFile File(string workflow, string expression) => new(workflow, $$"""{ "WorkflowName": "{{workflow}}", "Rules": [ { "RuleName": "r", "Expression": "{{expression}}" } ] }""");
        var book = RuleBook.Load([File("a", "order.Paid"), File("b", "!order.Paid"), File("c", "order.DaysWaited == 7")], Vocabulary.Of(typeof(OrderSubject))).Book!;
        var mask = new ulong[1];
        book.For<OrderSubject>().Evaluate(Sample.Subject, mask);
        mask[0].ShouldBe(0b101UL);
    }

    [Fact]
    public void Rule_WhenItReadsLittle_BelongsToTheLeastSpecificSubject()
    {
        var book = Loaded(Valid);
        book.Rules.Select(r => r.Subject).ShouldBe([typeof(OrderSubject), typeof(ShopSubject), typeof(ShopSubject)]);
        book.For<OrderSubject>().Rules.Select(r => r.Rule.Name).ShouldBe(["waits"]);
        book.For<ShopSubject>().Rules.Select(r => r.Rule.Name).ShouldBe(["closed", "open"]);
    }

    [Fact]
    public void Rule_WhenNotEnabled_NeverHolds()
    {
        var shop = Loaded(Valid).For<ShopSubject>();
        shop.Evaluate(new ShopSubject(Sample.Shop)).Select(r => r.Rule.Name).ShouldBe(["open"]);
        var explanation = shop.Rules[0].Explain(new ShopSubject(Sample.Shop));
        explanation.Holds.ShouldBeFalse();
        explanation.Condition.Verdict.ShouldBe(true);
    }

    [Fact]
    public void Rule_WhenNotEnabled_IsStillChecked() =>
        Codes("""{ "WorkflowName": "w", "Rules": [ { "RuleName": "r", "Enabled": false, "Expression": "shop.Isopen" } ] }""").ShouldBe(["unknown-member"]);

    [Fact]
    public void Version_WhenOnlyLayoutChanges_Stays()
    {
        var dense = """{"Rules":[{"SuccessEvent":"s","RuleName":"r","Expression":"shop.IsOpen","Properties":{"a":1,"b":2}}],"WorkflowName":"w"}""";
        var airy = """
            { "WorkflowName": "w", "Rules": [ { "RuleName": "\u0072", "Expression": "shop.IsOpen",
                "Properties": { "b": 2, "a": 1 }, "SuccessEvent": "s" } ] }
            """;
        Loaded(dense).Rules[0].Version.ShouldBe(Loaded(airy).Rules[0].Version);
        Loaded(dense).Rules[0].Version.ShouldMatch("^[0-9a-f]{12}$");
    }

    [Theory]
    [InlineData("\"shop.IsOpen\"", "\"!shop.IsOpen\"")]
    [InlineData("\"a\":1", "\"a\":2")]
    [InlineData("\"a\":1", "\"a\":\"1\"")]
    [InlineData("\"w\"", "\"v\"")]
    [InlineData("shop.Staff > 1", "shop.Staff > 2")]
    public void Version_WhenContentChanges_Changes(string before, string after)
    {
        var text = """{"WorkflowName":"w","GlobalParams":[{"Name":"p","Expression":"shop.Staff > 1"}],"Rules":[{"RuleName":"r","Expression":"shop.IsOpen","Properties":{"a":1}}]}""";
        Loaded(text).Rules[0].Version.ShouldNotBe(Loaded(text.Replace(before, after, StringComparison.Ordinal)).Rules[0].Version);
    }

    [Fact]
    public void Findings_OfSeveralFiles_ComeTogetherAndLeaveNoBook()
    {
        var result = RuleBook.Load(
            [new RuleFile("a.json", Valid), new RuleFile("b.json", "{ \"WorkflowName\": \"x\", "), new RuleFile("c.json", Valid.Replace("IsOpen", "IsOpn", StringComparison.Ordinal))],
            Sample.Vocabulary);
        result.Book.ShouldBeNull();
        result.Findings.Select(f => (f.File, f.Code)).ShouldBe([
            ("b.json", "malformed-json"),
            ("c.json", "duplicate-name"), ("c.json", "unknown-member"), ("c.json", "unknown-member"), ("c.json", "unknown-member"),
        ]);
    }

    [Fact]
    public void Check_OfEveryRule_AddsItsFindingsAtTheirPlace()
    {
        var seen = new List<string>();
        var result = RuleBook.Load([new RuleFile("a.json", Valid)], Sample.Vocabulary, (rule, findings) =>
        {
            seen.Add(rule.Name);
            if (rule.Properties?["level"] is { } level)
            {
                findings.Add(level, "no-level", "There is no level 2.");
            }
        });
        seen.ShouldBe(["waits", "closed", "open"]);
        result.Findings.ShouldHaveSingleItem().ShouldBe(new Finding("a.json", 12, 32, "no-level", "There is no level 2."));
        result.Book.ShouldBeNull();
    }

    [Fact]
    public void Check_OfARuleWithFindings_SeesItToo()
    {
        var seen = new List<Type>();
        RuleBook.Load([Sample.FileOf("shop.Opn")], Sample.Vocabulary, (rule, _) => seen.Add(rule.Subject));
        seen.ShouldBe([typeof(object)]);
    }

    [Fact]
    public void Mask_OverMoreThanSixtyFourRules_SetsABitForEachThatHolds()
    {
        var rules = string.Join(',', Enumerable.Range(0, 70).Select(i => $$"""{ "RuleName": "r{{i}}", "Expression": "order.DaysWaited % {{i + 2}} == 1" }"""));
        var set = Loaded($$"""{ "WorkflowName": "w", "Rules": [ {{rules}} ] }""").For<OrderSubject>();
        set.MaskLength.ShouldBe(2);
        var mask = new ulong[2];
        set.Evaluate(Sample.Subject, mask);
        var held = Enumerable.Range(0, 70).Where(i => (mask[i / 64] >> (i % 64) & 1) == 1).Select(i => $"r{i}");
        held.ShouldBe(set.Evaluate(Sample.Subject).Select(r => r.Rule.Name));
        held.ShouldBe(["r0", "r1", "r4"]);
    }

    [Fact]
    public void Rules_WhenAskedByManyThreads_AnswerAlike()
    {
        var book = Loaded(Valid);
        Parallel.For(0, 64, _ => book.For<OrderSubject>().Rules[0].Explain(Sample.Subject with { Order = Sample.Order with { Paid = false } }).Holds.ShouldBeTrue());
    }

    internal static RuleBook Loaded(string text)
    {
        var result = RuleBook.Load([new RuleFile("a.json", text)], Sample.Vocabulary);
        result.Findings.ShouldBeEmpty();
        return result.Book!;
    }

    private static IEnumerable<string> Codes(string text) => RuleBook.Load([new RuleFile("a.json", text)], Sample.Vocabulary).Findings.Select(f => f.Code);
}
