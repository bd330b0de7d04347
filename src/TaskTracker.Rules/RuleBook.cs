using System.Collections.Concurrent;
using TaskTracker.Rules.Expressions;
using TaskTracker.Rules.Json;
using TaskTracker.Rules.Logic;
using TaskTracker.Rules.Workflows;

namespace TaskTracker.Rules;

/// <summary>The rules of all files that were loaded together.</summary>
public sealed class RuleBook
{
    private readonly IReadOnlyList<CheckedRule> _rules;
    private readonly IReadOnlyList<RuleFile> _files;
    private readonly IRuleEngine? _engine;
    private readonly ConcurrentDictionary<Type, object> _sets = new();

    private RuleBook(IReadOnlyList<CheckedRule> rules, IReadOnlyList<RuleFile> files, Vocabulary vocabulary, IRuleEngine? engine = null)
    {
        _rules = rules;
        _files = files;
        _engine = engine;
        Rules = [.. rules.Select(r => r.Rule)];
        Vocabulary = vocabulary;
    }

    /// <summary>In file order, also those that are not enabled.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    public Vocabulary Vocabulary { get; }

    /// <summary>Reads all files, or none: with any finding there is no book.</summary>
    /// <param name="check">Sees every rule with the findings of its file, to read <see cref="Rule.Properties"/> and <see cref="Rule.Context"/> and add findings of its own.</param>
    /// <param name="isIdleBeside">True where the first rule has nothing to do while the second holds; a rule that can only hold together with such another is a finding.</param>
    public static RuleBookResult Load(IReadOnlyList<RuleFile> files, Vocabulary vocabulary, Action<Rule, Findings>? check = null, Func<Rule, Rule, bool>? isIdleBeside = null)
    {
        var reader = new WorkflowReader(vocabulary, check);
        List<Finding> findings = [.. files.SelectMany(reader.Read), .. isIdleBeside is null ? [] : Shadows.Among(reader.Rules, isIdleBeside)];
        return new RuleBookResult(findings.Count == 0 ? new RuleBook(reader.Rules, files, vocabulary) : null, findings);
    }

    /// <summary>The same rules, with another engine to say whether they hold. Explanations, sentences and foresight stay ours.</summary>
    public RuleBook DecidedBy(IRuleEngine engine) => new(_rules, _files, Vocabulary, engine);

    /// <summary>The rules whose subject is exactly <typeparamref name="TSubject"/>.</summary>
    public RuleSet<TSubject> For<TSubject>() =>
        (RuleSet<TSubject>)_sets.GetOrAdd(typeof(TSubject), type => new RuleSet<TSubject>([.. _rules.Where(r => r.Rule.Subject == type).Select(r => new CompiledRule<TSubject>(r, VerdictOf<TSubject>(r.Rule)))], _engine is null));

    private Func<TSubject, bool>? VerdictOf<TSubject>(Rule rule) => _engine?.Compile<TSubject>(_files.First(f => f.Name == rule.File), rule);
}
