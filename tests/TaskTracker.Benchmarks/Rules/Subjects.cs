using System.Text.Json.Nodes;
using TaskTracker.Domain.Evaluation;

namespace TaskTracker.Benchmarks.Rules;

/// <summary>Invented subjects, the same in every run.</summary>
internal sealed class Subjects(int seed)
{
    private readonly Random _random = new(seed);

    public PlanSubject Plan() => new(PlanFacts());

    public TaskSubject Task() => new(PlanFacts(), TaskFacts());

    public IndicatorSubject Indicator() => new(PlanFacts(), new IndicatorFacts(Flag(30), 2023, Flag(60), _random.Next(0, 90), null, null, Flag(50) ? null : _random.Next(0, 300) / 10.0));

    public ResponsibilitySubject Responsibility() => new(PlanFacts(), TaskFacts(), ResponsibilityFacts());

    public ReportSubject Report() => new(PlanFacts(), TaskFacts(), ResponsibilityFacts(), Late() is var late
        ? new ReportFacts("2024Q3", Flag(40), new DateOnly(2024, 10, 14), Math.Max(0, -late), Math.Max(0, late)) : null!);

    public MilestoneSubject Milestone()
    {
        var left = _random.Next(-120, 400);
        return new MilestoneSubject(PlanFacts(), TaskFacts(), ResponsibilityFacts(), new MilestoneFacts(
            Flag(70), new DateOnly(2024, 11, 20).AddDays(left), Flag(80) ? "annual" : "printed", left, Math.Max(0, left * 5 / 7), Math.Max(0, -left * 5 / 7), Math.Max(0, -left), _random.Next(0, 101)));
    }

    /// <summary>The facts as the peers read them.</summary>
    public static JsonObject Flat(object subject)
    {
        var flat = new JsonObject();
        foreach (var fact in subject.GetType().GetProperties())
        {
            var record = fact.GetValue(subject)!;
            foreach (var value in FactVocabulary.Current.Members.Where(m => m.Fact.Equals(fact.Name, StringComparison.OrdinalIgnoreCase)))
            {
                flat[Predicate.Flat(value.Path)] = record.GetType().GetProperty(value.Path[(value.Fact.Length + 1)..])!.GetValue(record) switch
                {
                    bool flag => flag, int number => number, double number => number, string text => text, var other => other?.ToString(),
                };
            }
        }

        if (subject is MilestoneSubject milestone)
        {
            flat[Predicate.Flat("responsibility.ProgressPlus25")] = milestone.Responsibility.Progress + 25;
        }

        if (subject is IndicatorSubject indicator)
        {
            flat[Predicate.Flat("indicator.OffTargetOr0")] = indicator.Indicator.OffTarget ?? 0;
        }

        return flat;
    }

    private PlanFacts PlanFacts() => new(Flag(80) ? "Active" : "UnderEvaluation", _random.Next(-300, 1500), _random.Next(0, 900), _random.Next(0, 101));

    private TaskFacts TaskFacts() => new("一", Flag(10), _random.Next(0, 6), _random.Next(0, 4), _random.Next(0, 3), Flag(90));

    private ResponsibilityFacts ResponsibilityFacts() => new(Flag(50) ? "Lead" : "Joint", "InProgress", Flag(75), Flag(10), _random.Next(0, 40), _random.Next(0, 101), Flag(20) ? null : _random.Next(0, 200));

    private int Late() => _random.Next(-20, 30);

    private bool Flag(int percent) => _random.Next(100) < percent;
}
