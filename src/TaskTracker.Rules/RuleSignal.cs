namespace TaskTracker.Rules;

/// <summary>A rule that held for a subject for some days.</summary>
/// <param name="Subject">A name of the subject that stays the same from day to day.</param>
/// <param name="From">The first day, or the first day looked at where it held already.</param>
/// <param name="Until">The first day on which it no longer held; null where it still did on the last day looked at.</param>
public sealed record RuleSignal(string Subject, Rule Rule, DateOnly From, DateOnly? Until);

/// <summary>A subject whose facts can be told for every day of a span.</summary>
/// <param name="Subject">A name of the subject that stays the same from day to day.</param>
/// <param name="FactsOn">The facts of a day, by what was known on it; null where there was no such subject.</param>
/// <param name="Changes">The days on which the facts changed otherwise than by the days that pass, or the subject came or went, in any order.</param>
public sealed record FactHistory<TSubject>(string Subject, Func<DateOnly, TSubject?> FactsOn, IReadOnlyCollection<DateOnly> Changes);

/// <summary>A signal that two versions of the rules do not share.</summary>
/// <param name="Before">Null where it appears.</param>
/// <param name="After">Null where it vanishes. Where both are there it moves: it begins or ends on another day.</param>
public sealed record SignalDifference(RuleSignal? Before, RuleSignal? After)
{
    /// <summary>Of two signals of the same rule and subject, those with a day in common are one that moved; the names of workflow and rule tell which rule it is.</summary>
    /// <returns>By subject, workflow, rule and day; nothing for signals that are the same.</returns>
    public static IReadOnlyList<SignalDifference> Between(IEnumerable<RuleSignal> before, IEnumerable<RuleSignal> after)
    {
        var differences = new List<SignalDifference>();
        var afters = after.ToLookup(NameOf);
        var befores = before.ToLookup(NameOf);
        foreach (var name in befores.Select(g => g.Key).Union(afters.Select(g => g.Key)).Order())
        {
            var left = afters[name].OrderBy(s => s.From).ToList();
            foreach (var old in befores[name].OrderBy(s => s.From))
            {
                var now = left.FirstOrDefault(s => IsSame(s, old)) ?? left.FirstOrDefault(s => Overlap(s, old));
                if (now is null || !IsSame(now, old))
                {
                    differences.Add(new SignalDifference(old, now));
                }

                if (now is not null)
                {
                    left.Remove(now);
                }
            }

            differences.AddRange(left.Select(s => new SignalDifference(null, s)));
        }

        return differences;
    }

    private static (string Subject, string Workflow, string Rule) NameOf(RuleSignal signal) => (signal.Subject, signal.Rule.Workflow, signal.Rule.Name);

    private static bool IsSame(RuleSignal a, RuleSignal b) => a.From == b.From && a.Until == b.Until;

    private static bool Overlap(RuleSignal a, RuleSignal b) => a.From < (b.Until ?? DateOnly.MaxValue) && b.From < (a.Until ?? DateOnly.MaxValue);
}
