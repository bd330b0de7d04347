using TaskTracker.Rules.Expressions;
using TaskTracker.Rules.Json;

namespace TaskTracker.Rules.Logic;

/// <summary>Rules that never get a turn because another always holds with them.</summary>
internal static class Shadows
{
    public static IEnumerable<Finding> Among(IReadOnlyList<CheckedRule> rules, Func<Rule, Rule, bool> isIdleBeside)
    {
        foreach (var alike in rules.Where(r => r.Rule.Enabled).GroupBy(r => r.Rule.Subject))
        {
            var propositions = alike.Select(r => (Checked: r, Holds: Proposition.Of(r.Code, r.Vocabulary), Fails: Proposition.Of(System.Linq.Expressions.Expression.Not(r.Code), r.Vocabulary))).ToList();
            foreach (var (rule, holds, _) in propositions)
            {
                var shadow = propositions.FirstOrDefault(o => o.Checked != rule && isIdleBeside(rule.Rule, o.Checked.Rule) && !Reach.CanHold(holds, o.Fails)).Checked;
                if (shadow is not null)
                {
                    yield return new Finding(
                        rule.Rule.File, rule.Rule.Line, rule.Rule.Column, "shadowed",
                        $"Whenever the rule \"{rule.Rule.Name}\" holds, \"{shadow.Rule.Name}\" of {shadow.Rule.Workflow} holds too and leaves it nothing to do.");
                }
            }
        }
    }
}
