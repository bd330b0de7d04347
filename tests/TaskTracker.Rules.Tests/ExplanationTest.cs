using System.Globalization;
using System.Text.Json;

namespace TaskTracker.Rules.Tests;

public sealed class ExplanationTest
{
    [Fact]
    public void Explanation_OfARule_ShowsEveryConditionWithItsValues()
    {
        var explanation = Explain("order.DaysWaited >= 15 && (order.Total < 100 || !order.Paid)");
        (explanation.Workflow, explanation.Rule, explanation.Holds).ShouldBe(("w", "r", false));
        var root = explanation.Condition;
        (root.Kind, root.Verdict, root.Text).ShouldBe((ConditionKind.All, false, "order.DaysWaited >= 15 && (order.Total < 100 || !order.Paid)"));
        root.Parts[0].ShouldSatisfyAllConditions(
            c => c.Text.ShouldBe("order.DaysWaited >= 15"),
            c => c.Verdict.ShouldBe(false),
            c => c.Readings.ShouldBe([new Reading("order.DaysWaited", "7", 7)]));
        var or = root.Parts[1];
        (or.Kind, or.Text, or.Verdict).ShouldBe((ConditionKind.Any, "order.Total < 100 || !order.Paid", true));
        or.Parts[0].Readings.ShouldBe([new Reading("order.Total", "99.5", 99.5m)]);
        (or.Parts[1].Kind, or.Parts[1].Text, or.Parts[1].Verdict).ShouldBe((ConditionKind.Not, "!order.Paid", false));
        or.Parts[1].Parts[0].Readings.ShouldBe([new Reading("order.Paid", "true", true)]);
    }

    [Fact]
    public void Explanation_OfAChain_IsFlat() =>
        Explain("order.Paid && shop.IsOpen && (order.Paid && shop.IsOpen)").Condition.Parts.Select(p => p.Text)
            .ShouldBe(["order.Paid", "shop.IsOpen", "order.Paid", "shop.IsOpen"]);

    [Fact]
    public void Condition_BehindTheOneThatDecides_IsStillRead()
    {
        var parts = Explain("order.DaysWaited > 99 && order.Total > 50").Condition.Parts;
        parts.Select(p => p.Verdict).ShouldBe([false, true]);
    }

    [Fact]
    public void Condition_WhoseValueIsMissing_HasNoVerdict()
    {
        var root = Explain("order.Rating != null && order.Rating > 3").Condition;
        root.Verdict.ShouldBe(false);
        root.Parts.Select(p => p.Verdict).ShouldBe([false, null]);
        root.Parts[1].Readings.ShouldBe([new Reading("order.Rating", null, null)]);
        Explain("order.Rating == null || order.Rating > 3").Condition.Verdict.ShouldBe(true);
        Explain("shop.Owner != null && shop.Owner.Contains(\"x\")").Condition.Parts[1].Verdict.ShouldBeNull();
        Explain("order.Steps.Any(s => s > 5) && order.Steps.Max(s => s) > 1").Condition.Verdict.ShouldBe(false);
    }

    [Fact]
    public void Readings_OfDatesListsAndNumbers_AreInvariant()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        try
        {
            Explain("order.Placed < shop.Today && order.Share > 0.1 && order.Items.Any(i => i.Pieces > order.DaysWaited)").Condition.Parts
                .SelectMany(p => p.Readings).Select(r => (r.Path, r.Value))
                .ShouldBe([("order.Placed", "2024-11-13"), ("shop.Today", "2024-11-20"), ("order.Share", "0.25"), ("order.Items", "2"), ("order.DaysWaited", "7")]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Reading_ThroughAParameter_NamesTheParameterAndTheFact()
    {
        var book = RuleBookTest.Loaded("""
            { "WorkflowName": "w", "Rules": [ { "RuleName": "r",
              "LocalParams": [ { "Name": "twice", "Expression": "order.DaysWaited * 2" } ], "Expression": "twice > 10" } ] }
            """);
        book.For<OrderSubject>().Rules[0].Explain(Sample.Subject).Condition.Readings
            .ShouldBe([new Reading("twice", "14", 14), new Reading("order.DaysWaited", "7", 7)]);
    }

    [Fact]
    public void Explanation_StoredAsJson_ComesBackWithItsTexts()
    {
        var explanation = Explain("order.Placed < shop.Today && order.Rating == null || !order.Paid");
        var json = JsonSerializer.Serialize(explanation);
        json.ShouldContain("\"Kind\":\"Any\"");
        var back = JsonSerializer.Deserialize<Explanation>(json)!;
        JsonSerializer.Serialize(back).ShouldBe(json);
        back.Condition.Parts[0].Parts[0].Readings[0].Value.ShouldBe("2024-11-13");
    }

    private static Explanation Explain(string expression) =>
        RuleBook.Load([Sample.FileOf(expression)], Vocabulary.Of(typeof(OrderSubject))).Book!.For<OrderSubject>().Rules.Single().Explain(Sample.Subject);
}
