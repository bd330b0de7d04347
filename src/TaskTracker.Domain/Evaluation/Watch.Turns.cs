using TaskTracker.Rules;

namespace TaskTracker.Domain.Evaluation;

public sealed partial class Watch
{
    /// <summary>
    /// The first day after today on which one rule's verdict about this subject is another, if nothing is done; also where the subject is none
    /// any more, its year or period being over. Null where no such day comes.
    /// </summary>
    private DateOnly? Turns<TSubject>(CompiledRule<TSubject> rule, Func<FactsOf, TSubject?> at)
        where TSubject : class
    {
        var facts = _facts;
        var holds = at(facts) is { } now && rule.Holds(now);
        for (var step = 0; ; step++)
        {
            if (at(facts) is not { } subject || rule.NextChange(subject, facts.Today, calendar.WorkdaysBetween) is not { } day)
            {
                return null;
            }

            facts = new FactsOf(calendar, day);
            if (step == MostSteps || holds != (at(facts) is { } then && rule.Holds(then)))
            {
                return day;
            }
        }
    }
}
