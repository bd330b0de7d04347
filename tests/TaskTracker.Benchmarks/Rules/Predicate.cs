using System.Globalization;
using System.Text.Json.Nodes;

namespace TaskTracker.Benchmarks.Rules;

/// <summary>A condition in the language of each engine. The peers get flat facts and sums computed beforehand, which favours them.</summary>
internal abstract record Predicate
{
    public abstract string CSharp { get; }
    public abstract JsonObject JsonRules { get; }
    public abstract string Zen { get; }

    public static Predicate All(params Predicate[] parts) => new Group(parts, "&&", "all", "and");

    public static Predicate Any(params Predicate[] parts) => new Group(parts, "||", "any", "or");

    public static Predicate Is(string fact, string sign, object value) => new Comparison(fact, sign, value);

    public static Predicate True(string fact) => new Comparison(fact, "==", true);

    public static Predicate False(string fact) => new Comparison(fact, "==", false);

    public static string Flat(string fact) => fact.Replace(".", "__", StringComparison.Ordinal);

    private sealed record Group(Predicate[] Parts, string Sign, string Key, string Word) : Predicate
    {
        public override string CSharp => "(" + string.Join($" {Sign} ", Parts.Select(p => p.CSharp)) + ")";
        public override JsonObject JsonRules => new() { [Key] = new JsonArray([.. Parts.Select(p => (JsonNode)p.JsonRules)]) };
        public override string Zen => "(" + string.Join($" {Word} ", Parts.Select(p => p.Zen)) + ")";
    }

    /// <param name="Value">A number, a flag, a text, or another fact.</param>
    private sealed record Comparison(string Fact, string Sign, object Value) : Predicate
    {
        public override string CSharp => Value is bool flag ? flag ? Fact : "!" + Fact : $"{Fact} {Sign} {Shown(fact: f => f)}";

        public override JsonObject JsonRules => new()
        {
            ["fact"] = Flat(Fact),
            ["operator"] = Sign switch { "==" => "equal", "!=" => "notEqual", "<" => "lessThan", "<=" => "lessThanInclusive", ">" => "greaterThan", _ => "greaterThanInclusive" },
            ["value"] = Value switch
            {
                bool flag => flag,
                int number => number,
                FactName other => new JsonObject { ["fact"] = Flat(other.Path) },
                _ => (string)Value,
            },
        };

        public override string Zen => Value is bool flag ? flag ? Flat(Fact) : "not " + Flat(Fact) : $"{Flat(Fact)} {Sign} {Shown(Flat)}";

        private string Shown(Func<string, string> fact) => Value switch
        {
            FactName other => fact(other.Path),
            string text => $"\"{text}\"",
            _ => string.Create(CultureInfo.InvariantCulture, $"{Value}"),
        };
    }
}

internal sealed record FactName(string Path);
