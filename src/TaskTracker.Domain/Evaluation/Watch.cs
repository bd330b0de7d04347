using System.Globalization;
using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Rules;

namespace TaskTracker.Domain.Evaluation;

/// <summary>What a rule is about, by the ids of the ledger, and a name for it that stays the same from sweep to sweep.</summary>
public sealed record SubjectRef(string Key, int PlanId, int? TaskId = null, int? ResponsibilityId = null, int? MilestoneShareId = null, int? IndicatorId = null, int? DepartmentId = null)
{
    /// <summary>Why nobody is written to about the subject, whatever holds for it; null where there is no such reason.</summary>
    public NoticeOutcome? Quiet { get; init; }
}

/// <summary>A rule that holds for a subject today.</summary>
/// <param name="Explain">Made only where somebody will read it.</param>
/// <param name="Ahead">The rule of a higher level that will hold first if nobody acts.</param>
public sealed record Holding(SubjectRef Subject, Rule Rule, Consequence Consequence, Func<Explanation> Explain, Func<NextStep?> Ahead)
{
    /// <summary>The first day after today on which the rule's own verdict about the subject is another, if nothing is done; null where no such day comes.</summary>
    public Func<DateOnly?> Turns { get; init; } = () => null;

    /// <summary>The signal goes on by the version of the rule that it began with, though the rules in force have another.</summary>
    public bool IsKept { get; init; }
}

/// <param name="On">The first day on which the rule will hold.</param>
public sealed record NextStep(Rule Rule, int Level, DateOnly On);

/// <summary>A task with all that hangs on it, as read from the ledger.</summary>
public sealed record TaskInView(int Id, TaskState State, IReadOnlyList<ResponsibilityInView> Responsibilities);

public sealed record ResponsibilityInView(ResponsibilityStanding Standing, IReadOnlyList<MilestoneStanding> Milestones);

/// <summary>Puts the rules to the ledger on one day. Pure: the same ledger, rules, calendar and day give the same answer.</summary>
/// <param name="kept">What running signals began with; null: nothing that differs from <paramref name="rules"/>.</param>
/// <param name="foresight">Shared by the watches of many days over the same calendar, which then find the next change sooner and now and then name a day too early; null: none.</param>
public sealed partial class Watch(WatchRules rules, WorkCalendar calendar, DateOnly today, KeptRules? kept = null, Foresight? foresight = null)
{
    /// <summary>How far ahead the next step is looked for.</summary>
    private const int HorizonDays = 60;

    private readonly FactsOf _facts = new(calendar, today);

    /// <summary>Everything that holds for the task itself, its responsibilities, their reports and milestones.</summary>
    public IEnumerable<Holding> Task(Plan plan, TaskInView task) =>
        TaskAlone(plan, task).Concat(task.Responsibilities.SelectMany(r => Responsibility(plan, task, r)));

    public IEnumerable<Holding> Responsibility(Plan plan, TaskInView task, ResponsibilityInView responsibility) => Responsibility(plan, task, responsibility, alsoFalse: false);

    /// <summary>Every rule that was asked about the responsibility, also those that do not hold: <see cref="Explanation.Holds"/> tells them apart.</summary>
    public IEnumerable<Holding> Asked(Plan plan, TaskInView task, ResponsibilityInView responsibility) => Responsibility(plan, task, responsibility, alsoFalse: true);

    private IEnumerable<Holding> Responsibility(Plan plan, TaskInView task, ResponsibilityInView responsibility, bool alsoFalse) =>
        ResponsibilityAlone(plan, task.Id, task.State, responsibility.Standing, alsoFalse)
            .Concat(Report(plan, task.Id, task.State, responsibility.Standing, alsoFalse))
            .Concat(responsibility.Milestones.SelectMany(m => Milestone(plan, task.Id, task.State, responsibility.Standing, m, alsoFalse)));

    /// <summary>The worst light that a rule gives, else what the state gives.</summary>
    public static (Light Light, Rule? Rule) LightOf(ResponsibilityStanding responsibility, IEnumerable<Holding> holdings)
    {
        if (responsibility.ClosedOn is not null)
        {
            return (Light.Blue, null);
        }

        var worst = holdings.Where(h => h.Consequence.Light is not null).OrderByDescending(h => h.Consequence.Light).ThenByDescending(h => h.Consequence.Level ?? 0).FirstOrDefault();
        return worst is not null ? (worst.Consequence.Light!.Value, worst.Rule)
            : (responsibility.AcceptedOn is null ? Light.Grey : Light.Green, null);
    }

    private NoticeOutcome? QuietOf(ResponsibilityStanding responsibility) =>
        responsibility.State == ResponsibilityState.Suspended ? NoticeOutcome.Suspended
        : responsibility.SilencedUntil >= today ? NoticeOutcome.Silenced : null;

    private bool ThisYear(FactsOf facts) => facts.Today.Year == today.Year;

    /// <param name="at">The subject's facts on a day; null where the subject is none on that day, its year or period being another.</param>
    private IEnumerable<Holding> Hold<TSubject>(SubjectRef subject, Func<FactsOf, TSubject?> at, bool alsoFalse = false)
        where TSubject : class
    {
        var set = rules.Book.For<TSubject>();
        if ((set.Rules.Count == 0 && _kept.IsEmpty) || at(_facts) is not { } facts)
        {
            yield break;
        }

        var running = Running(subject.Key, facts);
        foreach (var (of, rule) in running)
        {
            yield return Of(of, rule) with { IsKept = true };
        }

        foreach (var rule in set.Rules)
        {
            if ((alsoFalse || rule.Holds(facts)) && !IsReplaced(rule, running))
            {
                yield return Of(rules, rule);
            }
        }

        Holding Of(WatchRules of, CompiledRule<TSubject> rule)
        {
            var consequence = of.Of(rule.Rule);
            return new Holding(subject, rule.Rule, consequence, () => rule.Explain(facts), () => Ahead(set, running, consequence.Level ?? 0, at)) { Turns = () => Turns(rule, at) };
        }
    }

    private NextStep? Ahead<TSubject>(RuleSet<TSubject> set, IEnumerable<(WatchRules Of, CompiledRule<TSubject> Rule)> kept, int level, Func<FactsOf, TSubject?> at)
        where TSubject : class
    {
        var higher = set.Rules.Where(r => rules.Of(r.Rule).Level > level).ToList();
        var running = kept.ToList();
        for (var day = today.AddDays(1); higher.Count > 0 && day <= today.AddDays(HorizonDays); day = day.AddDays(1))
        {
            if (at(new FactsOf(calendar, day)) is not { } facts)
            {
                continue;
            }

            running.RemoveAll(k => !k.Rule.Holds(facts));
            if (higher.Where(r => r.Holds(facts) && !IsReplaced(r, running)).MaxBy(r => rules.Of(r.Rule).Level) is { } next)
            {
                return new NextStep(next.Rule, rules.Of(next.Rule).Level!.Value, day);
            }
        }

        return null;
    }

    private static string Key(string kind, int id, string? part = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}:{id}{(part is null ? "" : ":")}{part}");
}
