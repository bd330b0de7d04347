using TaskTracker.Domain.Calendar;
using TaskTracker.Rules;

namespace TaskTracker.Domain.Evaluation;

/// <summary>Remembers for one calendar what rules' verdicts will do, for whoever asks about many days; not for several threads at once.</summary>
public sealed class Foresight(WorkCalendar calendar)
{
    private readonly Dictionary<object, object> _bySet = [];

    internal DateOnly? NextChange<TSubject>(RuleSet<TSubject> set, TSubject subject, DateOnly today)
    {
        if (!_bySet.TryGetValue(set, out var ahead))
        {
            _bySet[set] = ahead = new VerdictsAhead<TSubject>(set, calendar.WorkdaysBetween);
        }

        return ((VerdictsAhead<TSubject>)ahead).NextChange(subject, today);
    }
}
