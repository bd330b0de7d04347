using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Rules;
using static TaskTracker.Benchmarks.Rules.Predicate;

namespace TaskTracker.Benchmarks.Rules;

/// <summary>Subjects of one kind, the rules about them, and the same rules in the other tongues.</summary>
internal abstract class RuleWorld(string name, IReadOnlyList<Predicate> predicates)
{
    public string Name => name;
    public IReadOnlyList<Predicate> Predicates => predicates;
    public abstract int Subjects { get; }
    public abstract int Rules { get; }

    /// <summary>The masks of the engine and of the handwritten code, for comparison.</summary>
    public abstract ulong[] Masks { get; }

    public abstract void Engine();

    public abstract void Hand();

    public abstract bool HandAgrees();

    public abstract IEnumerable<object> Everybody();

    /// <returns>The rules of one subject explained, and every sentence made.</returns>
    public abstract int Explain(int subject);

    public static IReadOnlyList<RuleWorld> Shipped(RuleBook book, int size)
    {
        var source = new Subjects(1);
        return
        [
            new RuleWorld<MilestoneSubject>("milestone", book, Handwritten.Milestone, Many(size / 2, source.Milestone),
            [
                All(True("milestone.IsOpen"), Is("milestone.DaysLeft", ">", 30), Is("milestone.DaysLeft", "<=", 90), Is("responsibility.Progress", "<", 50)),
                All(True("milestone.IsOpen"), Is("milestone.DaysLeft", ">", 7), Is("milestone.DaysLeft", "<=", 30), Is("responsibility.Progress", "<", 80)),
                All(True("milestone.IsOpen"), Is("milestone.DaysLeft", ">=", 0), Is("milestone.DaysLeft", "<=", 7), Is("responsibility.Progress", "<", 100)),
                All(True("milestone.IsOpen"), Is("milestone.WorkdaysOverdue", ">=", 1)),
                All(True("milestone.IsOpen"), Is("milestone.WorkdaysOverdue", ">=", 5)),
                All(True("milestone.IsOpen"), Is("milestone.WorkdaysOverdue", ">=", 15)),
                All(True("milestone.IsOpen"), Is("milestone.Origin", "==", "annual"), Is("milestone.DaysLeft", ">", 7), True("responsibility.IsAccepted"),
                    Is("responsibility.ProgressPlus25", "<", new FactName("milestone.TimeGone"))),
            ]),
            new RuleWorld<ResponsibilitySubject>("responsibility", book, Handwritten.Responsibility, Many(size / 5, source.Responsibility),
            [
                All(False("responsibility.IsAccepted"), False("responsibility.IsClosed"), Is("responsibility.WorkdaysWaiting", ">", 5)),
                All(False("responsibility.IsAccepted"), False("responsibility.IsClosed"), Is("responsibility.WorkdaysWaiting", ">", 15)),
            ]),
            new RuleWorld<ReportSubject>("report", book, Handwritten.Report, Many(size / 5, source.Report),
            [
                All(True("responsibility.IsAccepted"), False("report.IsFiled"), Is("report.WorkdaysLate", "==", 0), Is("report.WorkdaysLeft", "<=", 3)),
                All(True("responsibility.IsAccepted"), False("report.IsFiled"), Is("report.WorkdaysLate", ">=", 1)),
                All(True("responsibility.IsAccepted"), False("report.IsFiled"), Is("report.WorkdaysLate", ">=", 10)),
            ]),
            new RuleWorld<IndicatorSubject>("indicator", book, Handwritten.Indicator, Many(size / 20, source.Indicator),
            [
                All(False("indicator.IsObserved"), Is("indicator.DaysLate", ">=", 1)),
                All(False("indicator.IsBinding"), Is("indicator.OffTargetOr0", ">", 0)),
                All(True("indicator.IsBinding"), Is("indicator.OffTargetOr0", ">", 0)),
            ]),
            new RuleWorld<TaskSubject>("task", book, Handwritten.Task, Many(size / 20, source.Task),
            [
                All(True("task.InPeriod"), Is("task.MilestonesThisYear", "==", 0), Any(Is("task.Responsibilities", "==", 0), Is("task.OpenResponsibilities", ">", 0)), Is("plan.WorkdaysActive", ">=", 20)),
                All(True("task.InPeriod"), Is("task.Responsibilities", "==", 0), Is("plan.WorkdaysActive", ">=", 5)),
            ]),
            new RuleWorld<PlanSubject>("plan", book, Handwritten.Plan, Many(10, source.Plan), [All(Is("plan.State", "==", "Active"), Is("plan.DaysLeft", "<", 0))]),
        ];
    }

    public static RuleWorld Generated(int size, int rules)
    {
        var random = new Random(2);
        string[] numbers = ["milestone.DaysLeft", "milestone.WorkdaysOverdue", "milestone.WorkdaysLeft", "milestone.TimeGone", "responsibility.Progress", "responsibility.WorkdaysWaiting", "task.OpenResponsibilities", "plan.WorkdaysActive"];
        string[] flags = ["milestone.IsOpen", "responsibility.IsAccepted", "task.InPeriod", "task.IsSafeguard"];
        string[] signs = ["<", "<=", ">", ">=", "==", "!="];
        Predicate Atom() => random.Next(4) switch
        {
            0 => random.Next(4) == 0 ? False(flags[random.Next(flags.Length)]) : True(flags[random.Next(flags.Length)]),
            1 when random.Next(3) == 0 => Is("milestone.Origin", "==", random.Next(2) == 0 ? "annual" : "printed"),
            _ => Is(numbers[random.Next(numbers.Length)], signs[random.Next(signs.Length)], random.Next(0, 100)),
        };
        Predicate[] predicates = [.. Enumerable.Range(0, rules).Select(_ =>
            All([True("milestone.IsOpen"), .. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(4) == 0 ? Any(Atom(), Atom()) : Atom())]))];
        var files = new RuleFile("generated.json", JsonSerializer.Serialize(new
        {
            WorkflowName = "generated",
            Rules = predicates.Select((p, i) => new { RuleName = $"r{i}", Expression = p.CSharp }),
        }));
        var loaded = RuleBook.Load([files], Vocabulary.Of(typeof(MilestoneSubject)));
        var book = loaded.Book ?? throw new InvalidOperationException(string.Join('\n', loaded.Findings));
        return new RuleWorld<MilestoneSubject>("generated", book, Compiled(predicates), Many(size, new Subjects(3).Milestone), predicates);
    }

    /// <summary>What the C# compiler makes of the same predicates, as a method like those in <see cref="Handwritten"/>.</summary>
    private static Func<MilestoneSubject, ulong> Compiled(IReadOnlyList<Predicate> predicates)
    {
        string Code(string csharp) => new[] { "milestone", "responsibility", "task", "plan" }.Aggregate(csharp, (code, fact) => code.Replace($"{fact}.", $"s.{char.ToUpperInvariant(fact[0])}{fact[1..]}.", StringComparison.Ordinal));
        var lines = predicates.Select((p, i) => string.Create(CultureInfo.InvariantCulture, $"({Code(p.CSharp)} ? {1UL << i}UL : 0UL)"));
        var tree = CSharpSyntaxTree.ParseText($"public static class Hand {{ public static ulong Mask({typeof(MilestoneSubject).FullName} s) => {string.Join("\n | ", lines)}; }}");
        var compilation = CSharpCompilation.Create("Hand", [tree],
            AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic && a.Location.Length > 0).Select(a => MetadataReference.CreateFromFile(a.Location)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        return result.Success
            ? Assembly.Load(stream.ToArray()).GetType("Hand")!.GetMethod("Mask")!.CreateDelegate<Func<MilestoneSubject, ulong>>()
            : throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }

    private static T[] Many<T>(int count, Func<T> make) => [.. Enumerable.Range(0, Math.Max(1, count)).Select(_ => make())];
}

internal sealed class RuleWorld<TSubject>(string name, RuleBook book, Func<TSubject, ulong> hand, TSubject[] subjects, IReadOnlyList<Predicate> predicates) : RuleWorld(name, predicates)
    where TSubject : notnull
{
    private readonly RuleSet<TSubject> _set = book.For<TSubject>();
    private readonly ulong[] _byHand = new ulong[subjects.Length];

    public override int Subjects => subjects.Length;
    public override int Rules => _set.Rules.Count;
    public override ulong[] Masks { get; } = new ulong[subjects.Length];

    public override void Engine() => _set.Evaluate(subjects, Masks);

    public override void Hand()
    {
        var masks = _byHand;
        for (var i = 0; i < subjects.Length; i++)
        {
            masks[i] = hand(subjects[i]);
        }
    }

    public override bool HandAgrees() => Masks.AsSpan().SequenceEqual(_byHand);

    public override IEnumerable<object> Everybody() => subjects.Cast<object>();

    public override int Explain(int subject)
    {
        var length = 0;
        foreach (var rule in _set.Rules)
        {
            length += Sentences(rule.Explain(subjects[subject]).Condition);
        }

        return length;
    }

    private static int Sentences(Condition condition) => condition.Chinese.Length + condition.English.Length + condition.Parts.Sum(Sentences);
}
