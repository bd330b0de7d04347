using System.Globalization;
using System.Reflection;
using TaskTracker.Rules.Json;

namespace TaskTracker.Rules.Comparison;

/// <summary>Puts the same subjects to two engines.</summary>
public static class EngineComparison
{
    private const int MadeUpSubjects = 400;

    /// <summary>Holds another engine against ours over subjects made up around what each rule compares with; the same ones each time.</summary>
    /// <returns>Of each rule the first subject about which they disagree. Both failing is no disagreement.</returns>
    public static IReadOnlyList<Finding> Differences(RuleBook book, IRuleEngine engine)
    {
        var compare = typeof(EngineComparison).GetMethod(nameof(OfMadeUp), BindingFlags.NonPublic | BindingFlags.Static)!;
        return [.. book.Vocabulary.Subjects.SelectMany(s => (IEnumerable<Finding>)compare.MakeGenericMethod(s).Invoke(null, [book, book.DecidedBy(engine), engine.Name])!)];
    }

    /// <summary>The same over subjects that are given.</summary>
    public static IReadOnlyList<Finding> Differences<TSubject>(RuleBook book, IRuleEngine engine, IReadOnlyList<TSubject> subjects) =>
        [.. Compare(book, book.DecidedBy(engine), engine.Name, (CompiledRule<TSubject> _) => subjects)];

    private static IEnumerable<Finding> OfMadeUp<TSubject>(RuleBook ours, RuleBook theirs, string name) =>
        Compare(ours, theirs, name, (CompiledRule<TSubject> rule) => new MadeUpFacts(rule.Rule, ours.Vocabulary).Subjects<TSubject>(MadeUpSubjects));

    private static IEnumerable<Finding> Compare<TSubject>(RuleBook ours, RuleBook theirs, string name, Func<CompiledRule<TSubject>, IEnumerable<TSubject>> subjects) =>
        ours.For<TSubject>().Rules.Zip(theirs.For<TSubject>().Rules)
            .Select(pair => subjects(pair.First).Select(s => Difference(pair.First, pair.Second, s, name)).FirstOrDefault(f => f is not null)).OfType<Finding>();

    private static Finding? Difference<TSubject>(CompiledRule<TSubject> ours, CompiledRule<TSubject> theirs, TSubject subject, string name)
    {
        var (here, there) = (Outcome(ours, subject), Outcome(theirs, subject));
        if (here.Verdict == there.Verdict)
        {
            return null;
        }

        var rule = ours.Rule;
        var values = string.Join(", ", rule.FactsRead.Where(p => !p.Contains("[]", StringComparison.Ordinal)).Select(p => $"{p} = {ValueAt(subject, p)}"));
        return new Finding(rule.File, rule.Line, rule.Column, "engines-differ",
            $"The engines disagree about rule \"{rule.Workflow}/{rule.Name}\": here it {here.InWords}, in {name} it {there.InWords}. Subject: {typeof(TSubject).Name} with {values}.");
    }

    /// <returns>The verdict is null where the engine failed.</returns>
    private static (bool? Verdict, string InWords) Outcome<TSubject>(CompiledRule<TSubject> rule, TSubject subject)
    {
        try
        {
            return rule.Holds(subject) ? (true, "holds") : (false, "does not hold");
        }
        catch (Exception e)
        {
            return (null, $"fails ({e.Message})");
        }
    }

    private static string ValueAt(object? subject, string path)
    {
        foreach (var name in path.Split('.'))
        {
            subject = subject?.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)!.GetValue(subject);
        }

        return subject switch
        {
            null => "null",
            string text => $"\"{text}\"",
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            System.Collections.ICollection list => $"{list.Count} items",
            _ => Convert.ToString(subject, CultureInfo.InvariantCulture)!,
        };
    }
}
