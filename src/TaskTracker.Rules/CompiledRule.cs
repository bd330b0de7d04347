using TaskTracker.Rules.Expressions;
using TaskTracker.Rules.Foresight;

namespace TaskTracker.Rules;

/// <summary>A rule that can be asked. Safe for use by many threads.</summary>
public sealed class CompiledRule<TSubject>
{
    private readonly CheckedRule _checked;
    private readonly Func<TSubject, bool> _holds;
    private readonly Lazy<ConditionProbe<TSubject>> _probe;
    private readonly Lazy<Outlook<TSubject>> _outlook;

    /// <param name="verdict">Another engine's; null: our own.</param>
    internal CompiledRule(CheckedRule rule, Func<TSubject, bool>? verdict)
    {
        _checked = rule;
        _holds = verdict ?? new SubjectCode<TSubject>(rule.Facts).Compile<bool>(rule.Code);
        _probe = new Lazy<ConditionProbe<TSubject>>(() => new ConditionProbe<TSubject>(rule));
        _outlook = new Lazy<Outlook<TSubject>>(() => new Outlook<TSubject>(rule));
    }

    public Rule Rule => _checked.Rule;

    internal CheckedRule Checked => _checked;

    /// <summary>Reads no more than it needs to decide, and allocates nothing unless the rule looks into lists.</summary>
    /// <exception cref="ArithmeticException">A number grew beyond its type: decimals and sums are checked, as in RulesEngine.</exception>
    public bool Holds(TSubject subject) => _holds(subject);

    /// <summary>The first day after <paramref name="today"/> on which the verdict can be another if no data changes; null where it never can.</summary>
    /// <remarks>
    /// Never too late. Exact where each comparison that moves has one count of days, or counts that move the same way, and adds, subtracts,
    /// multiplies or divides it by what stays; any other comparison that matters gives tomorrow. A fact that <see cref="Facts.HoldsUntilAttribute">holds
    /// until</see> a day gives that day at the latest: what it is from then on only whoever makes the facts can say.
    /// </remarks>
    /// <param name="subject">The facts of <paramref name="today"/>.</param>
    public DateOnly? NextChange(TSubject subject, DateOnly today, WorkdayCount workdays) => _outlook.Value.NextChange(subject, today, workdays);

    /// <summary>Reads every condition that can be read, also those that <see cref="Holds"/> would skip.</summary>
    /// <exception cref="ArithmeticException">As for <see cref="Holds"/>.</exception>
    public Explanation Explain(TSubject subject) =>
        new(Rule.Workflow, Rule.Name, Rule.Version, Rule.Sentence, Holds(subject), _probe.Value.Explain(subject));
}
