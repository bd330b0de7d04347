using TaskTracker.Rules.Facts;

namespace TaskTracker.Rules.Tests.Foresight;

/// <summary>A second small world, in which facts move with the days.</summary>
public sealed record LoanFacts(
    [property: Counts(CountKind.DaysUntil, nameof(LoanFacts.Due))] int DaysLeft,
    [property: Counts(CountKind.WorkdaysUntil, nameof(LoanFacts.Due), NotNegative = true)] int WorkdaysLeft,
    [property: Counts(CountKind.WorkdaysSince, nameof(LoanFacts.CountedFrom))] int WorkdaysLate,
    [property: Counts(CountKind.DaysSince, nameof(LoanFacts.LastNote))] int? DaysSinceNote,
    [property: Counts(CountKind.PercentOfSpan, nameof(LoanFacts.Due), From = nameof(LoanFacts.Taken))] int TimeGone,
    [property: HoldsUntil(nameof(LoanFacts.NextYear))] int LoansThisYear,
    bool IsOpen,
    int Progress,
    double Rate,
    decimal Price,
    int? Stars,
    string Kind,
    DateOnly Due,
    IReadOnlyList<VolumeFacts> Volumes)
{
    [Anchor]
    public DateOnly Taken { get; init; }

    [Anchor]
    public DateOnly? CountedFrom { get; init; }

    [Anchor]
    public DateOnly? LastNote { get; init; }

    [Anchor]
    public DateOnly NextYear { get; init; }
}

public sealed record VolumeFacts(int Pages, [property: Counts(CountKind.DaysSince, nameof(VolumeFacts.Bound))] int Age)
{
    [Anchor]
    public DateOnly Bound { get; init; }
}

/// <summary>Facts that are all replaced on a day.</summary>
[HoldsUntil(nameof(Ends))]
public sealed record TermFacts([property: Counts(CountKind.DaysUntil, nameof(TermFacts.Due))] int DaysLeft, int Number)
{
    [Anchor]
    public DateOnly Due { get; init; }

    [Anchor]
    public DateOnly Ends { get; init; }
}

public sealed record LoanSubject(LoanFacts Loan);

public sealed record TermSubject(LoanFacts Loan, TermFacts Term);

/// <summary>What is known of a loan; its facts on any day follow from it.</summary>
public sealed record Loan(DateOnly Taken, DateOnly Due, DateOnly? CountedFrom, DateOnly? LastNote, bool IsOpen, int Progress, double Rate, decimal Price, int? Stars, IReadOnlyList<(int Pages, DateOnly Bound)> Volumes)
{
    public static Vocabulary Vocabulary { get; } = Vocabulary.Of(typeof(LoanSubject), typeof(TermSubject));

    public LoanSubject On(DateOnly day, TestCalendar calendar) => new(LoanOn(day, calendar));

    /// <summary>Terms of a quarter, due 40 days after it began.</summary>
    public TermSubject TermOn(DateOnly day, TestCalendar calendar)
    {
        var begin = new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1);
        return new TermSubject(LoanOn(day, calendar), new TermFacts(begin.AddDays(40).DayNumber - day.DayNumber, begin.Month) { Due = begin.AddDays(40), Ends = begin.AddMonths(3) });
    }

    private LoanFacts LoanOn(DateOnly day, TestCalendar calendar) => new(
        Due.DayNumber - day.DayNumber,
        Math.Max(0, calendar.WorkdaysBetween(day, Due)),
        CountedFrom is { } from ? calendar.WorkdaysBetween(from, day) : 0,
        LastNote is { } note ? day.DayNumber - note.DayNumber : null,
        Due < Taken ? 100 : Math.Clamp((day.DayNumber - Taken.DayNumber + 1) * 100 / (Due.DayNumber - Taken.DayNumber + 1), 0, 100),
        day.Year * 7 % 5,
        IsOpen,
        Progress,
        Rate,
        Price,
        Stars,
        "book",
        Due,
        [.. Volumes.Select(v => new VolumeFacts(v.Pages, day.DayNumber - v.Bound.DayNumber) { Bound = v.Bound })])
    {
        Taken = Taken, CountedFrom = CountedFrom, LastNote = LastNote, NextYear = new DateOnly(day.Year + 1, 1, 1),
    };
}

/// <summary>Monday to Friday but for the days on which it is the other way round.</summary>
public sealed class TestCalendar(IEnumerable<DateOnly> exceptions)
{
    private readonly int[] _exceptions = [.. exceptions.Select(d => d.DayNumber).Distinct().Order()];

    public int WorkdaysBetween(DateOnly after, DateOnly upTo) => UpTo(upTo.DayNumber) - UpTo(after.DayNumber);

    private int UpTo(int day)
    {
        var count = (day / 7 * 5) + Math.Min((day % 7) + 1, 5);
        foreach (var exception in _exceptions.TakeWhile(e => e <= day))
        {
            count += exception % 7 < 5 ? -1 : 1;
        }

        return count;
    }
}
