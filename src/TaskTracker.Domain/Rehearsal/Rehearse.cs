using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Evaluation;

namespace TaskTracker.Domain.Rehearsal;

/// <summary>Plays sweeps over what the ledger held, as they would write notices, and visits only those on which something can come out otherwise.</summary>
/// <param name="sweeps">The days of the sweeps, ascending; a day that is swept twice stands there twice.</param>
/// <param name="kept">What signals that run before the first sweep began with.</param>
public sealed class Rehearse(WatchRules rules, WorkCalendar calendar, IReadOnlyList<DateOnly> sweeps, KeptRules kept)
{
    private readonly Dictionary<DateOnly, Watch> _watches = [];
    private readonly Foresight _foresight = new(calendar);

    /// <summary>The notices about one subject, in the order in which they are written.</summary>
    /// <param name="posts">Of the plan's region.</param>
    /// <param name="running">What held for the subject before the first sweep.</param>
    public IReadOnlyList<RehearsedNotice> Of(Course course, PostTerms posts, IEnumerable<RunningSignal> running)
    {
        var play = new Play(course, posts, calendar, kept.Only(running.Select(s => s.Subject)));
        foreach (var signal in running)
        {
            play.Remember(signal);
        }

        for (int? sweep = 0; sweep < sweeps.Count;)
        {
            sweep = Visit(play, sweep.Value);
        }

        return play.Written;
    }

    /// <returns>The next sweep to visit; null where none remains.</returns>
    private int? Visit(Play play, int sweep)
    {
        var day = sweeps[sweep];
        while (play.Enter(sweep) is { } stage)
        {
            play.NextChange = null;
            if (stage.AssessedOn is { } on && play.HasSignals)
            {
                play.EndAllBut(stage.Subject?.Holdings(WatchOf(on, play.Kept)) ?? []);
            }
        }

        var watch = WatchOf(day, play.Kept);
        if (!(play.NextChange > day))
        {
            play.NextChange = play.Subject?.NextChange(watch) ?? DateOnly.MaxValue;
        }

        var next = play.NextChange;
        var holdings = play.Subject?.Holdings(watch) ?? [];
        play.EndAllBut(holdings);
        if (holdings.Count > 0 && play.Decide(holdings, sweep, day) is { } otherwise && !(next <= otherwise))
        {
            next = otherwise;
        }

        var byDay = next is { } due ? SweepOn(due, sweep) : null;
        return play.NextStage is { } changed && !(byDay <= changed) ? changed : byDay;
    }

    /// <summary>The first sweep after another on or after a day.</summary>
    private int? SweepOn(DateOnly day, int after)
    {
        var (low, high) = (after + 1, sweeps.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sweeps[middle] < day ? (middle + 1, high) : (low, middle);
        }

        return low < sweeps.Count ? low : null;
    }

    /// <summary>Few subjects keep rules; the others share the watch of a day.</summary>
    private Watch WatchOf(DateOnly day, KeptRules its) =>
        !its.IsEmpty ? new Watch(rules, calendar, day, its, _foresight)
        : _watches.TryGetValue(day, out var known) ? known
        : _watches[day] = new Watch(rules, calendar, day, KeptRules.None, _foresight);
}
