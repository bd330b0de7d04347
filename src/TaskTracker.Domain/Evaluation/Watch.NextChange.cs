using TaskTracker.Domain.Plans;
using TaskTracker.Rules;

namespace TaskTracker.Domain.Evaluation;

/// <summary>
/// The first day after today on which what the method of the same kind yields is another, if nothing is done: a rule begins to hold,
/// ceases to, or holds for the subject of another year or period, or a silence is over. Null where no such day comes. Never too late; for rules whose
/// comparisons can be foretold, as those shipped, it is that very day.
/// </summary>
public sealed partial class Watch
{
    /// <summary>Subjects of a year or period follow one another; beyond so many the day reached is given.</summary>
    private const int MostSteps = 400;

    /// <summary>For <see cref="Plan"/>.</summary>
    public DateOnly? NextChange(Plan plan) => NextChange(() => Key("plan", plan.Id), f => f.Plan(plan));

    /// <summary>For <see cref="Indicator"/>.</summary>
    public DateOnly? NextChange(Plan plan, Indicator indicator) =>
        NextChange(() => KeyOf(indicator), f => f.Indicator(plan, indicator), f => new DateOnly(f.Today.Year + 1, 1, 1), f => f.IndicatorMayBeOwedFrom(plan));

    /// <summary>For <see cref="Task"/>: the task itself and all that hangs on it.</summary>
    public DateOnly? NextChange(Plan plan, TaskInView task) =>
        task.Responsibilities.Select(r => NextChange(plan, task, r)).Append(NextChangeOfTask(plan, task)).Min();

    /// <summary>For the task alone, without its responsibilities.</summary>
    public DateOnly? NextChangeOfTask(Plan plan, TaskInView task) =>
        NextChange(() => KeyOfTask(task.Id), f => f.Task(plan, task.State), f => new DateOnly(f.Today.Year + 1, 1, 1));

    /// <summary>For <see cref="Responsibility(Plan, TaskInView, ResponsibilityInView)"/>: the responsibility, its report and its milestones.</summary>
    public DateOnly? NextChange(Plan plan, TaskInView task, ResponsibilityInView responsibility) =>
        responsibility.Milestones.Select(m => NextChange(plan, task.State, responsibility.Standing, m))
            .Append(NextChangeOfResponsibility(plan, task.State, responsibility.Standing))
            .Append(NextChangeOfReport(plan, task.State, responsibility.Standing))
            .Append(responsibility.Standing.SilencedUntil >= today ? responsibility.Standing.SilencedUntil.Value.AddDays(1) : null)
            .Min();

    /// <summary>For <see cref="ResponsibilityAlone"/>.</summary>
    public DateOnly? NextChangeOfResponsibility(Plan plan, TaskState task, ResponsibilityStanding standing) =>
        NextChange(() => KeyOf(standing), f => f.Responsibility(plan, task, standing));

    /// <summary>For <see cref="Report"/>.</summary>
    public DateOnly? NextChangeOfReport(Plan plan, TaskState task, ResponsibilityStanding standing) =>
        NextChange(
        () => KeyOfReport(standing, _facts.Report(plan, task, standing)!.Report.Period),
        f => f.Report(plan, task, standing), f => f.Report(plan, task, standing)!.Report.NextPeriod, f => f.ReportMayBeWantedFrom(plan, task, standing));

    /// <summary>For <see cref="Milestone"/>.</summary>
    public DateOnly? NextChange(Plan plan, TaskState task, ResponsibilityStanding standing, MilestoneStanding milestone) =>
        NextChange(() => KeyOf(milestone), f => f.Milestone(plan, task, standing, milestone));

    /// <param name="key">Of the subject, asked only where there is one today.</param>
    /// <param name="at">The subject's facts on a day; null where there is none.</param>
    /// <param name="ends">The first day of the next year's or period's subject, where the subject is one of a year or period.</param>
    /// <param name="begins">The next day on which there may be one although there is none today.</param>
    private DateOnly? NextChange<TSubject>(Func<string> key, Func<FactsOf, TSubject?> at, Func<FactsOf, DateOnly>? ends = null, Func<FactsOf, DateOnly?>? begins = null)
        where TSubject : class
    {
        var running = !_kept.IsEmpty && at(_facts) is { } facts ? Running(key(), facts) : [];
        var inForce = NextChangeBeside(running, at, ends, begins);
        var kept = running.Min(k => Turns(k.Rule, at));
        return kept < inForce ? kept : inForce ?? kept;
    }

    /// <summary>The next change of the rules in force, but for those in whose place kept rules decide.</summary>
    private DateOnly? NextChangeBeside<TSubject>(
        List<(WatchRules Of, CompiledRule<TSubject> Rule)> running, Func<FactsOf, TSubject?> at, Func<FactsOf, DateOnly>? ends, Func<FactsOf, DateOnly?>? begins)
        where TSubject : class
    {
        var set = rules.Book.For<TSubject>();
        if (set.Rules.Count == 0 && running.Count == 0)
        {
            return null;
        }

        var (now, then) = (new ulong[set.MaskLength], new ulong[set.MaskLength]);
        var replaced = running.Count == 0 ? [] : Enumerable.Range(0, set.Rules.Count).Where(i => IsReplaced(set.Rules[i], running)).ToList();
        Hold(at(_facts), now);
        var holds = running.Count > 0 || now.Any(word => word != 0);
        var facts = _facts;
        for (var step = 0; ; step++)
        {
            var subject = at(facts);
            var next = subject is null ? begins?.Invoke(facts) : foresight is null ? set.NextChange(subject, facts.Today, calendar.WorkdaysBetween) : foresight.NextChange(set, subject, facts.Today);
            if (holds && subject is not null && ends?.Invoke(facts) is { } end && !(next < end))
            {
                return end;
            }

            if (next is not { } day || step == MostSteps)
            {
                return next;
            }

            if (foresight is not null && subject is not null)
            {
                // Looking costs less than making sure that there is something to see.
                return day;
            }

            facts = new FactsOf(calendar, day);
            Hold(at(facts), then);
            if (!then.AsSpan().SequenceEqual(now))
            {
                return day;
            }
        }

        void Hold(TSubject? subject, ulong[] mask)
        {
            Array.Clear(mask);
            if (subject is not null)
            {
                set.Evaluate(subject, mask);
            }

            foreach (var rule in replaced)
            {
                mask[rule / 64] &= ~(1UL << rule);
            }
        }
    }
}
