namespace TaskTracker.Rules.Sentences;

/// <summary>The same in two languages.</summary>
public sealed record Sentence(string Chinese, string English)
{
    internal static Sentence Plain(string text) => new(text, text);

    internal Sentence Map(Func<string, string> change) => new(change(Chinese), change(English));

    internal Sentence InBrackets() => new($"（{Chinese}）", $"({English})");

    internal Sentence Denied() => new($"并非（{Chinese}）", $"not ({English})");

    internal static Sentence Join(string chinese, string english, params IReadOnlyCollection<Sentence> parts) =>
        new(string.Join(chinese, parts.Select(p => p.Chinese)), string.Join(english, parts.Select(p => p.English)));
}
