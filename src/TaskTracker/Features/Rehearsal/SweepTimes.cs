namespace TaskTracker.Features.Rehearsal;

/// <summary>The sweeps of a rehearsal: those that ran at their moments, and one a day, at the hour at which the job first fires, where none did.</summary>
internal sealed class SweepTimes
{
    /// <summary>Local time.</summary>
    private static readonly TimeOnly Scheduled = new(8, 0);

    private readonly List<DateTime> _moments = [];

    /// <param name="ran">Day and moment of the sweeps that were begun.</param>
    public SweepTimes(DateOnly from, DateOnly to, IEnumerable<(DateOnly AsOf, DateTime StartedAt)> ran, HouseClock clock)
    {
        var (days, today) = (new List<DateOnly>(), clock.Today);

        // A sweep for another day than the one it ran on says nothing about the hour.
        var byDay = ran.Where(r => DateOnly.FromDateTime(clock.ToLocal(r.StartedAt)) == r.AsOf).ToLookup(r => r.AsOf, r => r.StartedAt);
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            var scheduled = clock.ToUtc(day.ToDateTime(Scheduled));
            var moments = byDay.Contains(day) ? byDay[day].Order().ToList() : [day == today && clock.UtcNow > scheduled ? clock.UtcNow : scheduled];
            days.AddRange(moments.Select(_ => day));
            _moments.AddRange(moments);
        }

        Days = days;
    }

    /// <summary>The day of each sweep.</summary>
    public IReadOnlyList<DateOnly> Days { get; }

    /// <summary>The number of the first sweep that sees what was written at a moment; as many as there are sweeps where none does.</summary>
    public int FirstToSee(DateTime at)
    {
        var index = _moments.BinarySearch(at);
        return index >= 0 ? index : ~index;
    }
}
