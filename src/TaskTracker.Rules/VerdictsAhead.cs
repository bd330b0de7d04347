using TaskTracker.Rules.Foresight;

namespace TaskTracker.Rules;

/// <summary>
/// Answers <see cref="RuleSet{TSubject}.NextChange"/> for many subjects and days of one calendar, each alike only once: subjects whose facts
/// count from the same days share what was found for one of them. Grows with the subjects that differ; not for several threads at once.
/// </summary>
public sealed class VerdictsAhead<TSubject>(RuleSet<TSubject> set, WorkdayCount workdays)
{
    private readonly Fingerprint<TSubject>? _fingerprint = set.Fingerprint();
    private readonly Dictionary<FingerprintKey, SortedList<DateOnly, DateOnly?>> _known = [];

    /// <inheritdoc cref="RuleSet{TSubject}.NextChange"/>
    public DateOnly? NextChange(TSubject subject, DateOnly today)
    {
        if (_fingerprint is null)
        {
            return set.NextChange(subject, today, workdays);
        }

        var key = _fingerprint.Of(subject);
        if (!_known.TryGetValue(key, out var spans))
        {
            _known[key] = spans = [];
        }

        // Between a day and the change found for it nothing changes, so that it is the next change of every day between.
        var before = LastUpTo(spans, today);
        if (before >= 0 && !(spans.Values[before] <= today))
        {
            return spans.Values[before];
        }

        var next = set.NextChange(subject, today, workdays);
        spans[today] = next;
        return next;
    }

    private static int LastUpTo(SortedList<DateOnly, DateOnly?> spans, DateOnly day)
    {
        var (low, high) = (0, spans.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = spans.Keys[middle] <= day ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}
