using System.Globalization;
using System.Resources;
using System.Text.Json;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Organisation;
using TaskTracker.Rules;

namespace TaskTracker.Words;

/// <summary>What the ledger's things are called, in mails and on pages, in one language.</summary>
internal sealed class LedgerWords(CultureInfo culture)
{
    private static readonly ResourceManager Resources = new("TaskTracker.Words.LedgerText", typeof(LedgerWords).Assembly);

    public static LedgerWords Chinese { get; } = new(CultureInfo.GetCultureInfo("zh-CN"));

    public string this[string key] =>
        Resources.GetString(key, culture) ?? throw new KeyNotFoundException($"LedgerText has no \"{key}\".");

    public string Format(string key, params object[] values) => string.Format(culture, this[key], values);

    public string Of<T>(T value)
        where T : struct, Enum => this[$"{typeof(T).Name}.{value}"];

    public string Post(PostKind kind) => Of(kind);

    /// <summary>The values a rule read, each once, with their labels and units.</summary>
    public IEnumerable<(string Label, string Value)> Readings(string explanationJson)
    {
        var explanation = JsonSerializer.Deserialize<Explanation>(explanationJson)!;
        return Leaves(explanation.Condition).SelectMany(c => c.Readings).DistinctBy(r => r.Path).Select(r => (Label(r.Path), Value(r)));
    }

    private static IEnumerable<Condition> Leaves(Condition condition) =>
        condition.Parts.Count == 0 ? [condition] : condition.Parts.SelectMany(Leaves);

    private string Label(string path) => FactVocabulary.Current.Find(path) is { } member ? IsEnglish ? member.Words.English : member.Words.Chinese : path;

    private string Value(Reading reading)
    {
        if (reading.Value is null)
        {
            return this["value.missing"];
        }

        var text = reading.Value switch
        {
            "true" or "True" => this["value.yes"],
            "false" or "False" => this["value.no"],
            _ => Resources.GetString($"fact.{reading.Path}.{reading.Value}", culture) ?? reading.Value,
        };
        var unit = FactVocabulary.Current.Find(reading.Path)?.Words is { } words ? IsEnglish ? words.EnglishUnit : words.Unit : "";
        return unit.Length == 0 ? text : unit == "%" ? $"{text}%" : $"{text} {unit}";
    }

    private bool IsEnglish => culture.TwoLetterISOLanguageName == "en";
}
