namespace TaskTracker.Rules;

/// <summary>An engine that reads the same files by a reader of its own. Ours stands in <see cref="RuleBook"/>; another can decide in its place or be held against it.</summary>
public interface IRuleEngine
{
    string Name { get; }

    /// <param name="file">Loaded by our reader without findings.</param>
    /// <param name="rule">A rule of that file whose subject is <typeparamref name="TSubject"/>.</param>
    /// <returns>Whether the rule holds for a subject; used by many threads. It throws where the rule cannot be read or evaluated: a failure is never a "does not hold".</returns>
    Func<TSubject, bool> Compile<TSubject>(RuleFile file, Rule rule);
}
