using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Rehearsal;

namespace TaskTracker.Domain.Tests.Rehearsal;

/// <summary>Evaluates and decides about every subject at every sweep, as <see cref="Rehearse"/> must come out without doing.</summary>
internal static class DayByDay
{
    public static IReadOnlyList<RehearsedNotice> Notices(
        WatchRules rules, WorkCalendar calendar, IReadOnlyList<DateOnly> sweeps, IReadOnlyList<Course> courses, PostTerms posts, ILookup<string, RunningSignal> running, WatchRules earlier)
    {
        var subjects = courses.Select(c => new Subject(c, running[c.Name])).ToList();
        var notices = new List<RehearsedNotice>();
        for (var sweep = 0; sweep < sweeps.Count; sweep++)
        {
            var decision = new NoticeDecision(calendar, sweeps[sweep]);
            foreach (var subject in subjects)
            {
                foreach (var stage in subject.Changes(sweep))
                {
                    if (stage.AssessedOn is { } on)
                    {
                        subject.End(stage.Subject?.Holdings(Watch(on)) ?? []);
                    }
                }

                var holdings = subject.Now?.Holdings(Watch(sweeps[sweep])) ?? [];
                subject.End(holdings);
                if (holdings.Count > 0)
                {
                    notices.AddRange(subject.Decide(decision, holdings, posts, sweep, sweeps[sweep]));
                }

                Watch Watch(DateOnly day) => new(rules, calendar, day, KeptRules.Of(rules, subject.Began, (_, _, _) => earlier));
            }
        }

        return notices;
    }

    private sealed class Subject
    {
        private readonly Course _course;
        private readonly Dictionary<(string Subject, string Workflow, string Rule), (DateOnly Since, string Version)> _since = [];
        private readonly List<((string Subject, string Workflow, string Rule) Key, DateOnly Episode, EarlierNotice Notice)> _written = [];
        private int _next;

        public Subject(Course course, IEnumerable<RunningSignal> running)
        {
            _course = course;
            foreach (var signal in running)
            {
                var key = (signal.Subject, signal.Workflow, signal.Rule);
                _since[key] = (signal.Since, signal.RuleVersion);
                _written.AddRange(signal.Last is { } last ? [(key, signal.Since, last)] : Array.Empty<((string, string, string), DateOnly, EarlierNotice)>());
            }
        }

        public IEnumerable<(string Subject, string Workflow, string Rule, string Version)> Began => _since.Select(s => (s.Key.Subject, s.Key.Workflow, s.Key.Rule, s.Value.Version));

        public Watched? Now => _next == 0 ? null : _course.Stages[_next - 1].Subject;

        public IEnumerable<Stage> Changes(int sweep)
        {
            while (_next < _course.Stages.Count && _course.Stages[_next].Sweep <= sweep)
            {
                yield return _course.Stages[_next++];
            }
        }

        public void End(IReadOnlyList<Holding> holdings)
        {
            foreach (var key in _since.Keys.ToList())
            {
                if (!holdings.Any(h => (h.Subject.Key, h.Rule.Workflow, h.Rule.Name) == key && h.Rule.Version == _since[key].Version))
                {
                    _since.Remove(key);
                }
            }
        }

        public IEnumerable<RehearsedNotice> Decide(NoticeDecision decision, IReadOnlyList<Holding> holdings, PostTerms posts, int sweep, DateOnly today)
        {
            var subject = holdings[0].Subject;
            foreach (var one in decision.Decide(
                Now!.Plan, holdings,
                rule => _since.TryGetValue((subject.Key, rule.Workflow, rule.Name), out var running) ? running.Since : null,
                rule =>
                {
                    var key = (subject.Key, rule.Workflow, rule.Name);
                    var episode = _since.TryGetValue(key, out var running) ? running.Since : today;
                    return [.. _written.Where(w => w.Key == key && w.Episode == episode).Select(w => w.Notice)];
                },
                kind => posts.Of(kind, Now.DepartmentId, today)).ToList())
            {
                var (key, rule) = ((subject.Key, one.Holding.Rule.Workflow, one.Holding.Rule.Name), one.Holding.Rule);
                _since.TryAdd(key, (one.Episode, rule.Version));
                if (one.Outcome == NoticeOutcome.Written)
                {
                    _written.Add((key, one.Episode, new EarlierNotice(one.Occurrence, today)));
                    yield return new RehearsedNotice(sweep, today, subject, rule, one.Holding.Consequence.Level!.Value, one.Episode, one.Occurrence, one.Recipients);
                }
            }
        }
    }
}
