using TaskTracker.Rules.Expressions;

namespace TaskTracker.Rules;

/// <summary>A rule that can be asked. Safe for use by many threads.</summary>
public sealed class CompiledRule<TSubject>
{
    private readonly CheckedRule _checked;
    private readonly Func<TSubject, bool> _holds;
    private readonly Lazy<ConditionProbe<TSubject>> _probe;

    internal CompiledRule(CheckedRule rule)
    {
        _checked = rule;
        _holds = new SubjectCode<TSubject>(rule.Facts).Compile<bool>(rule.Code);
        _probe = new Lazy<ConditionProbe<TSubject>>(() => new ConditionProbe<TSubject>(rule.Shape, new SubjectCode<TSubject>(rule.Facts)));
    }

    public Rule Rule => _checked.Rule;

    internal CheckedRule Checked => _checked;

    /// <summary>Reads no more than it needs to decide, and allocates nothing unless the rule looks into lists.</summary>
    /// <exception cref="ArithmeticException">A number grew beyond its type: decimals and sums are checked, as in RulesEngine.</exception>
    public bool Holds(TSubject subject) => _holds(subject);

    /// <summary>Reads every condition that can be read, also those that <see cref="Holds"/> would skip.</summary>
    /// <exception cref="ArithmeticException">As for <see cref="Holds"/>.</exception>
    public Explanation Explain(TSubject subject) =>
        new(Rule.Workflow, Rule.Name, Rule.Version, Rule.Sentence, Holds(subject), _probe.Value.Explain(subject));
}
