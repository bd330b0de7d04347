using System.Globalization;
using System.Resources;
using System.Text.Json;
using System.Text.RegularExpressions;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Organisation;
using TaskTracker.Rules;

namespace TaskTracker.Words;

/// <summary>What the ledger's things are called, in mails and on pages, in one language.</summary>
internal sealed partial class LedgerWords(CultureInfo culture)
{
    private static readonly ResourceManager Resources = new("TaskTracker.Words.LedgerText", typeof(LedgerWords).Assembly);

    private static readonly (string Sign, string Known)[] Signs = [(">=", "≥"), ("<=", "≤"), ("==", "="), ("!=", "≠")];

    public static LedgerWords English { get; } = new(CultureInfo.GetCultureInfo("en"));

    public static LedgerWords Chinese { get; } = new(CultureInfo.GetCultureInfo("zh-CN"));

    public string this[string key] =>
        Resources.GetString(key, culture) ?? throw new KeyNotFoundException($"LedgerText has no \"{key}\".");

    public string Format(string key, params object[] values) => string.Format(culture, this[key], values);

    public string Of<T>(T value)
        where T : struct, Enum => this[$"{typeof(T).Name}.{value}"];

    public string Post(PostKind kind) => Of(kind);

    /// <summary>A reporting period by its name: <c>2024Q3</c> is 2024年三季度.</summary>
    public string Period(string period) => period.Length switch
    {
        6 when period[4] == 'Q' => Format("period.quarter", period[..4], this[$"quarter.{period[5]}"]),
        6 when period[4] == 'H' => Format("period.half", period[..4], this[$"half.{period[5]}"]),
        7 => Format("period.month", period[..4], period[5..].TrimStart('0')),
        _ => Format("period.year", period),
    };

    /// <summary>A unit that begins with a digit, such as 1/10万, would run into the number.</summary>
    public static string WithUnit(string number, string unit) => unit is [>= '0' and <= '9', ..] ? $"{number}（{unit}）" : number + unit;

    /// <summary>The values a rule read, each once, with their labels and units.</summary>
    public IEnumerable<(string Label, string Value)> Readings(string explanationJson)
    {
        var explanation = JsonSerializer.Deserialize<Explanation>(explanationJson)!;
        return Leaves(explanation.Condition).SelectMany(c => c.Readings).DistinctBy(r => r.Path).Select(r => (Label(r.Path), Value(r)));
    }

    /// <summary>A condition as its author wrote it, with the facts' labels for their names and signs that everybody knows: <c>已逾期 ≥ 15</c>.</summary>
    public string Condition(Condition condition)
    {
        var text = condition.Text;
        foreach (var path in condition.Readings.Select(r => r.Path).OrderByDescending(p => p.Length))
        {
            text = text.Replace(path, Label(path), StringComparison.Ordinal);
            text = QuotedWord().Replace(text, m => Resources.GetString($"fact.{path}.{m.Groups[1].Value}", culture) ?? m.Value);
        }

        foreach (var (sign, known) in Signs)
        {
            text = text.Replace(sign, known, StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>The values that one condition read.</summary>
    public IEnumerable<(string Label, string Value)> Readings(Condition condition) => condition.Readings.Select(r => (Label(r.Path), Value(r)));

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

    [GeneratedRegex("\"([A-Za-z]+)\"")]
    private static partial Regex QuotedWord();

    private bool IsEnglish => culture.TwoLetterISOLanguageName == "en";
}
