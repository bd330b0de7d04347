using TaskTracker.Rules.Expressions;
using TaskTracker.Rules.Json;

namespace TaskTracker.Rules.Workflows;

/// <summary>Reads workflow files, each one workflow or a list of them, one after the other; names of workflows are unique over all of them.</summary>
internal sealed class WorkflowReader(Vocabulary vocabulary, Action<Rule, Findings>? check)
{
    private readonly Dictionary<string, string> _workflows = [];
    private readonly List<CheckedRule> _rules = [];

    public IReadOnlyList<CheckedRule> Rules => _rules;

    /// <returns>The findings of this file, by position.</returns>
    public IReadOnlyList<Finding> Read(RuleFile file)
    {
        var findings = new Findings(file.Name);
        if (JsonFile.Parse(file.Text, findings) is { } root)
        {
            IReadOnlyList<JsonAt> workflows = root.Kind == JsonKind.Array ? root.Items : [root];
            if (workflows.Count == 0)
            {
                findings.Add(root, "no-workflow", "The file has no workflow.");
            }

            foreach (var workflow in workflows)
            {
                ReadWorkflow(new JsonFields(workflow, findings), findings);
            }
        }

        return [.. findings.All.OrderBy(f => f.Line).ThenBy(f => f.Column)];
    }

    private void ReadWorkflow(JsonFields fields, Findings findings)
    {
        var before = findings.All.Count;
        fields.Any("$schema");
        var name = fields.Text("WorkflowName");
        if (name.Length > 0 && !_workflows.TryAdd(name, findings.File))
        {
            findings.Add(fields.At["WorkflowName"]!, "duplicate-name", $"There is already a workflow \"{name}\" in {_workflows[name]}.");
        }

        RuleReader.RefuseUnsupported(fields, findings, "WorkflowsToInject", "WorkflowRulesToInject", "RuleExpressionType");
        RuleReader.RefuseNull(fields, findings, "RuleExpressionType");
        var globals = fields.Any("GlobalParams");
        var scope = Parameters.Read(fields.OptionalList("GlobalParams"), Scope.Of(vocabulary), findings);
        var names = new HashSet<string>();
        foreach (var node in fields.List("Rules"))
        {
            var reader = new RuleReader(name, vocabulary, findings, globals);
            if (reader.Read(node, scope, names, check) is { } rule)
            {
                _rules.Add(rule);
            }
        }

        fields.Done();
        if (findings.All.Count == before && fields.At["Rules"] is { } rules && rules.Items.All(r => r["Enabled"] is { Text: "false" }))
        {
            findings.Add(rules, "workflow-never-fires", $"The workflow \"{name}\" can never fire: {(rules.Items.Count == 0 ? "it has no rule" : "none of its rules is enabled")}.");
        }
    }
}
