using TaskTracker.Rules.Json;

namespace TaskTracker.Domain.Plans;

/// <summary>A name together with the place where a finding about it belongs.</summary>
public sealed record Named(string Name, JsonAt At);

internal static class MeasureFields
{
    public static Measure Read(JsonFields fields)
    {
        var measure = new Measure(fields.Text("subject"), fields.OneOf("op", PlanFileWords.Operators), fields.Number("value"), fields.OptionalText("unit") ?? "");
        fields.Done();
        return measure;
    }
}

internal static class NamedFields
{
    public static Named Name(this JsonFields fields, string name)
    {
        var (text, at) = fields.TextAt(name);
        return new Named(text, at);
    }

    public static IReadOnlyList<Named> OptionalNames(this JsonFields fields, string name) =>
        [.. fields.OptionalTextsAt(name).Select(t => new Named(t.Text, t))];

    /// <summary>Those that stand there again; a name that could not be read is none.</summary>
    public static IEnumerable<Named> Again(this IEnumerable<Named> names) => names.Where(n => n.Name.Length > 0).GroupBy(n => n.Name).SelectMany(g => g.Skip(1));
}
