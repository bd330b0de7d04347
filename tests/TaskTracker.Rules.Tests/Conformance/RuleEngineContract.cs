using System.Text.Json;
using System.Text.Json.Nodes;

namespace TaskTracker.Rules.Tests.Conformance;

/// <summary>What every engine must say of the rules and facts in <c>tests/Conformance</c>.</summary>
public abstract class RuleEngineContract
{
    /// <summary>Null: our own.</summary>
    protected abstract IRuleEngine? Engine { get; }

    public static TheoryData<string> Files => [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Conformance"), "*.json").Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Verdicts_OfAConformanceFile_AreTheFiles(string file)
    {
        var conformance = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Conformance", file)))!;
        var loaded = RuleBook.Load([new RuleFile(file, conformance["workflow"]!.ToJsonString())], Sample.Vocabulary);
        loaded.Findings.ShouldBeEmpty();
        var book = Engine is { } engine ? loaded.Book!.DecidedBy(engine) : loaded.Book!;
        foreach (var example in conformance["cases"]!.AsArray())
        {
            var subject = SubjectWith(example!["facts"]!.AsObject());
            var outcomes = book.For<OrderSubject>().Rules.Select(r => (r.Rule.Name, Outcome: Outcome(r, subject)))
                .Concat(book.For<ShopSubject>().Rules.Select(r => (r.Rule.Name, Outcome: Outcome(r, new ShopSubject(subject.Shop))))).ToList();
            outcomes.Where(o => o.Outcome == true).Select(o => o.Name).ShouldBe(Names(example["holds"]), ignoreOrder: true, $"{file}: {example["facts"]}");
            outcomes.Where(o => o.Outcome is null).Select(o => o.Name).ShouldBe(Names(example["fails"]), ignoreOrder: true, $"{file}: {example["facts"]}");
        }
    }

    /// <returns>Null where it failed.</returns>
    private static bool? Outcome<TSubject>(CompiledRule<TSubject> rule, TSubject subject)
    {
        try
        {
            return rule.Holds(subject);
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static IEnumerable<string> Names(JsonNode? list) => list?.AsArray().Select(n => n!.GetValue<string>()) ?? [];

    private static OrderSubject SubjectWith(JsonObject facts)
    {
        var subject = JsonSerializer.SerializeToNode(Sample.Subject)!.AsObject();
        foreach (var (record, values) in facts)
        {
            foreach (var (name, value) in values!.AsObject())
            {
                subject[record]![name] = value?.DeepClone();
            }
        }

        return subject.Deserialize<OrderSubject>()!;
    }
}
