using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Notices;
using TaskTracker.Rules;

namespace TaskTracker.Domain.Rehearsal;

/// <summary>One subject while sweeps are played over it: what holds for it since when, and what was written.</summary>
/// <param name="kept">What its running signals began with.</param>
internal sealed class Play(Course course, PostTerms posts, WorkCalendar calendar, KeptRules kept)
{
    private readonly Dictionary<(string Subject, string Workflow, string Rule), DateOnly> _since = [];

    /// <summary>The latest notice of a rule, also after its episode has ended: one that begins again on the same day is the same.</summary>
    private readonly Dictionary<(string Subject, string Workflow, string Rule), (DateOnly Episode, EarlierNotice Notice)> _last = [];

    private int _stage = -1;

    public List<RehearsedNotice> Written { get; } = [];

    public Watched? Subject => _stage < 0 ? null : course.Stages[_stage].Subject;

    /// <summary>The first day on which other rules hold, as far as the present stage goes; null where nobody has asked yet.</summary>
    public DateOnly? NextChange { get; set; }

    /// <summary>What signals that still run began with, where the rules have another version.</summary>
    public KeptRules Kept { get; private set; } = kept;

    public bool HasSignals => _since.Count > 0;

    /// <summary>The sweep that finds the next stage; null where none follows.</summary>
    public int? NextStage => _stage + 1 < course.Stages.Count ? course.Stages[_stage + 1].Sweep : null;

    public void Remember(RunningSignal signal)
    {
        var key = (signal.Subject, signal.Workflow, signal.Rule);
        _since[key] = signal.Since;
        if (signal.Last is { } last)
        {
            _last[key] = (signal.Since, last);
        }
    }

    /// <summary>Moves to the next stage where the sweep finds it; null where it finds none.</summary>
    public Stage? Enter(int sweep) => NextStage <= sweep ? course.Stages[++_stage] : null;

    public void EndAllBut(IReadOnlyList<Holding> holdings)
    {
        if (HasSignals)
        {
            foreach (var key in _since.Keys.Except(Kept.GoingOn(holdings)).ToList())
            {
                _since.Remove(key);
            }

            Kept = Kept.Among(holdings);
        }
    }

    /// <returns>The first day on which a notice can be written although none is today, while the same rules hold; null where there is none.</returns>
    public DateOnly? Decide(IReadOnlyList<Holding> holdings, int sweep, DateOnly day)
    {
        var (subject, decision) = (Subject!, new NoticeDecision(calendar, day));
        DateOnly? next = null;
        foreach (var one in decision.Decide(
            subject.Plan, holdings,
            rule => Since(KeyOf(holdings[0].Subject.Key, rule)),
            rule => Last(KeyOf(holdings[0].Subject.Key, rule), day) is { } last ? [last] : [],
            kind => posts.Of(kind, subject.DepartmentId, day)))
        {
            var key = KeyOf(one.Holding.Subject.Key, one.Holding.Rule);
            if (decision.NextNotice(one, Last(key, day), kind => posts.HeldFrom(kind, subject.DepartmentId, day)) is { } later && !(next <= later))
            {
                next = later;
            }

            _since.TryAdd(key, one.Episode);
            if (one.Outcome == NoticeOutcome.Written)
            {
                _last[key] = (one.Episode, new EarlierNotice(one.Occurrence, day));
                Written.Add(new RehearsedNotice(sweep, day, one.Holding.Subject, one.Holding.Rule, one.Holding.Consequence.Level!.Value, one.Episode, one.Occurrence, one.Recipients));
            }
        }

        return next;
    }

    private DateOnly? Since((string Subject, string Workflow, string Rule) key) => _since.TryGetValue(key, out var since) ? since : null;

    private EarlierNotice? Last((string Subject, string Workflow, string Rule) key, DateOnly day) =>
        _last.TryGetValue(key, out var last) && last.Episode == (Since(key) ?? day) ? last.Notice : null;

    private static (string Subject, string Workflow, string Rule) KeyOf(string subject, Rule rule) => (subject, rule.Workflow, rule.Name);
}
