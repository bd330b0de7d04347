using TaskTracker.Rules;

namespace TaskTracker.Domain.Evaluation;

/// <summary>A rule as a running signal began with it.</summary>
/// <param name="Subject">As in <see cref="SubjectRef.Key"/>.</param>
/// <param name="Rules">Those it was one of then.</param>
public sealed record KeptRule(string Subject, WatchRules Rules, Rule Rule);

/// <summary>
/// The rules that running signals began with, where those in force have another version: each decides about its subject until it no longer
/// holds, and only then the version in force is asked. A rule that is no longer among those in force, or not enabled, is not kept.
/// </summary>
public sealed class KeptRules
{
    private readonly ILookup<string, KeptRule> _bySubject;

    private KeptRules(IEnumerable<KeptRule> rules) => _bySubject = rules.ToLookup(r => r.Subject);

    public static KeptRules None { get; } = new([]);

    public bool IsEmpty => _bySubject.Count == 0;

    /// <param name="running">The signals, each with the version of its rule.</param>
    /// <param name="earlier">The rules among which a rule was in a version; null where they cannot be had any more, so that the version in force decides.</param>
    public static KeptRules Of(
        WatchRules inForce, IEnumerable<(string Subject, string Workflow, string Rule, string Version)> running, Func<string, string, string, WatchRules?> earlier)
    {
        var versions = inForce.Book.Rules.Where(r => r.Enabled).ToDictionary(r => (r.Workflow, r.Name), r => r.Version);
        var others = running.Where(s => versions.TryGetValue((s.Workflow, s.Rule), out var version) && version != s.Version).ToList();
        return others.Count == 0 ? None : new KeptRules(others.GroupBy(s => (s.Workflow, s.Rule, s.Version)).SelectMany(of =>
        {
            var rules = earlier(of.Key.Workflow, of.Key.Rule, of.Key.Version);
            return rules?.Book.Rules.FirstOrDefault(r => (r.Workflow, r.Name, r.Version) == of.Key) is { } rule ? of.Select(s => new KeptRule(s.Subject, rules, rule)) : [];
        }));
    }

    public IEnumerable<KeptRule> About(string subject) => _bySubject[subject];

    public bool Has(string subject, string workflow, string rule) => _bySubject[subject].Any(k => (k.Rule.Workflow, k.Rule.Name) == (workflow, rule));

    public KeptRules Only(IEnumerable<string> subjects) => IsEmpty ? this : new KeptRules(subjects.Distinct().SelectMany(About));

    /// <summary>Those that still hold, given all that holds.</summary>
    public KeptRules Among(IEnumerable<Holding> holdings) => IsEmpty ? this : new KeptRules(
        holdings.Where(h => h.IsKept).SelectMany(h => About(h.Subject.Key).Where(k => ReferenceEquals(k.Rule, h.Rule))));

    /// <summary>The signals that go on if they were running. One that was kept ends with its version, though the version in force may begin anew the same day.</summary>
    public HashSet<(string Subject, string Workflow, string Rule)> GoingOn(IEnumerable<Holding> holdings) =>
        [.. holdings.Select(h => (h.IsKept, Key: (Subject: h.Subject.Key, h.Rule.Workflow, Rule: h.Rule.Name))).Where(h => h.IsKept || !Has(h.Key.Subject, h.Key.Workflow, h.Key.Rule)).Select(h => h.Key)];
}
