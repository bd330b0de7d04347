using System.Linq.Expressions;
using TaskTracker.Rules.Expressions;
using TaskTracker.Rules.Foresight;

namespace TaskTracker.Rules;

/// <summary>The rules for one type of subject, in file order. Safe for use by many threads.</summary>
public sealed class RuleSet<TSubject>
{
    private const int Chunk = 64;
    private readonly Lazy<Func<TSubject, ulong>[]> _masks;

    /// <param name="ours">Whether our own code decides, so that the rules can be put together into one.</param>
    internal RuleSet(IReadOnlyList<CompiledRule<TSubject>> rules, bool ours)
    {
        Rules = rules;
        _masks = new Lazy<Func<TSubject, ulong>[]>(() => [.. Rules.Chunk(Chunk).Select(rules => ours ? MaskOf(rules) : OneByOne(rules))]);
    }

    public IReadOnlyList<CompiledRule<TSubject>> Rules { get; }

    /// <summary>How many words <see cref="Evaluate(TSubject, Span{ulong})"/> fills.</summary>
    public int MaskLength => (Rules.Count + Chunk - 1) / Chunk;

    /// <returns>The rules that hold.</returns>
    /// <exception cref="ArithmeticException">As for <see cref="CompiledRule{TSubject}.Holds"/>.</exception>
    public IReadOnlyList<CompiledRule<TSubject>> Evaluate(TSubject subject) => [.. Rules.Where(r => r.Holds(subject))];

    /// <summary>The same without allocation: bit i of word w is set when rule 64 w + i holds.</summary>
    /// <exception cref="ArithmeticException">As for <see cref="CompiledRule{TSubject}.Holds"/>.</exception>
    public void Evaluate(TSubject subject, Span<ulong> mask)
    {
        var masks = _masks.Value;
        for (var i = 0; i < masks.Length; i++)
        {
            mask[i] = masks[i](subject);
        }
    }

    /// <summary>The same for many subjects, without allocation.</summary>
    /// <param name="masks">As many times <see cref="MaskLength"/> words as there are subjects, all words of a subject together.</param>
    /// <exception cref="ArgumentException">There is no room for all masks.</exception>
    /// <exception cref="ArithmeticException">As for <see cref="CompiledRule{TSubject}.Holds"/>.</exception>
    public void Evaluate(ReadOnlySpan<TSubject> subjects, Span<ulong> masks)
    {
        var words = _masks.Value;
        if (masks.Length < subjects.Length * words.Length)
        {
            throw new ArgumentException($"{masks.Length} words are too few for {subjects.Length} subjects of {words.Length}.", nameof(masks));
        }

        for (var word = 0; word < words.Length; word++)
        {
            var mask = words[word];
            for (int i = 0, at = word; i < subjects.Length; i++, at += words.Length)
            {
                masks[at] = mask(subjects[i]);
            }
        }
    }

    /// <summary>The first day after <paramref name="today"/> on which the verdict of any rule can be another if no data changes; null where none ever can.</summary>
    /// <inheritdoc cref="CompiledRule{TSubject}.NextChange" path="/remarks"/>
    /// <param name="subject">The facts of <paramref name="today"/>.</param>
    public DateOnly? NextChange(TSubject subject, DateOnly today, WorkdayCount workdays)
    {
        DateOnly? first = null;
        foreach (var rule in Rules)
        {
            if (rule.NextChange(subject, today, workdays) is { } day && !(first <= day))
            {
                first = day;
            }
        }

        return first;
    }

    /// <summary>The signals of a history from one day to another, both included. It visits only the days on which something can change.</summary>
    /// <returns>By first day, and rules in file order.</returns>
    public IReadOnlyList<RuleSignal> Signals(FactHistory<TSubject> history, DateOnly from, DateOnly to, WorkdayCount workdays)
    {
        var changes = history.Changes.Where(d => d > from && d <= to).Distinct().Order().ToList();
        var signals = new List<RuleSignal>();
        var since = new DateOnly?[Rules.Count];
        var (mask, next) = (new ulong[MaskLength], 0);
        for (DateOnly? today = from; today is { } day && day <= to;)
        {
            var facts = history.FactsOn(day);
            Array.Clear(mask);
            if (facts is not null)
            {
                Evaluate(facts, mask);
            }

            for (var rule = 0; rule < since.Length; rule++)
            {
                var holds = (mask[rule / Chunk] >> (rule % Chunk) & 1) == 1;
                if (holds && since[rule] is null)
                {
                    since[rule] = day;
                }
                else if (!holds && since[rule] is { } began)
                {
                    signals.Add(new RuleSignal(history.Subject, Rules[rule].Rule, began, day));
                    since[rule] = null;
                }
            }

            while (next < changes.Count && changes[next] <= day)
            {
                next++;
            }

            today = facts is null ? null : NextChange(facts, day, workdays);
            if (next < changes.Count && !(today <= changes[next]))
            {
                today = changes[next];
            }
        }

        signals.AddRange(since.Select((began, rule) => (began, rule)).Where(s => s.began is not null).Select(s => new RuleSignal(history.Subject, Rules[s.rule].Rule, s.began!.Value, null)));
        return [.. signals.OrderBy(s => s.From)];
    }

    /// <returns>Null where the verdicts follow from more than numbers.</returns>
    internal Fingerprint<TSubject>? Fingerprint() => Foresight.Fingerprint<TSubject>.Of([.. Rules.Select(r => r.Checked)]);

    private static Func<TSubject, ulong> OneByOne(CompiledRule<TSubject>[] rules) => subject =>
    {
        var mask = 0UL;
        for (var i = 0; i < rules.Length; i++)
        {
            mask |= rules[i].Holds(subject) ? 1UL << i : 0;
        }

        return mask;
    };

    private static Func<TSubject, ulong> MaskOf(CompiledRule<TSubject>[] rules)
    {
        Expression mask = Expression.Constant(0UL);
        var subject = new SubjectCode<TSubject>(rules[0].Checked.Facts);
        for (var i = 0; i < rules.Length; i++)
        {
            mask = Expression.Or(mask, Expression.Condition(rules[i].Checked.Code, Expression.Constant(1UL << i), Expression.Constant(0UL)));
        }

        return subject.Compile<ulong>(mask);
    }
}
