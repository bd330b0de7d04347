using System.Globalization;
using System.Text.RegularExpressions;
using TaskTracker.Rules.Facts;
using TaskTracker.Rules.Json;

namespace TaskTracker.Rules.Comparison;

/// <summary>Subjects whose values lie at and beside what a rule compares with, where engines that read it otherwise part ways.</summary>
internal sealed partial class MadeUpFacts
{
    private static readonly DateOnly SomeDay = new(2024, 2, 29);

    private readonly Vocabulary _vocabulary;
    private readonly decimal[] _numbers;
    private readonly string[] _words;
    private readonly Random _random = new(1);

    public MadeUpFacts(Rule rule, Vocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        var code = string.Join('\n', Texts(rule.At));
        decimal[] around = [0, .. Number().Matches(code).Select(m => decimal.TryParse(m.Value, CultureInfo.InvariantCulture, out var n) ? n : 0)];
        _numbers = [.. around.SelectMany(n => new[] { n - 1, n, n + 1, n + 0.5m, -n }).Distinct()];
        _words = ["", "甲", .. Quoted().Matches(code).Select(m => Regex.Unescape(m.Groups[1].Value)).SelectMany(w => new[] { w, w + "x" }).Distinct()];
    }

    public IEnumerable<TSubject> Subjects<TSubject>(int count) => Enumerable.Range(0, count).Select(_ => (TSubject)Record(typeof(TSubject)));

    private object Record(Type type)
    {
        var facts = _vocabulary.IsRecord(type) ? _vocabulary.PropertiesOfRecord(type) : null;
        var constructor = type.GetConstructors().Where(c => c.GetParameters() is not [{ ParameterType: var only }] || only != type).MaxBy(c => c.GetParameters().Length)!;
        var parameters = constructor.GetParameters();
        var record = constructor.Invoke([.. parameters.Select(p => Value(p.ParameterType, facts?.GetValueOrDefault(p.Name!)))]);
        foreach (var property in facts?.Values.Where(f => f.Property.CanWrite && parameters.All(p => p.Name != f.Name)) ?? [])
        {
            property.Property.SetValue(record, Value(property.Type, property));
        }

        return record;
    }

    private object? Value(Type type, FactProperty? fact)
    {
        if (fact is { MayBeMissing: true } && _random.Next(4) == 0)
        {
            return null;
        }

        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare switch
        {
            _ when bare == typeof(bool) => _random.Next(2) == 0,
            _ when bare == typeof(int) => (int)decimal.Clamp(decimal.Floor(Between(fact)), int.MinValue, int.MaxValue),
            _ when bare == typeof(long) => (long)decimal.Clamp(decimal.Floor(Between(fact)), long.MinValue, long.MaxValue),
            _ when bare == typeof(decimal) => Between(fact),
            _ when bare == typeof(double) => (double)Between(fact),
            _ when bare == typeof(string) => fact is { Words.Values: { Length: > 0 } values } ? values[_random.Next(values.Length)] : _words[_random.Next(_words.Length)],
            _ when bare == typeof(DateOnly) => SomeDay.AddDays(_random.Next(-2, 3)),
            _ when fact?.ItemType is { } item => ListOf(item),
            _ => Record(bare),
        };
    }

    private decimal Between(FactProperty? fact)
    {
        var number = _numbers[_random.Next(_numbers.Length)];
        return fact is { Words: { } words } && (number < (decimal)Or(words.Minimum, int.MinValue) || number > (decimal)Or(words.Maximum, int.MaxValue)) ? -number > 0 ? -number : 0 : number;
    }

    private static double Or(double limit, double otherwise) => double.IsNaN(limit) ? otherwise : limit;

    private Array ListOf(Type item)
    {
        var list = Array.CreateInstance(item, _random.Next(4));
        for (var i = 0; i < list.Length; i++)
        {
            list.SetValue(Value(item, null), i);
        }

        return list;
    }

    private static IEnumerable<string> Texts(JsonAt at) => at.Kind == JsonKind.String
        ? [at.Text]
        : at.Items.Concat(at.Members.Where(m => m.Name is "Expression" or "Rules" or "LocalParams").Select(m => m.Value)).SelectMany(Texts);

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Quoted();
}
