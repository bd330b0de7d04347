using TaskTracker.Rules.Expressions;
using TaskTracker.Rules.Json;

namespace TaskTracker.Rules.Workflows;

/// <summary>Named expressions of a workflow (<c>GlobalParams</c>) or a rule (<c>LocalParams</c>); each may use those before it.</summary>
internal static class Parameters
{
    public static Scope Read(IReadOnlyList<JsonAt> nodes, Scope scope, Findings findings)
    {
        foreach (var node in nodes)
        {
            var fields = new JsonFields(node, findings);
            var name = fields.Text("Name");
            fields.Text("Expression");
            fields.Done();
            var pathsRead = new HashSet<string>();
            var (size, depth) = (0, 0);
            var term = fields.At["Expression"] is { Kind: JsonKind.String } text ? Value(text, scope, pathsRead, findings, out size, out depth) : null;
            if (name.Length == 0)
            {
                continue;
            }

            if (!Words.CanBeChosen(name) || scope.Takes(name))
            {
                findings.Add(fields.At["Name"]!, "name-taken", $"\"{name}\" cannot name a parameter: it begins with a small letter, has letters and digits only, and means nothing else here.");
                continue;
            }

            var named = term is null ? null : new NamedTerm(
                term with { Key = term.Key ?? name, Literal = null, Reads = term.Reads.Insert(0, new Read(name, term.Code)) }, pathsRead, size, depth + 1);
            scope = scope with { Parameters = scope.Parameters.Add(name, named) };
        }

        return scope;
    }

    private static Term? Value(JsonAt text, Scope scope, HashSet<string> pathsRead, Findings findings, out int size, out int depth)
    {
        var term = Translator.Translate(text, findings, scope, pathsRead, out size, out depth);
        if (term is null)
        {
            return null;
        }

        // RulesEngine computes every parameter first, and a rule whose parameter fails does not hold, even where the parameter decides nothing.
        if (CheckedArithmetic.IsIn(term.Code))
        {
            findings.Add(text, "not-shared", "A parameter whose number can grow beyond its type fails the whole rule in RulesEngine; compute it where it is used.");
            return null;
        }

        if (Kinds.IsScalar(Kinds.Bare(term.Type)))
        {
            return term;
        }

        findings.Add(text, "unlike-types", $"A parameter is a value; this is a {Kinds.InWords(term.Type)}.");
        return null;
    }
}
