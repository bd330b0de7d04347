using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using TaskTracker.Rules.Expressions;
using TaskTracker.Rules.Json;
using TaskTracker.Rules.Logic;
using TaskTracker.Rules.Sentences;

namespace TaskTracker.Rules.Workflows;

/// <summary>Reads one rule of a workflow with the rules nested in it.</summary>
internal sealed class RuleReader(string workflow, Vocabulary vocabulary, Findings findings, JsonAt? globals)
{
    private static readonly Dictionary<string, ConditionKind> Operators = new()
    {
        ["And"] = ConditionKind.All,
        ["AndAlso"] = ConditionKind.All,
        ["Or"] = ConditionKind.Any,
        ["OrElse"] = ConditionKind.Any,
    };

    private readonly HashSet<string> _pathsRead = [];

    /// <summary>Fields of the format whose meaning this engine does not share.</summary>
    public static void RefuseUnsupported(JsonFields fields, Findings findings, params string[] names)
    {
        foreach (var name in names)
        {
            if (fields.Any(name) is { } value)
            {
                findings.Add(value, "unsupported-field", $"\"{name}\" belongs to the format, but is not supported here.");
            }
        }
    }

    /// <summary>Null stands for nothing in most fields; RulesEngine does not read a file that has it in these.</summary>
    public static void RefuseNull(JsonFields fields, Findings findings, params string[] names)
    {
        foreach (var name in names)
        {
            if (fields.At[name] is { Kind: JsonKind.Null } value)
            {
                findings.Add(value, "wrong-type", $"\"{name}\" must not be null; leave it out.");
            }
        }
    }

    public static void ReadExpressionType(JsonFields fields, Findings findings)
    {
        RefuseNull(fields, findings, "Enabled", "RuleExpressionType");
        if (fields.Any("RuleExpressionType") is { } type && type is not { Kind: JsonKind.String, Text: "LambdaExpression" })
        {
            findings.Add(type, "unsupported-field", "Only the expression type \"LambdaExpression\" is supported.");
        }
    }

    /// <param name="names">The names of the workflow's rules so far.</param>
    /// <returns>Null where the rule has findings.</returns>
    public CheckedRule? Read(JsonAt node, Scope scope, HashSet<string> names, Action<Rule, Findings>? check)
    {
        var before = findings.All.Count;
        var fields = new JsonFields(node, findings);
        var name = NameOf(fields, names);
        var sentence = fields.OptionalText("SuccessEvent");
        var error = fields.OptionalText("ErrorMessage");
        var enabled = fields.OptionalFlag("Enabled", true);
        var properties = fields.OptionalObject("Properties")?.At;
        var (action, context) = ReadAction(fields.OptionalObject("Actions"));
        var shape = ReadCondition(fields, scope, names);
        fields.Done();
        var subject = shape is null ? null : SubjectOf(node, name);
        if (subject is not null)
        {
            RefuseUnreachable(node, shape!);
        }

        var rule = new Rule
        {
            Workflow = workflow,
            Name = name,
            File = findings.File,
            Line = node.Line,
            Column = node.Column,
            Sentence = sentence ?? "",
            ErrorMessage = error ?? "",
            Enabled = enabled,
            Subject = subject ?? typeof(object),
            Properties = properties,
            Action = action,
            Context = context,
            At = node,
            Version = VersionOf(node),
            Expression = node["Expression"]?.Text ?? "",
            Meaning = shape is null ? new Sentence("", "") : new Phrases(vocabulary).Of(shape),
            FactsRead = [.. _pathsRead.Order(StringComparer.Ordinal)],
        };
        check?.Invoke(rule, findings);
        return findings.All.Count > before || shape is null
            ? null
            : new CheckedRule(rule, enabled ? CodeOf(shape) : Expression.Constant(false), shape, scope.Facts, vocabulary);
    }

    private string NameOf(JsonFields fields, HashSet<string> names)
    {
        var name = fields.Text("RuleName");
        if (name.Length > 0 && !names.Add(name))
        {
            findings.Add(fields.At["RuleName"]!, "duplicate-name", $"There is already a rule \"{name}\" in this workflow.");
        }

        return name;
    }

    private ConditionShape? ReadCondition(JsonFields fields, Scope scope, HashSet<string> names)
    {
        RefuseUnsupported(fields, findings, "WorkflowsToInject");
        ReadExpressionType(fields, findings);
        var inner = Parameters.Read(fields.OptionalList("LocalParams"), scope, findings);
        var expression = fields.Any("Expression");
        fields.OptionalText("Expression");
        var rules = fields.OptionalList("Rules");
        var kind = fields.OptionalWord("Operator", Operators);
        var nested = fields.Any("Rules") is not null || fields.Any("Operator") is not null;
        if (fields.At.Kind != JsonKind.Object || nested == (expression is not null))
        {
            RefuseShape(fields.At, "A rule has either an \"Expression\" or an \"Operator\" with nested \"Rules\".");
            return null;
        }

        if (expression is not null)
        {
            return expression.Kind == JsonKind.String ? ReadExpression(expression, inner) : null;
        }

        if (fields.Any("Rules") is not { Items.Count: > 0 } || fields.Any("Operator") is null)
        {
            RefuseShape(fields.At, "Nested rules need both an \"Operator\" and at least one rule in \"Rules\".");
        }

        var parts = rules.Select(r => ReadNested(r, inner, names)).ToList();
        return kind is null || parts.Count == 0 || parts.Contains(null)
            ? null
            : new ConditionShape(kind.Value, fields.At["Operator"]!.Text, null, [], [.. parts.Where(p => p!.Enabled).Select(p => p!.Shape)]);
    }

    private void RefuseShape(JsonAt rule, string message)
    {
        if (rule.Kind == JsonKind.Object)
        {
            findings.Add(rule, "expression-or-rules", message);
        }
    }

    private ConditionShape? ReadExpression(JsonAt at, Scope scope)
    {
        var term = Translator.Translate(at, findings, scope, _pathsRead);
        if (term is null)
        {
            return null;
        }

        if (term.Type != typeof(bool) || term.MayBeMissing)
        {
            new ExpressionSource(at, findings).Refuse(0, term.MayBeMissing ? "missing-value" : "unlike-types", $"A rule is a condition (true/false); this is a {Kinds.InWords(term.Type)}{(term.MayBeMissing ? " that may be missing" : "")}.");
            return null;
        }

        if (term.Lifted)
        {
            new ExpressionSource(at, findings).Refuse(0, "not-shared", Translator.AskIfTrue("It"));
            return null;
        }

        return term.Shape is { } shape ? shape with { Code = term.Code } : new ConditionShape(ConditionKind.Test, at.Text.Trim(), term.Code, term.Reads, []);
    }

    private NestedRule? ReadNested(JsonAt node, Scope scope, HashSet<string> names)
    {
        var fields = new JsonFields(node, findings);
        var name = NameOf(fields, names);
        fields.OptionalText("SuccessEvent");
        fields.OptionalText("ErrorMessage");
        fields.OptionalObject("Properties");
        var enabled = fields.OptionalFlag("Enabled", true);
        if (fields.Any("Actions") is { } actions)
        {
            findings.Add(actions, "unsupported-field", "Only a rule of the workflow itself has \"Actions\", not one nested in it.");
        }

        var shape = ReadCondition(fields, scope, names);
        fields.Done();
        return shape is null ? null : new NestedRule(shape with { Rule = name }, enabled);
    }

    private (string? Name, JsonAt? Context) ReadAction(JsonFields? actions)
    {
        if (actions is null)
        {
            return (null, null);
        }

        RefuseUnsupported(actions, findings, "OnFailure");
        var success = actions.OptionalObject("OnSuccess");
        var name = success?.Text("Name");
        var context = success?.OptionalObject("Context")?.At;
        success?.Done();
        actions.Done();
        return (name, context);
    }

    private Type? SubjectOf(JsonAt node, string name)
    {
        var facts = _pathsRead.Select(p => p[..p.IndexOf('.', StringComparison.Ordinal)]).Distinct().Order().ToList();
        if (facts.Count == 0)
        {
            findings.Add(node, "no-fact", $"The rule \"{name}\" reads no fact; it would hold for everybody or nobody.");
            return null;
        }

        var subject = vocabulary.SubjectsWith(facts) is [var first, ..] ? first : null;
        if (subject is null)
        {
            findings.Add(node, "no-subject", $"The rule \"{name}\" reads {string.Join(", ", facts)}, and nothing has all of them. Together are: {string.Join("; ", vocabulary.FactsTogether())}.");
        }

        return subject;
    }

    private void RefuseUnreachable(JsonAt node, ConditionShape shape)
    {
        if (Reach.CanHold(Proposition.Of(CodeOf(shape), vocabulary)))
        {
            return;
        }

        var (line, column) = node["Expression"] is { } expression ? expression.PositionInText(0) : (node.Line, node.Column);
        var parts = shape.Kind == ConditionKind.All ? shape.Parts : [shape];
        var pairs = parts.SelectMany((a, i) => parts.Skip(i).Select(b => (a, b)));
        var clash = pairs.OrderBy(p => p.a != p.b).FirstOrDefault(p => !Reach.CanHold(Proposition.Of(CodeOf(p.a), vocabulary), Proposition.Of(CodeOf(p.b), vocabulary)));
        var why = clash is not ({ } one, { } other) ? "its conditions exclude one another"
            : one == other ? $"{Shown(one)} never does"
            : $"{Shown(one)} and {Shown(other)} exclude each other";
        findings.Add(line, column, "unreachable", $"The rule can never hold: {why}.");
    }

    private static string Shown(ConditionShape part) => part.Rule is { } rule ? $"the nested rule \"{rule}\"" : part.Text;

    private string VersionOf(JsonAt node)
    {
        var content = $"{workflow}\n{globals?.ToCanonicalJson()}\n{node.ToCanonicalJson()}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..12];
    }

    /// <summary>An operator without any enabled rule never holds, as in RulesEngine.</summary>
    private static Expression CodeOf(ConditionShape shape) => shape.Kind switch
    {
        _ when shape.Code is not null => shape.Code,
        _ when shape.Parts.Count == 0 => Expression.Constant(false),
        ConditionKind.Not => Expression.Not(CodeOf(shape.Parts[0])),
        ConditionKind.All => shape.Parts.Select(CodeOf).Aggregate(Expression.AndAlso),
        _ => shape.Parts.Select(CodeOf).Aggregate(Expression.OrElse),
    };

    private sealed record NestedRule(ConditionShape Shape, bool Enabled);
}
