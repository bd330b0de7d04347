using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TaskTracker.Domain.Plans;

/// <summary>Writes a plan file the same way every time, so that two versions can be compared line by line.</summary>
public static class PlanFileWriter
{
    private const int MaxLine = 140;
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>JSON, indented by two spaces, records that fit on one line kept there; ends with a line break.</returns>
    public static string Write(PlanFile plan)
    {
        var text = new StringBuilder();
        Print(text, Plan(plan), 0);
        return text.Append('\n').ToString();
    }

    private static JsonObject Plan(PlanFile plan) => Without(new JsonObject
    {
        ["id"] = plan.Id,
        ["title"] = plan.Title,
        ["region"] = plan.Region,
        ["period"] = new JsonObject { ["start"] = Day(plan.Period.Start), ["end"] = Day(plan.Period.End) },
        ["source"] = plan.Source is { } source ? new JsonObject { ["file"] = source.File, ["sha256"] = source.Sha256 } : null,
        ["departments"] = List(plan.Departments, Department),
        ["tasks"] = List(plan.Tasks, Task),
        ["indicators"] = List(plan.Indicators, Indicator),
        ["projects"] = List(plan.Projects, p => new JsonObject { ["number"] = p.Number, ["title"] = p.Title, ["items"] = Texts(p.Items) }),
        ["tables"] = List(plan.Tables, Table),
        ["warnings"] = List(plan.Warnings, w => new JsonObject { ["line"] = w.Line, ["code"] = w.Code, ["text"] = w.Text }),
    });

    private static JsonObject Department(PlanDepartment department) => Without(new JsonObject
    {
        ["name"] = department.Name,
        ["aliases"] = department.Aliases.Count > 0 ? Texts(department.Aliases) : null,
        ["group"] = department.Group ? true : null,
    });

    private static JsonObject Task(PlanFileTask task) => Without(new JsonObject
    {
        ["key"] = task.Key,
        ["number"] = task.Number,
        ["title"] = task.Title,
        ["path"] = Texts(task.Path),
        ["kind"] = PlanFileWords.Of(PlanFileWords.Kinds, task.Kind),
        ["responsible"] = List(task.Responsible, Share),
        ["openEnded"] = task.OpenEnded ? true : null,
        ["dispatch"] = task.Dispatch,
        ["milestones"] = List(task.Milestones, Milestone),
        ["recurring"] = task.Recurring.Count > 0 ? Texts(task.Recurring.Select(r => PlanFileWords.Of(PlanFileWords.Recurring, r))) : null,
        ["text"] = task.Text,
        ["span"] = task.Span is { } span ? new JsonObject { ["line"] = span.Line, ["start"] = span.Start, ["length"] = span.Length } : null,
    });

    private static JsonObject Share(PlanShare share) => new()
    {
        ["department"] = share.Department,
        ["asPrinted"] = share.AsPrinted,
        ["role"] = PlanFileWords.Of(PlanFileWords.Roles, share.Role),
    };

    private static JsonObject Milestone(PrintedMilestone milestone) => Without(new JsonObject
    {
        ["due"] = Day(milestone.Due),
        ["text"] = milestone.Text,
        ["measure"] = milestone.Measure is { } m
            ? new JsonObject { ["subject"] = m.Subject, ["op"] = m.Operator, ["value"] = m.Value, ["unit"] = m.Unit }
            : null,
    });

    private static JsonObject Indicator(PlanIndicator indicator) => Without(new JsonObject
    {
        ["name"] = indicator.Name,
        ["unit"] = indicator.Unit,
        ["baseline"] = indicator.Baseline,
        ["target"] = indicator.Target,
        ["nature"] = indicator.Nature,
        ["baselineValue"] = indicator.BaselineValue,
        ["targetValue"] = indicator.TargetValue,
        ["direction"] = indicator.Direction is { } direction ? PlanFileWords.Of(PlanFileWords.Directions, direction) : null,
        ["relative"] = indicator.Relative is { } relative
            ? Without(new JsonObject { ["kind"] = PlanFileWords.Of(PlanFileWords.RelativeKinds, relative.Kind), ["amount"] = relative.Amount })
            : null,
    });

    private static JsonObject Table(PlanTable table) => new()
    {
        ["title"] = table.Title,
        ["unit"] = table.Unit,
        ["columns"] = Texts(table.Columns),
        ["rows"] = List(table.Rows, r => new JsonObject { ["name"] = r.Name, ["values"] = Texts(r.Values) }),
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)JsonValue.Create(t))]);

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonObject> write) => new([.. items.Select(write)]);

    private static JsonObject Without(JsonObject node)
    {
        foreach (var name in node.Where(m => m.Value is null).Select(m => m.Key).ToList())
        {
            node.Remove(name);
        }

        return node;
    }

    private static void Print(StringBuilder text, JsonNode node, int indent)
    {
        var inline = Inline(node);
        if (node is JsonValue || (indent > 0 && indent + inline.Length <= MaxLine && node is not JsonObject { Count: > 4 } && !HoldsObjects(node)))
        {
            text.Append(inline);
            return;
        }

        var (open, close) = node is JsonObject ? ('{', '}') : ('[', ']');
        text.Append(open).Append('\n');
        var first = true;
        foreach (var (name, value) in Parts(node))
        {
            text.Append(first ? "" : ",\n").Append(' ', indent + 2).Append(name is null ? "" : $"{Quoted(name)}: ");
            first = false;
            Print(text, value, indent + 2);
        }

        text.Append('\n').Append(' ', indent).Append(close);
    }

    private static bool HoldsObjects(JsonNode node) => node is JsonArray && Parts(node).Any(p => p.Value is JsonObject);

    private static string Inline(JsonNode node) => node switch
    {
        JsonObject o => o.Count == 0 ? "{}" : $"{{ {string.Join(", ", o.Select(m => $"{Quoted(m.Key)}: {Inline(m.Value!)}"))} }}",
        JsonArray a => $"[{string.Join(", ", a.Select(i => Inline(i!)))}]",
        _ => node.ToJsonString(Unescaped),
    };

    private static string Quoted(string name) => JsonSerializer.Serialize(name, Unescaped);

    private static IEnumerable<(string? Name, JsonNode Value)> Parts(JsonNode node) => node switch
    {
        JsonObject o => o.Select(m => ((string?)m.Key, m.Value!)),
        JsonArray a => a.Select(i => ((string?)null, i!)),
        _ => [],
    };
}
