using FactWords = TaskTracker.Rules.Facts.FactAttribute;

namespace TaskTracker.Rules.Tests.Logic;

public sealed class UnreachableTest
{
    [Theory]
    [InlineData("cup.Fill > 5 && cup.Fill < 3", "cup.Fill > 5 and cup.Fill < 3 exclude each other")]
    [InlineData("cup.Fill > 5 && cup.Fill < 6", "exclude each other")]
    [InlineData("cup.IsHot && cup.Fill == 3 && cup.Fill != 3", "cup.Fill == 3 and cup.Fill != 3 exclude each other")]
    [InlineData("cup.Fill > 100", "cup.Fill > 100 never does")]
    [InlineData("cup.Sugar < 0", "never does")]
    [InlineData("cup.Sips > 3000000000L", "never does")]
    [InlineData("cup.Fill + 1 > 200 || cup.IsHot && !cup.IsHot", "")]
    [InlineData("cup.IsHot && !cup.IsHot", "exclude each other")]
    [InlineData("!(cup.IsHot || !cup.IsHot)", "never does")]
    [InlineData("cup.IsHot == false && cup.IsHot", "")]
    [InlineData("cup.IsHot != cup.IsFull && cup.IsHot == cup.IsFull", "")]
    [InlineData("cup.Content == \"tea\" && cup.Content == \"coffee\"", "")]
    [InlineData("cup.Owner == null && cup.Owner != null", "")]
    [InlineData("cup.Weight > 0.5 && cup.Weight <= 0.5", "")]
    [InlineData("cup.Fill + 10 > cup.Sips && 1 > 2", "1 > 2 never does")]
    [InlineData("cup.Name == \"a\" && cup.Fill > 3 && (cup.Name == \"b\" || cup.Fill < 2)", "exclude")]
    [InlineData("(cup.IsHot ? cup.Fill > 5 : cup.Fill > 7) && cup.Fill < 5", "")]
    [InlineData("cup.Fill * 2 > 3 && !(cup.Fill * 2 > 3)", "")]
    public void Rule_ThatCanNeverHold_IsRefused(string expression, string says)
    {
        var finding = Findings(expression).ShouldHaveSingleItem();
        (finding.Code, finding.Column).ShouldBe(("unreachable", Sample.ExpressionColumn), finding.ToString());
        finding.Message.ShouldContain(says);
    }

    [Theory]
    [InlineData("cup.Fill > 5 && cup.Fill < 7")]
    [InlineData("cup.Weight > 5 && cup.Weight < 5.5")]
    [InlineData("cup.Fill > 5 || cup.Fill < 3")]
    [InlineData("cup.Fill >= 100")]
    [InlineData("cup.Sugar > 100000")]
    [InlineData("cup.Content != \"tea\" && cup.Content != \"coffee\" || cup.IsHot")]
    [InlineData("cup.Fill + 10 > cup.Sips && cup.Fill + 10 < cup.Sips + 5")]
    public void Rule_ThatCanHold_IsAccepted(string expression) => Findings(expression).ShouldBeEmpty();

    [Theory]
    [InlineData("cup.Content == ^\"tee\"", "unknown-value", "Did you mean \"tea\"?")]
    [InlineData("^\"soup\" != cup.Content", "unknown-value", "It is one of tea, coffee, water.")]
    [InlineData("2147483647 ^+ 1 > cup.Sips", "overflow", "Compute with L")]
    [InlineData("cup.Fill ^* 30000000 > 1", "overflow", "Compute with L")]
    [InlineData("9000000000000000000L ^* 2L > 1", "overflow", "smaller numbers")]
    [InlineData("cup.Sips * 9000000000000000000M ^* 9000000000000000000M > 1", "overflow", "smaller numbers")]
    public void Expression_ThatCannotBeMeant_IsRefusedAtItsPlace(string marked, string code, string says)
    {
        var finding = Findings(marked.Replace("^", "", StringComparison.Ordinal)).ShouldHaveSingleItem();
        finding.Code.ShouldBe(code, finding.ToString());
        finding.Message.ShouldContain(says);
        (finding.Column - Sample.ExpressionColumn - marked[..marked.IndexOf('^', StringComparison.Ordinal)].Count(c => c == '"')).ShouldBe(marked.IndexOf('^', StringComparison.Ordinal));
    }

    [Fact]
    public void Expression_ThatMayWrapAroundByUndeclaredNumbers_IsAccepted() => Findings("cup.Sips + 1 > 0 && cup.Sugar * 3 > 1").ShouldBeEmpty();

    [Fact]
    public void Rule_WithManyAlternatives_IsCheckedInAShortTime()
    {
        var alternatives = string.Join(" && ", Enumerable.Range(0, 40).Select(n => $"(cup.Sips != {n} || cup.Sugar > {n})"));
        Findings(alternatives + " && cup.Sips > 5").ShouldBeEmpty();
    }

    [Fact]
    public void Workflow_WithoutAnEnabledRule_IsRefused() =>
        Load("""[ { "WorkflowName": "w", "Rules": [ { "RuleName": "r", "Enabled": false, "Expression": "cup.IsHot" } ] } ]""").Findings.ShouldHaveSingleItem().Code.ShouldBe("workflow-never-fires");

    [Fact]
    public void Rule_ThatHoldsOnlyBesideOneThatLeavesItNothing_IsShadowed()
    {
        var text = """
            { "WorkflowName": "w", "Rules": [
              { "RuleName": "narrow", "Expression": "cup.IsHot && cup.Fill > 50" },
              { "RuleName": "wide", "Expression": "cup.Fill > 20 || cup.Content == \"tea\"" },
              { "RuleName": "other", "Expression": "cup.Fill > 10" } ] }
            """;
        RuleBook.Load([new RuleFile("f", text)], Vocabulary.Of(typeof(CupSubject)), isIdleBeside: (rule, other) => other.Name == "wide")
            .Findings.ShouldHaveSingleItem().ToString().ShouldStartWith("f:2:3: Whenever the rule \"narrow\" holds, \"wide\" of w holds too");
    }

    [Fact]
    public void Findings_OfAllKinds_ComeAllAtOnce() =>
        Load("""
            [ { "WorkflowName": "a", "Rules": [ { "RuleName": "r", "Expression": "cup.Fill > 5 && cup.Fill < 3" }, { "RuleName": "s", "Expression": "cup.Fil > 5" } ] },
              { "WorkflowName": "b", "Rules": [ { "RuleName": "t", "Expression": "cup.Fill / 0 > 1" }, { "RuleName": "u", "Expression": "cup.Owner == \"x\"" } ] },
              { "WorkflowName": "c", "Rules": [] } ]
            """).Findings.Select(f => f.Code).ShouldBe(["unreachable", "unknown-member", "division-by-zero", "missing-value", "workflow-never-fires"]);

    private static IReadOnlyList<Rules.Json.Finding> Findings(string expression) => RuleBook.Load([Sample.FileOf(expression)], Vocabulary.Of(typeof(CupSubject))).Findings;

    private static RuleBookResult Load(string text) => RuleBook.Load([new RuleFile("f", text)], Vocabulary.Of(typeof(CupSubject)));

    private sealed record CupFacts(
        [property: FactWords("杯量", "fill", Minimum = 0, Maximum = 100)] int Fill,
        [property: FactWords("糖", "sugar", Minimum = 0)] int Sugar,
        [property: FactWords("内容", "content", Values = ["tea", "coffee", "water"])] string Content,
        int Sips, double Weight, bool IsHot, bool IsFull, string Name, string? Owner);

    private sealed record CupSubject(CupFacts Cup);
}
