using System.Linq.Expressions;
using TaskTracker.Rules.Expressions;

namespace TaskTracker.Rules.Foresight;

/// <summary>A rule's verdicts ahead of today.</summary>
internal sealed class Outlook<TSubject>
{
    /// <summary>With more watchpoints no combination of them is tried.</summary>
    private const int MostTried = 6;

    private delegate bool Verdict(TSubject subject, DateOnly day, WorkdayCount workdays, uint open, uint assumed);

    private delegate int Order(TSubject subject, DateOnly day, WorkdayCount workdays);

    private readonly Verdict _verdict;
    private readonly IReadOnlyList<Order> _orders;
    private readonly IReadOnlyList<Func<TSubject, DateOnly?>> _until;
    private readonly bool _moves;
    private readonly bool _isErratic;

    /// <summary>A bit for each watchpoint, and for each erratic one; 0 where there are too many to try.</summary>
    private readonly uint _all, _erratic;

    public Outlook(CheckedRule rule)
    {
        var (found, until) = Watchpoints.In(rule.Code, rule.Vocabulary);
        var day = Expression.Parameter(typeof(DateOnly), "day");
        var workdays = Expression.Parameter(typeof(WorkdayCount), "workdays");
        var (open, assumed) = (Expression.Parameter(typeof(uint), "open"), Expression.Parameter(typeof(uint), "assumed"));
        var subject = new SubjectCode<TSubject>(rule.Facts);
        TDelegate Compile<TDelegate>(Expression code, params ParameterExpression[] more) =>
            Expression.Lambda<TDelegate>(subject.Visit(code), [subject.Subject, day, workdays, .. more]).Compile();

        var ahead = new Ahead(rule.Vocabulary, day, workdays);
        (_moves, _isErratic) = (found.Count > 0, found.Any(f => f.Motion == Motion.Erratic));
        var openable = (found.Count > MostTried ? [] : found).Select((f, i) => (f.Code, f.Motion, Bit: 1u << i)).ToList();
        _all = openable.Aggregate(0u, (bits, f) => bits | f.Bit);
        _erratic = openable.Where(f => f.Motion == Motion.Erratic).Aggregate(0u, (bits, f) => bits | f.Bit);
        _verdict = Compile<Verdict>(new Opened(ahead, openable.ToDictionary(f => f.Code, f => f.Bit), open, assumed).Visit(rule.Code)!, open, assumed);
        _orders = [.. found.Where(f => f.Motion != Motion.Erratic).Select(f => Compile<Order>(ahead.OrderOf((BinaryExpression)f.Code)))];
        _until = [.. until.Select(subject.Compile<DateOnly?>)];
    }

    public DateOnly? NextChange(TSubject subject, DateOnly today, WorkdayCount workdays)
    {
        if (today == DateOnly.MaxValue)
        {
            return null;
        }

        try
        {
            return Next(subject, today, workdays);
        }
        catch (ArithmeticException)
        {
            return today.AddDays(1);
        }
    }

    private DateOnly? Next(TSubject subject, DateOnly today, WorkdayCount workdays)
    {
        var limit = Limit(subject, today);
        var verdict = _verdict(subject, today, workdays, 0, 0);
        if (!_moves || (_all != 0 && !CanDiffer(subject, today, workdays, _all, verdict)))
        {
            return limit;
        }

        for (var day = today; ;)
        {
            var tomorrow = day.AddDays(1);
            if (_isErratic && (_erratic == 0 || CanDiffer(subject, tomorrow, workdays, _erratic, verdict)))
            {
                return tomorrow;
            }

            if (FirstTurn(subject, day, limit ?? DateOnly.MaxValue, workdays) is not { } turn || turn >= limit)
            {
                return limit;
            }

            if (_verdict(subject, turn, workdays, 0, 0) != verdict || (_isErratic && CanDiffer(subject, turn, workdays, _erratic, verdict)))
            {
                return turn;
            }

            if (turn == DateOnly.MaxValue)
            {
                return null;
            }

            day = turn;
        }
    }

    private DateOnly? Limit(TSubject subject, DateOnly today)
    {
        DateOnly? limit = null;
        foreach (var until in _until)
        {
            if (until(subject) is { } day && !(limit <= day))
            {
                limit = day > today ? day : today.AddDays(1);
            }
        }

        return limit;
    }

    private bool CanDiffer(TSubject subject, DateOnly day, WorkdayCount workdays, uint open, bool verdict)
    {
        // All subsets of the open bits.
        var assumed = open;
        while (true)
        {
            if (_verdict(subject, day, workdays, open, assumed) != verdict)
            {
                return true;
            }

            if (assumed == 0)
            {
                return false;
            }

            assumed = (assumed - 1) & open;
        }
    }

    private DateOnly? FirstTurn(TSubject subject, DateOnly day, DateOnly last, WorkdayCount workdays)
    {
        DateOnly? first = null;
        foreach (var order in _orders)
        {
            if (FirstTurn(order, subject, day, first ?? last, workdays) is { } turn)
            {
                first = turn;
            }
        }

        return first;
    }

    /// <summary>The two sides of a comparison only ever draw nearer, meet, and part, so the first day of another order can be searched by halves.</summary>
    private static DateOnly? FirstTurn(Order order, TSubject subject, DateOnly day, DateOnly last, WorkdayCount workdays)
    {
        var now = order(subject, day, workdays);
        bool Turned(int number)
        {
            try
            {
                return order(subject, DateOnly.FromDayNumber(number), workdays) != now;
            }
            catch (OverflowException)
            {
                // From here on the number wraps around.
                return true;
            }
        }

        var (low, high) = (day.DayNumber, day.DayNumber);
        for (var step = 1; ; step *= 4)
        {
            high = Math.Min(last.DayNumber, day.DayNumber + step);
            if (high <= low)
            {
                return null;
            }

            if (Turned(high))
            {
                break;
            }

            low = high;
        }

        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = Turned(middle) ? (low, middle) : (middle, high);
        }

        return DateOnly.FromDayNumber(high);
    }
}
