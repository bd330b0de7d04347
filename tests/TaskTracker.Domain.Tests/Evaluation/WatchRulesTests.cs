using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Tests.Evaluation.Shipped;
using TaskTracker.Rules;
using TaskTracker.Rules.Json;

namespace TaskTracker.Domain.Tests.Evaluation;

public sealed class WatchRulesTests
{
    private const string Good = """
        {
          "WorkflowName": "w",
          "Rules": [
            {
              "RuleName": "r",
              "Expression": "milestone.IsOpen && milestone.WorkdaysOverdue >= 15",
              "SuccessEvent": "时间节点已逾期",
              "Properties": { "level": 3, "light": "Red" },
              "Actions": { "OnSuccess": { "Name": "Notify", "Context": { "to": ["supervision", "leader"], "cc": ["departmentHead", "liaison"], "template": "escalation", "repeatWorkdays": [5, 5, 250] } } }
            }
          ]
        }
        """;

    [Fact]
    public void Load_WhenSound_ReadsTheConsequence()
    {
        var rules = Load(Good, out var findings)!;

        findings.ShouldBeEmpty();
        var consequence = rules.Of(rules.Book.Rules.Single());
        (consequence.Level, consequence.Light).ShouldBe((3, Light.Red));
        consequence.Notify!.To.ShouldBe([PostKind.Supervision, PostKind.Leader]);
        consequence.Notify.Copy.ShouldBe([PostKind.DepartmentHead, PostKind.Liaison]);
        consequence.Notify.RepeatWorkdays.ShouldBe([5, 5, 250]);
        rules.Book.Rules.Single().Subject.ShouldBe(typeof(MilestoneSubject));
    }

    [Fact]
    public void Load_WhenARuleOnlyGivesALight_HasNoLevelAndNoNotice()
    {
        var rules = Load(Good.Replace("\"level\": 3, ", "").Replace(ActionsOf(Good), "").Replace("\"Red\" },", "\"Red\" }"), out var findings)!;

        findings.ShouldBeEmpty();
        rules.Of(rules.Book.Rules.Single()).ShouldBe(new Consequence(null, Light.Red, null));
    }

    [Fact]
    public void Load_WhenShipped_GivesEveryRuleAConsequenceAndASentence()
    {
        foreach (var rule in ShippedRules.Rules.Book.Rules)
        {
            var consequence = ShippedRules.Rules.Of(rule);
            (consequence.Notify is not null || consequence.Light is not null).ShouldBeTrue(rule.Name);
            rule.Sentence.ShouldNotBeEmpty(rule.Name);
        }
    }

    [Theory]
    [InlineData("\"level\": 3", "\"level\": ▶5", "out-of-range")]
    [InlineData("\"level\": 3", "\"level\": ▶0", "out-of-range")]
    [InlineData("\"level\": 3", "\"level\": ▶\"3\"", "wrong-type")]
    [InlineData("\"Red\"", "▶\"Green\"", "unknown-word")]
    [InlineData("\"light\"", "▶\"colour\"", "unknown-field")]
    [InlineData("\"level\": 3, ", "", "level-missing")]
    [InlineData("\"Name\": \"Notify\"", "\"Name\": \"Mail\"", "unknown-action")]
    [InlineData("[\"supervision\", \"leader\"]", "[\"supervision\", ▶\"leeder\"]", "unknown-post")]
    [InlineData("[\"supervision\", \"leader\"]", "[\"supervision\", ▶5]", "unknown-post")]
    [InlineData("[\"supervision\", \"leader\"]", "[\"supervision\", ▶\"supervision\"]", "duplicate-post")]
    [InlineData("\"liaison\"]", "▶\"departmentHead\"]", "duplicate-post")]
    [InlineData("\"Context\": { \"to\": [\"supervision\", \"leader\"]", "\"Context\": ▶{ \"to\": []", "recipient-missing")]
    [InlineData("\"template\": \"escalation\"", "\"template\": ▶\"letter\"", "unknown-word")]
    [InlineData("[5, 5, 250]", "[5, ▶0]", "out-of-range")]
    [InlineData("[5, 5, 250]", "[▶251]", "out-of-range")]
    [InlineData("[5, 5, 250]", "[▶2.5]", "out-of-range")]
    [InlineData("[5, 5, 250]", "[5, 10, ▶9]", "gaps-shrink")]
    [InlineData("\"repeatWorkdays\"", "▶\"repeatDays\"", "unknown-field")]
    [InlineData("milestone.IsOpen", "milestone.▶IsOpened", "unknown-member")]
    public void Load_WhenOneThingIsWrong_SaysWhatAndWhereAndNothingElse(string right, string wrong, string code)
    {
        var marked = Marked.Of(Good.Replace(right, wrong));
        var expected = marked.Places.Count > 0 ? marked.Places[0] : (4, 5);

        Load(marked.Text, out var findings).ShouldBeNull();

        findings.Select(f => (f.File, f.Code, f.Line, f.Column)).ShouldBe([("w.json", code, expected.Item1, expected.Item2)], string.Join('\n', findings));
    }

    [Theory]
    [InlineData("milestone.IsOpen", ", \"repeatWorkdays\": [5]", "proposal-repeats")]
    [InlineData("plan.DaysLeft < 0", "", "proposal-without-department")]
    [InlineData("task.MilestonesThisYear == 0", "", "proposal-without-department")]
    [InlineData("milestone.IsOpen", "", null)]
    [InlineData("responsibility.Progress < 5", "", null)]
    public void Load_WhenARuleProposesATalk_WantsADepartmentAndNoRepeats(string expression, string repeats, string? code)
    {
        Load($$"""
            { "WorkflowName": "w", "Rules": [ { "RuleName": "r", "Expression": "{{expression}}", "Properties": { "level": 4 },
              "Actions": { "OnSuccess": { "Name": "Notify", "Context": { "to": ["leader"], "template": "proposal"{{repeats}} } } } } ] }
            """, out var findings);
        findings.Select(f => f.Code).ShouldBe(code is null ? [] : [code]);
    }

    [Theory]
    [InlineData(3, "Red", 4, "Red", false)]
    [InlineData(1, "Yellow", 2, "Yellow", true)]
    [InlineData(1, "Yellow", 2, "Red", true)]
    [InlineData(1, "Red", 2, "Yellow", false)]
    [InlineData(2, "Yellow", 2, "Yellow", false)]
    [InlineData(2, "Yellow", 1, "Red", false)]
    public void Load_WhenARuleIsAlwaysOutranked_SaysSo(int level, string light, int otherLevel, string otherLight, bool shadowed)
    {
        string Rule(string name, int days, int level, string light) => $$$"""
            { "RuleName": "{{{name}}}", "Expression": "milestone.IsOpen && milestone.WorkdaysOverdue >= {{{days}}}", "Properties": { "level": {{{level}}}, "light": "{{{light}}}" },
              "Actions": { "OnSuccess": { "Name": "Notify", "Context": { "to": ["liaison"], "template": "reminder" } } } }
            """;
        Load($$"""{ "WorkflowName": "w", "Rules": [ {{Rule("late", 15, level, light)}}, {{Rule("early", 5, otherLevel, otherLight)}} ] }""", out var findings);

        findings.Select(f => (f.Code, f.Line)).ShouldBe(shadowed ? [("shadowed", 1)] : []);
    }

    [Theory]
    [InlineData("milestone.Origin == \\\"anual\\\"", "unknown-value")]
    [InlineData("plan.State == \\\"Aktive\\\"", "unknown-value")]
    [InlineData("responsibility.Progress > 100", "unreachable")]
    [InlineData("milestone.DaysLeft > 5 && milestone.DaysLeft < 3", "unreachable")]
    [InlineData("responsibility.Progress * 100000000 > 1", "overflow")]
    [InlineData("milestone.DaysLeft / 0 > 1", "division-by-zero")]
    [InlineData("responsibility.DaysSinceReport > 30", "missing-value")]
    public void Load_WhenAConditionCannotBeMeant_SaysSo(string expression, string code)
    {
        Load(Good.Replace("milestone.IsOpen && milestone.WorkdaysOverdue >= 15", expression), out var findings).ShouldBeNull();

        findings.ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    [Fact]
    public void Load_WhenALevelHasNobodyToTell_SaysSo()
    {
        Load(Good.Replace(ActionsOf(Good), "").Replace("\"Red\" },", "\"Red\" }"), out var findings).ShouldBeNull();

        findings.ShouldHaveSingleItem().Code.ShouldBe("recipient-missing");
    }

    [Fact]
    public void Load_WhenARuleLeadsToNothing_SaysSo()
    {
        Load(Good.Replace(ActionsOf(Good), "").Replace("\"level\": 3, \"light\": \"Red\" },", "}"), out var findings).ShouldBeNull();

        var finding = findings.ShouldHaveSingleItem();
        (finding.Code, finding.Line, finding.Column).ShouldBe(("no-consequence", 4, 5));
    }

    [Fact]
    public void Load_WhenAPostIsMisspelt_NamesTheNearest()
    {
        Load(Good.Replace("\"leader\"", "\"leeder\""), out var findings);

        findings.ShouldContain(f => f.Message.Contains("Did you mean \"leader\"?"));
    }

    [Fact]
    public void Load_WhenSeveralFilesAreWrong_SaysAllOfItAndLoadsNothing()
    {
        var findings = new List<Finding>();
        var broken = Good.Replace("\"w\"", "\"v\"").Replace("\"Red\"", "\"Blue\"").Replace("\"liaison\"", "\"liason\"").Replace("IsOpen", "IsOpne");

        var rules = WatchRules.Load([new RuleFile("good.json", Good), new RuleFile("a.json", broken), new RuleFile("b.json", "{")], findings);

        rules.ShouldBeNull();
        findings.Select(f => (f.File, f.Code)).ShouldBe([("a.json", "unknown-member"), ("a.json", "unknown-word"), ("a.json", "unknown-post"), ("b.json", "malformed-json")]);
    }

    private static string ActionsOf(string text) => text.Split('\n').Single(l => l.Contains("\"Actions\"", StringComparison.Ordinal));

    private static WatchRules? Load(string text, out List<Finding> findings)
    {
        findings = [];
        return WatchRules.Load([new RuleFile("w.json", text)], findings);
    }
}
