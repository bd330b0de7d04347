using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Rehearsal;

namespace TaskTracker.Features.Rehearsal;

/// <summary>A task with its responsibilities as they were, moment by moment; what is taken from it becomes the courses of its subjects.</summary>
internal sealed class TaskPast(PlanTask now, IReadOnlyList<ResponsibilityPast> responsibilities)
{
    private readonly List<Stage> _task = [];
    private readonly Dictionary<string, List<Stage>> _stages = [];
    private readonly HashSet<ResponsibilityPast> _touched = [];
    private readonly HashSet<int> _milestones = [];
    private readonly Dictionary<ResponsibilityPast, ResponsibilityInView> _seen = [];
    private bool _isInForce, _isTouched;
    private TaskInView? _view;

    public IReadOnlyList<Course> Courses => [new Course($"task:{now.Id}", _task), .. _stages.Select(s => new Course(s.Key, s.Value))];

    /// <param name="endedAt">The first moment at which an ended task no longer was.</param>
    public IEnumerable<PastPoint> Points(DateTime endedAt)
    {
        yield return new PastPoint(now.AddedAt ?? DateTime.MinValue, null, () => _isInForce = true);
        foreach (var milestone in now.Milestones)
        {
            yield return new PastPoint(milestone.AddedAt ?? DateTime.MinValue, null, () => _milestones.Add(milestone.Id));
        }

        if (now.EndedOn is not null)
        {
            yield return new PastPoint(endedAt, null, () => _isInForce = false);
        }
    }

    /// <param name="responsibility">Null where something changed that may concern them all.</param>
    public void Touch(ResponsibilityPast? responsibility)
    {
        _isTouched |= responsibility is null;
        if (responsibility is not null)
        {
            _touched.Add(responsibility);
        }
    }

    /// <summary>Adds a stage to the course of each subject that was touched since the last time.</summary>
    public void Take(int sweep, DateOnly? assessedOn, Plan plan)
    {
        var inForce = responsibilities.Where(r => r.IsInForce).ToList();
        var open = inForce.Count(r => !r.IsClosed);
        var all = _isTouched || _view is null || _view.State.Responsibilities != inForce.Count || _view.State.OpenResponsibilities != open;
        if (all)
        {
            _view = new TaskInView(
                now.Id, new TaskState(now.Number, now.Kind, inForce.Count, open, [.. now.Milestones.Where(m => _milestones.Contains(m.Id)).Select(m => m.Due)]) { ReportCadence = now.ReportCadence, ReportCadenceFrom = now.ReportCadenceFrom }, []);
            _touched.UnionWith(responsibilities);
            _task.Add(new Stage(sweep, assessedOn, _isInForce ? Watched.OfTask(plan, _view!) : null));
        }

        foreach (var responsibility in _touched)
        {
            var view = responsibility.InView();
            if (!all && IsSame(view, _seen[responsibility]))
            {
                continue;
            }

            _seen[responsibility] = view;
            var (standing, isThere) = (view.Standing, _isInForce && responsibility.IsInForce);
            void Add(string name, Func<Watched> subject)
            {
                if (!_stages.TryGetValue(name, out var stages))
                {
                    _stages[name] = stages = [];
                }

                stages.Add(new Stage(sweep, assessedOn, isThere ? subject() : null));
            }

            Add($"responsibility:{standing.Id}", () => Watched.Of(plan, _view!, standing));
            Add($"report:{standing.Id}", () => Watched.OfReport(plan, _view!, standing));
            foreach (var milestone in view.Milestones)
            {
                Add($"milestone:{milestone.Id}", () => Watched.Of(plan, _view!, standing, milestone));
            }
        }

        _touched.Clear();
        _isTouched = false;
    }

    /// <summary>A review, for one, leaves all as it is for the rules.</summary>
    private static bool IsSame(ResponsibilityInView a, ResponsibilityInView b) =>
        a.Standing with { ReportedPeriods = b.Standing.ReportedPeriods } == b.Standing && a.Standing.ReportedPeriods.SetEquals(b.Standing.ReportedPeriods) && a.Milestones.SequenceEqual(b.Milestones);
}
