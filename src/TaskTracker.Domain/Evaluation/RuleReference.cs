using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TaskTracker.Domain.Organisation;
using TaskTracker.Rules.Facts;

namespace TaskTracker.Domain.Evaluation;

/// <summary>What writers of rules read: the page of the facts, and the JSON schema by which editors complete and check workflow files.</summary>
public static class RuleReference
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of <c>rules/facts.md</c>.</summary>
    public static string FactsPage()
    {
        var page = new StringBuilder("# Facts\n\nMade from the code; a test holds it against it.\n");
        foreach (var fact in FactVocabulary.Current.Members.GroupBy(m => m.Fact))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {fact.Key}\n\nOf: {string.Join(", ", fact.First().Subjects.Select(s => s.Name.Replace("Subject", "", StringComparison.Ordinal).ToLowerInvariant()))}.\n\n| fact | Chinese | English | type | unit | can be | moves | meaning |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n");
            foreach (var member in fact)
            {
                var words = member.Words;
                page.Append(CultureInfo.InvariantCulture, $"| `{member.Path}` | {words.Chinese} | {words.English} | {member.TypeInWords}{(member.MayBeMissing ? ", may be missing" : "")} | {words.Unit} | {Bounds(words)} | {MotionOf(member)} | {words.Description} |\n");
            }
        }

        return page.ToString();
    }

    /// <summary>The text of <c>rules/workflow.schema.json</c>: what of a workflow file a schema can tell, stricter than RulesEngine's own.</summary>
    public static string Schema()
    {
        var facts = string.Join("; ", FactVocabulary.Current.Members.Select(m => $"{m.Path} ({m.TypeInWords}{(m.MayBeMissing ? ", may be missing" : "")}{(m.Words.Unit.Length > 0 ? ", " + m.Words.Unit : "")}): {m.Words.English}"));
        var posts = new JsonObject { ["type"] = "array", ["uniqueItems"] = true, ["items"] = new JsonObject { ["enum"] = Words(PostWords.Kinds.Keys) } };
        var atLeastOne = posts.DeepClone().AsObject();
        atLeastOne["minItems"] = 1;
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "Workflow",
            ["oneOf"] = new JsonArray(Ref("workflow"), new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = Ref("workflow") }),
            ["definitions"] = new JsonObject
            {
                ["expression"] = Text($"A condition in the part of C# that RulesEngine shares. Facts: {facts}"),
                ["parameters"] = new JsonObject { ["type"] = "array", ["items"] = Object(["Name", "Expression"], ("Name", Text("Begins with a small letter.")), ("Expression", Ref("expression"))) },
                ["workflow"] = Object(
                    ["WorkflowName", "Rules"],
                    ("$schema", Text("")), ("WorkflowName", Text("Unique over all files.")), ("GlobalParams", Ref("parameters")),
                    ("Rules", new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = Ref("rule") })),
                ["rule"] = Rule(
                    ("Properties", Object([], ("light", Enum("The worst light of all rules counts.", WatchRules.LightWords)), ("level", Whole(1, 4, "1 提醒, 2 催办, 3 提请督办, 4 约谈建议 (a draft for the supervision office, told to nobody until it is signed). Wanted exactly where somebody is notified.")))),
                    ("Actions", Object([], ("OnSuccess", Object(
                        ["Name", "Context"],
                        ("Name", Enum("", ["Notify"])),
                        ("Context", Object(
                            ["to", "template"],
                            ("to", atLeastOne), ("cc", posts.DeepClone()), ("template", Enum("", WatchRules.TemplateWords)),
                            ("repeatWorkdays", new JsonObject { ["type"] = "array", ["items"] = Whole(1, 250, "Gaps never shrink.") }))))))),
                    "rule"),
                ["nested"] = Rule(("Properties", new JsonObject { ["type"] = "object" }), null, "nested"),
            },
        };
        return schema.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Rule((string, JsonNode) properties, (string, JsonNode)? actions, string title)
    {
        var rule = Object(
            ["RuleName"],
            [
                ("RuleName", Text("Unique in its workflow.")), ("Enabled", new JsonObject { ["type"] = "boolean" }), ("Expression", Ref("expression")),
                ("RuleExpressionType", Enum("", ["LambdaExpression"])), ("LocalParams", Ref("parameters")),
                ("Operator", Enum("How the nested rules decide.", ["And", "AndAlso", "Or", "OrElse"])),
                ("Rules", new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = Ref("nested") }),
                ("SuccessEvent", Text("What is the case when the rule holds, as a sentence.")), ("ErrorMessage", Text("Kept, not shown.")),
                properties, .. actions is { } a ? [a] : Array.Empty<(string, JsonNode)>(),
            ]);
        rule["title"] = title;
        rule["oneOf"] = new JsonArray(new JsonObject { ["required"] = Words(["Expression"]) }, new JsonObject { ["required"] = Words(["Operator", "Rules"]) });
        return rule;
    }

    private static JsonObject Object(string[] required, params IReadOnlyList<(string Name, JsonNode Schema)> properties)
    {
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false };
        if (required.Length > 0)
        {
            schema["required"] = Words(required);
        }

        schema["properties"] = new JsonObject(properties.Select(p => KeyValuePair.Create(p.Name, (JsonNode?)p.Schema)));
        return schema;
    }

    private static JsonObject Ref(string name) => new() { ["$ref"] = $"#/definitions/{name}" };

    private static JsonObject Text(string description) => Described(new() { ["type"] = "string" }, description);

    private static JsonObject Enum(string description, IEnumerable<string> words) => Described(new() { ["enum"] = Words(words) }, description);

    private static JsonObject Whole(int low, int high, string description) => Described(new() { ["type"] = "integer", ["minimum"] = low, ["maximum"] = high }, description);

    private static JsonObject Described(JsonObject schema, string description)
    {
        if (description.Length > 0)
        {
            schema["description"] = description;
        }

        return schema;
    }

    private static JsonArray Words(IEnumerable<string> words) => [.. words.Select(w => (JsonNode)w)];

    private static string Bounds(FactAttribute words) => words switch
    {
        { Values.Length: > 0 } => string.Join(", ", words.Values.Select((v, i) => i < words.ChineseValues.Length ? $"{v} ({words.ChineseValues[i]})" : v)),
        { Minimum: double.NaN, Maximum: double.NaN } => "",
        { Maximum: double.NaN } => string.Create(CultureInfo.InvariantCulture, $"{words.Minimum} and more"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{words.Minimum} to {words.Maximum}"),
    };

    private static string MotionOf(FactMember member) => member.Moves switch
    {
        CountKind.DaysUntil => "down by 1 a day",
        CountKind.DaysSince => "up by 1 a day",
        CountKind.WorkdaysUntil => "down by 1 a workday",
        CountKind.WorkdaysSince => "up by 1 a workday",
        CountKind.PercentOfSpan => "up with the days",
        _ => "",
    };
}
