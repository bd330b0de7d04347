using System.Text.Json;
using System.Text.RegularExpressions;
using RulesEngine.Models;
using TaskTracker.Rules;

namespace TaskTracker.MicrosoftRulesEngine;

/// <summary>Microsoft's RulesEngine. It reads the file by its own reader; each rule runs alone, with the facts of its subject as parameters.</summary>
public sealed class MicrosoftEngine : IRuleEngine
{
    // A failure is an exception: as an error message it would be taken for "does not hold". Nested rules stop where they are decided, as ours do.
    private static readonly ReSettings Settings = new() { EnableExceptionAsErrorMessage = false, NestedRuleExecutionMode = NestedRuleExecutionMode.Performance };

    public string Name => "RulesEngine";

    public Func<TSubject, bool> Compile<TSubject>(RuleFile file, TaskTracker.Rules.Rule rule)
    {
        var workflow = Alone(file, rule);
        var facts = typeof(TSubject).GetProperties()
            .Select(p => (Name: JsonNamingPolicy.CamelCase.ConvertName(p.Name), Read: p.GetMethod!.CreateDelegate<Func<TSubject, object>>())).ToArray();
        var engine = new global::RulesEngine.RulesEngine([workflow], Settings);
        var (first, compiled) = (new Lock(), false);
        return subject =>
        {
            // It compiles at the first call, and not for two callers at once.
            if (!Volatile.Read(ref compiled))
            {
                lock (first)
                {
                    var verdict = Holds(engine, workflow.WorkflowName, facts, subject);
                    Volatile.Write(ref compiled, true);
                    return verdict;
                }
            }

            return Holds(engine, workflow.WorkflowName, facts, subject);
        };
    }

    private static bool Holds<TSubject>(global::RulesEngine.RulesEngine engine, string workflow, (string Name, Func<TSubject, object> Read)[] facts, TSubject subject)
    {
        var parameters = Array.ConvertAll(facts, f => new RuleParameter(f.Name, f.Read(subject)));
        var results = engine.ExecuteAllRulesAsync(workflow, parameters).AsTask().GetAwaiter().GetResult();
        return results is [{ IsSuccess: true }];
    }

    /// <summary>The rule as the only one of its workflow, with the global parameters that it uses: others may read facts that its subject lacks.</summary>
    private static Workflow Alone(RuleFile file, TaskTracker.Rules.Rule rule)
    {
        var workflow = (file.Text.AsSpan().TrimStart() is ['[', ..] ? JsonSerializer.Deserialize<Workflow[]>(file.Text)! : [JsonSerializer.Deserialize<Workflow>(file.Text)!])
            .Single(w => w.WorkflowName == rule.Workflow);
        var alone = workflow.Rules.Single(r => r.RuleName == rule.Name);

        // What follows from a rule, and how it is worded, is not its verdict.
        alone.Actions = null;
        alone.Properties = null;
        alone.ErrorMessage = null;
        var code = JsonSerializer.Serialize(alone);
        var used = new List<ScopedParam>();
        foreach (var parameter in (workflow.GlobalParams ?? []).Reverse())
        {
            if (Regex.IsMatch(code, $@"\b{Regex.Escape(parameter.Name)}\b"))
            {
                used.Insert(0, parameter);
                code += parameter.Expression;
            }
        }

        return new Workflow { WorkflowName = $"{rule.Workflow}/{rule.Name}", GlobalParams = used, Rules = [alone] };
    }
}
