using TaskTracker.Rules;

namespace TaskTracker.Domain.Evaluation;

public sealed partial class Watch
{
    private readonly KeptRules _kept = kept ?? KeptRules.None;

    /// <summary>The kept rules that decide about a subject today; one that no longer holds has had its time.</summary>
    private List<(WatchRules Of, CompiledRule<TSubject> Rule)> Running<TSubject>(string subject, TSubject facts)
        where TSubject : class =>
    [
        .. _kept.About(subject).SelectMany(k => k.Rules.Book.For<TSubject>().Rules.Where(r => ReferenceEquals(r.Rule, k.Rule) && r.Holds(facts)), (k, r) => (k.Rules, r)),
    ];

    private static bool IsReplaced<TSubject>(CompiledRule<TSubject> rule, List<(WatchRules Of, CompiledRule<TSubject> Rule)> running) =>
        running.Exists(k => (k.Rule.Rule.Workflow, k.Rule.Rule.Name) == (rule.Rule.Workflow, rule.Rule.Name));
}
