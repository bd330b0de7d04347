using System.Text.Json.Nodes;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Tests.Evaluation.Shipped;
using TaskTracker.Domain.Tests.Plans;

namespace TaskTracker.Domain.Tests.Evaluation;

public sealed class RuleReferenceTests
{
    /// <summary>TASKTRACKER_WRITE_REFERENCE=1 writes the files instead of checking them.</summary>
    [Theory]
    [InlineData("facts.md")]
    [InlineData("workflow.schema.json")]
    public void Reference_InTheRulesFolder_IsWhatTheCodeSays(string file)
    {
        var path = Path.Combine(ShippedPlanFiles.RepositoryRoot, "rules", file);
        var text = file == "facts.md" ? RuleReference.FactsPage() : RuleReference.Schema();
        if (Environment.GetEnvironmentVariable("TASKTRACKER_WRITE_REFERENCE") == "1")
        {
            File.WriteAllText(path, text);
        }

        File.ReadAllText(path).ShouldBe(text);
    }

    [Fact]
    public void Schema_WhenHeldAgainstTheShippedFiles_KnowsTheirFields()
    {
        var definitions = JsonNode.Parse(RuleReference.Schema())!["definitions"]!;
        foreach (var rule in ShippedRules.Rules.Book.Rules)
        {
            var properties = definitions["rule"]!["properties"]!.AsObject();
            foreach (var field in rule.At.Members)
            {
                properties.ContainsKey(field.Name).ShouldBeTrue(field.Name);
            }

            var context = properties["Actions"]!["properties"]!["OnSuccess"]!["properties"]!["Context"]!["properties"]!.AsObject();
            foreach (var field in rule.Context!.Members)
            {
                context.ContainsKey(field.Name).ShouldBeTrue(field.Name);
            }
        }
    }

    [Theory]
    [InlineData("overdue-15-workdays", "当未完成，且已逾期不少于15个工作日时，提请督办督查室，抄送部门主要负责人、联络员，此后隔10、20、40个工作日再发，亮红灯。",
        "When open and workdays overdue is at least 15, it escalates to the supervision office, with a copy to the head of the department and the liaison, again after 10, 20, 40 workdays and the light turns red.")]
    [InlineData("behind-time-gone", "当未完成，且节点来源为“年度分解”，且距到期超过7天，且已签收，且完成进度 + 25少于序时进度时，提醒联络员，此后隔20、40个工作日再发，亮黄灯。",
        "When open and origin is \"annual\" and days left is more than 7 and accepted and progress + 25 is less than share of the time gone, it reminds the liaison, again after 20, 40 workdays and the light turns yellow.")]
    public void Meaning_OfAShippedRule_IsASentence(string rule, string chinese, string english)
    {
        var found = ShippedRules.Rules.Book.Rules.Single(r => r.Name == rule);
        var meaning = RuleMeaning.Of(found, ShippedRules.Rules.Of(found));
        (meaning.Chinese, meaning.English).ShouldBe((chinese, english));
    }
}
