namespace TaskTracker.Rules.Tests.Workflows;

public sealed class WorkflowReaderTest
{
    /// <summary>The place is marked by ^ in front of its first character.</summary>
    [Theory]
    [InlineData("""{"WorkflowName":"w","Rules":[{"RuleName":"r",^"Expresion":"shop.IsOpen","Expression":"shop.IsOpen"}]}""", "unknown-field", "Did you mean \"Expression\"?")]
    [InlineData("""{"WorkflowName":"w","Rules":[],^"Rule":[]}""", "unknown-field", "Did you mean \"Rules\"?")]
    [InlineData("""^{"Rules":[]}""", "missing-field", "WorkflowName")]
    [InlineData("""^{"WorkflowName":"w"}""", "missing-field", "Rules")]
    [InlineData("""{"WorkflowName":^"  ","Rules":[]}""", "empty-field", "WorkflowName")]
    [InlineData("""{"WorkflowName":^5,"Rules":[]}""", "wrong-type", "WorkflowName")]
    [InlineData("""{"WorkflowName":"w","Rules":^{}}""", "wrong-type", "a list")]
    [InlineData("""^[]""", "no-workflow", "no workflow")]
    [InlineData("""[^5]""", "wrong-type", "An object")]
    [InlineData("""{"WorkflowName":"w","Rules":^[]}""", "workflow-never-fires", "no rule")]
    [InlineData("""{"WorkflowName":"w","RuleExpressionType":^"LambdaExpression","Rules":[]}""", "unsupported-field", "RuleExpressionType")]
    [InlineData("""{"WorkflowName":"w","GlobalParams":[{"Name":"andAl","Expression":"order.Paid"},{"Name":^"andAlso","Expression":"order.Paid"}],"Rules":[]}""", "name-taken", "andAlso")]
    [InlineData("""{"WorkflowName":"w","GlobalParams":[{"Name":"late","Expression":"order.Paid"},{"Name":^"lAte","Expression":"order.Paid"}],"Rules":[]}""", "name-taken", "lAte")]
    [InlineData("""{"WorkflowName":"w","Rules":[{"RuleName":"r","LocalParams":[{"Name":"a","Expression":^"order.Total * 2"}],"Expression":"order.Paid || a > 1"}]}""", "not-shared", "parameter")]
    [InlineData("""{"WorkflowName":"w","Rules":[^5]}""", "wrong-type", "An object")]
    [InlineData("""{"WorkflowName":"w","Rules":[^{"Expression":"shop.IsOpen"}]}""", "missing-field", "RuleName")]
    [InlineData("""{"WorkflowName":"w","Rules":[^{"RuleName":"r"}]}""", "expression-or-rules", "either")]
    [InlineData("""{"WorkflowName":"w","Rules":[^{"RuleName":"r","Expression":"shop.IsOpen","Operator":"And","Rules":[]}]}""", "expression-or-rules", "either")]
    [InlineData("""{"WorkflowName":"w","Rules":[^{"RuleName":"r","Operator":"And","Rules":[]}]}""", "expression-or-rules", "both")]
    [InlineData("""{"WorkflowName":"w","Rules":[^{"RuleName":"r","Rules":[{"RuleName":"n","Expression":"shop.IsOpen"}]}]}""", "expression-or-rules", "both")]
    [InlineData("""{"WorkflowName":"w","Rules":[{"RuleName":"r","Operator":^"and","Rules":[{"RuleName":"n","Expression":"shop.IsOpen"}]}]}""", "unknown-word", "And, AndAlso, Or, OrElse")]
    [InlineData("""{"WorkflowName":"w","Rules":[{"RuleName":"r","Expression":^7}]}""", "wrong-type", "a text")]
    [InlineData("""{"WorkflowName":"w","Rules":[{"RuleName":"r","Expression":"^"}]}""", "empty-expression", "empty")]
    [InlineData("""{"WorkflowName":"w","Rules":[{"RuleName":"r","Enabled":^"yes","Expression":"shop.IsOpen"}]}""", "wrong-type", "Enabled")]
    [InlineData("""{"WorkflowName":"w","Rules":[{"RuleName":"r","Expression":"shop.IsOpen"},{"RuleName":^"r","Expression":"shop.IsOpen"}]}""", "duplicate-name", "already a rule \"r\"")]
    [InlineData("""{"WorkflowName":"w","Rules":[{"RuleName":"r","Operator":"And","Rules":[{"RuleName":^"r","Expression":"shop.IsOpen"}]}]}""", "duplicate-name", "already a rule \"r\"")]
    [InlineData("""{"WorkflowName":"w","Rules":[{"RuleName":"r",^"RuleName":"s","Expression":"shop.IsOpen"}]}""", "duplicate-field", "RuleName")]
    [InlineData("""{"WorkflowName":"w","WorkflowsToInject":^["x"],"Rules":[]}""", "unsupported-field", "WorkflowsToInject")]
    [InlineData("""{"WorkflowName":"w","Rules":[{"RuleName":"r","WorkflowsToInject":^["x"],"Expression":"shop.IsOpen"}]}""", "unsupported-field", "WorkflowsToInject")]
    [InlineData("""{"WorkflowName":"w","Rules":[{"RuleName":"r","RuleExpressionType":^"Other","Expression":"shop.IsOpen"}]}""", "unsupported-field", "LambdaExpression")]
    [InlineData("""{"WorkflowName":"w","RuleExpressionType":^null,"Rules":[{"RuleName":"r","Expression":"shop.IsOpen"}]}""", "wrong-type", "RuleExpressionType")]
    [InlineData("""{"WorkflowName":"w","Rules":[{"RuleName":"r","RuleExpressionType":^null,"Expression":"shop.IsOpen"}]}""", "wrong-type", "RuleExpressionType")]
    [InlineData("""{"WorkflowName":"w","Rules":[{"RuleName":"r","Enabled":^null,"Expression":"shop.IsOpen"}]}""", "wrong-type", "Enabled")]
    [InlineData("""{"WorkflowName":"w","Rules":[{"RuleName":"r","Operator":"Or","Rules":[{"RuleName":"n","Enabled":^null,"Expression":"shop.IsOpen"}]}]}""", "wrong-type", "Enabled")]
    [InlineData("""{"WorkflowName":"w","Rules":[{"RuleName":"r","Expression":"shop.IsOpen","Actions":{"OnFailure":^{"Name":"x"}}}]}""", "unsupported-field", "OnFailure")]
    [InlineData("""{"WorkflowName":"w","Rules":[{"RuleName":"r","Expression":"shop.IsOpen","Actions":{"OnSuccess":^{}}}]}""", "missing-field", "Name")]
    [InlineData("""{"WorkflowName":"w","Rules":[{"RuleName":"r","Operator":"Or","Rules":[{"RuleName":"n","Expression":"shop.IsOpen","Actions":^{}}]}]}""", "unsupported-field", "nested")]
    [InlineData("""{"WorkflowName":"w","Rules":[^{"RuleName":"r","Expression":"true"}]}""", "no-fact", "reads no fact")]
    [InlineData("""{"WorkflowName":"w","GlobalParams":[{"Name":^"shop","Expression":"order.Paid"}],"Rules":[]}""", "name-taken", "shop")]
    [InlineData("""{"WorkflowName":"w","GlobalParams":[{"Name":^"Late","Expression":"order.Paid"}],"Rules":[]}""", "name-taken", "small letter")]
    [InlineData("""{"WorkflowName":"w","GlobalParams":[{"Name":"a","Expression":"order.Paid"},{"Name":^"a","Expression":"order.Paid"}],"Rules":[]}""", "name-taken", "a")]
    [InlineData("""{"WorkflowName":"w","GlobalParams":[{"Name":"a","Expression":^"order.Items"}],"Rules":[]}""", "unlike-types", "list")]
    [InlineData("""{"WorkflowName":"w","Rules":[{"RuleName":"r","LocalParams":[{"Name":"a","Expression":"order.^Pid"}],"Expression":"a && a"}]}""", "unknown-member", "Paid")]
    [InlineData("""{"WorkflowName":"w","Rules":[{"RuleName":"r","LocalParams":[{"Name":"a","Expression":"^b"},{"Name":"b","Expression":"order.Paid"}],"Expression":"order.Paid"}]}""", "unknown-name", "no fact \"b\"")]
    [InlineData("""{"WorkflowName":"w","Rules":[]^]}""", "malformed-json", "")]
    [InlineData("""{"WorkflowName":"w","Rules":[]} ^x""", "malformed-json", "")]
    [InlineData("""{"WorkflowName":"w","Rules":[] ^// comment""", "malformed-json", "")]
    public void File_WhenItIsNotAWorkflow_IsRefusedAtItsPlace(string marked, string code, string says)
    {
        var finding = Findings(marked.Replace("^", "", StringComparison.Ordinal)).ShouldHaveSingleItem();
        finding.Code.ShouldBe(code, finding.ToString());
        finding.Message.ShouldContain(says);
        finding.Column.ShouldBe(marked.IndexOf('^', StringComparison.Ordinal) + 1, finding.ToString());
    }

    [Fact]
    public void File_WithSeveralWorkflows_HasTheRulesOfAll()
    {
        var text = """
            [ { "WorkflowName": "a", "Rules": [ { "RuleName": "r", "Expression": "shop.IsOpen" } ] },
              { "WorkflowName": "b", "Rules": [ { "RuleName": "r", "Expression": "!shop.IsOpen" } ] } ]
            """;
        var book = RuleBook.Load([new RuleFile("test.json", text)], Sample.Vocabulary).Book!;
        book.Rules.Select(r => (r.Workflow, r.Name)).ShouldBe([("a", "r"), ("b", "r")]);
        Findings(text.Replace("\"b\"", "\"a\"", StringComparison.Ordinal)).ShouldHaveSingleItem().Code.ShouldBe("duplicate-name");
    }

    [Fact]
    public void Rule_WhenNoSubjectHasItsFacts_IsRefused()
    {
        var vocabulary = Vocabulary.Of(typeof(ShopSubject), typeof(DriverSubject));
        var finding = RuleBook.Load([Sample.FileOf("shop.IsOpen && driver.IsFree")], vocabulary).Findings.ShouldHaveSingleItem();
        finding.Code.ShouldBe("no-subject");
        finding.Message.ShouldContain("driver, shop");
    }

    [Fact]
    public void Finding_InAnExpressionWithEscapesOverLines_NamesTheCharacter()
    {
        var text = """
            {
              "WorkflowName": "w",
              "Rules": [
                {
                  "RuleName": "订单",
                  "Expression": "shop.Name == \"\u5c0f店😀\" \u0026\u0026 order.Payd"
                }
              ]
            }
            """;
        var finding = Findings(text).ShouldHaveSingleItem();
        finding.Line.ShouldBe(6);
        text.Split('\n')[5][(finding.Column - 1)..].ShouldStartWith("Payd");
    }

    [Fact]
    public void Json_WhenDeeplyNested_IsRefused()
    {
        Findings(new string('[', 100_000)).ShouldHaveSingleItem().Code.ShouldBe("malformed-json");
        var nested = string.Concat(Enumerable.Range(0, 500).Select(i => $$"""{"RuleName":"r{{i}}","Operator":"And","Rules":["""));
        Findings($$"""{"WorkflowName":"w","Rules":[{{nested}}""").ShouldHaveSingleItem().Code.ShouldBe("malformed-json");
    }

    private static IReadOnlyList<Rules.Json.Finding> Findings(string text) => RuleBook.Load([new RuleFile("test.json", text)], Sample.Vocabulary).Findings;

    private sealed record DriverFacts(bool IsFree);

    private sealed record DriverSubject(DriverFacts Driver);
}
