using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Plans;
using TaskTracker.Features.Parts;
using TaskTracker.Rules;
using TaskTracker.Words;
using Condition = TaskTracker.Features.Parts.Condition;
using Explanation = TaskTracker.Rules.Explanation;

namespace TaskTracker.Features.Responsibilities;

/// <summary>The light that shows next if nobody acts, and why.</summary>
internal sealed record NextLight(DateOnly On, Light Light, string? Sentence);

/// <summary>Puts the rules to one responsibility today and says in words what came of it.</summary>
/// <param name="kept">What its running signals began with.</param>
internal sealed class ExplainLight(WatchRules rules, WorkCalendar calendar, DateOnly today, LedgerWords words, KeptRules kept)
{
    /// <summary>How far ahead the next change of light is looked for.</summary>
    public const int HorizonDays = 90;

    /// <param name="Light">By what the ledger says today; the stored light follows with the next evaluation.</param>
    /// <param name="Holding">Those that hold, worst first.</param>
    /// <param name="Others">Those that do not.</param>
    public sealed record Answer(Light Light, IReadOnlyList<Why> Holding, IReadOnlyList<Why> Others, NextLight? Next);

    public Answer Of(Plan plan, TaskInView task, ResponsibilityInView responsibility)
    {
        // What is reached is no longer watched; its rules would only fill the page with noes.
        var open = responsibility with { Milestones = [.. responsibility.Milestones.Where(m => m.MetOn is null)] };
        var asked = new Watch(rules, calendar, today, kept).Asked(plan, task, open).Select(h => (Holding: h, Explanation: h.Explain())).ToList();
        var holding = asked.Where(a => a.Explanation.Holds).OrderByDescending(a => a.Holding.Consequence.Light).ThenByDescending(a => a.Holding.Consequence.Level).ToList();
        return new(
            Watch.LightOf(responsibility.Standing, holding.Select(a => a.Holding)).Light,
            [.. holding.Select(a => WhyOf(a.Holding, a.Explanation, open))],
            [.. asked.Where(a => !a.Explanation.Holds).Select(a => WhyOf(a.Holding, a.Explanation, open))],
            NextLightOf(plan, task, open));
    }

    private NextLight? NextLightOf(Plan plan, TaskInView task, ResponsibilityInView responsibility)
    {
        var holdings = On(today, kept);
        var (now, _) = Watch.LightOf(responsibility.Standing, holdings);
        var running = kept;
        for (var day = today.AddDays(1); day <= today.AddDays(HorizonDays); day = day.AddDays(1))
        {
            running = running.Among(holdings);
            holdings = On(day, running);
            if (Watch.LightOf(responsibility.Standing, holdings) is var (light, rule) && light != now)
            {
                return new(day, light, rule is null ? null : Sentence(rule));
            }
        }

        return null;

        List<Holding> On(DateOnly day, KeptRules its) => [.. new Watch(rules, calendar, day, its).Responsibility(plan, task, responsibility)];
    }

    private Why WhyOf(Holding holding, Explanation explanation, ResponsibilityInView responsibility)
    {
        var kind = holding.Subject.Key[..holding.Subject.Key.IndexOf(':', StringComparison.Ordinal)];
        var about = kind switch
        {
            "milestone" => responsibility.Milestones.First(m => m.Id == holding.Subject.MilestoneShareId).Text,
            "report" => words.Period(holding.Subject.Key[(holding.Subject.Key.LastIndexOf(':') + 1)..]),
            _ => null,
        };
        var next = explanation.Holds ? holding.Ahead() : null;
        return new(holding.Consequence.Light, holding.Consequence.Level, Sentence(holding.Rule), about, $"{holding.Rule.Workflow}/{holding.Rule.Name}", holding.Rule.Version,
            ConditionsOf(explanation.Condition), next is null ? null : new(next.On, next.Level, Sentence(next.Rule)), explanation.Holds ? words[$"stops.{kind}"] : null,
            holding.Subject.Key, holding.Turns(), holding.IsKept);
    }

    /// <summary>The conditions that all must hold stand side by side, without a line for the "all" above them.</summary>
    private IReadOnlyList<Condition> ConditionsOf(TaskTracker.Rules.Condition condition) =>
        condition.Kind == ConditionKind.All ? [.. condition.Parts.Select(InWords)] : [InWords(condition)];

    private Condition InWords(TaskTracker.Rules.Condition condition)
    {
        if (condition is { Kind: ConditionKind.Not, Parts: [{ Kind: ConditionKind.Test, Parts: [] } test] })
        {
            // "not accepted: no" is harder to read than "accepted: no".
            return InWords(test) with { Holds = condition.Verdict };
        }

        if (condition.Kind != ConditionKind.Test)
        {
            return new(words[$"condition.{condition.Kind}"], "", condition.Verdict, [.. condition.Parts.Select(InWords)]);
        }

        var readings = words.Readings(condition).ToList();
        return condition.Readings is [var only] && only.Path == condition.Text
            ? new(words.Format("condition.flag", readings[0].Label, readings[0].Value), "", condition.Verdict, [])
            : new(words.Condition(condition), string.Join(words["condition.separator"], readings.Select(r => words.Format("condition.value", r.Label, r.Value))), condition.Verdict, []);
    }

    private static string Sentence(Rule rule) => rule.Sentence.Length == 0 ? rule.Name : rule.Sentence;
}
