using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Rehearsal;

namespace TaskTracker.Features.Rehearsal;

/// <summary>Tells for every subject of a plan what the ledger held about it at each sweep.</summary>
internal sealed class PlanPast
{
    private readonly SweepTimes _times;
    private readonly Plan _now;
    private readonly List<(DateTime At, Plan Plan)> _plans;

    /// <param name="changes">Of the plan's state, in their order.</param>
    public PlanPast(Plan now, IReadOnlyList<PlanStateChange> changes, HouseClock clock, SweepTimes times)
    {
        (_now, _times) = (now, times);
        var plans = new List<(DateTime At, Plan Plan)>();
        if (changes.Count == 0)
        {
            // Kept before changes of state were: it sent nothing before it became active, whatever it was.
            var active = now.ActiveFrom is { } from ? clock.ToUtc(from.ToDateTime(TimeOnly.MinValue)) : DateTime.MinValue;
            plans.Add((DateTime.MinValue, now.ActiveFrom is null ? now : With(now, PlanState.Draft, null)));
            plans.Add((active, now));
        }
        else
        {
            var hasSent = now.ActiveFrom is not null && (Sends(changes[0].From) || !changes.Any(c => Sends(c.To)));
            plans.Add((DateTime.MinValue, With(now, changes[0].From, hasSent ? now.ActiveFrom : null)));
            foreach (var change in changes)
            {
                hasSent |= Sends(change.To);
                plans.Add((change.At, With(now, change.To, hasSent ? now.ActiveFrom : null)));
            }
        }

        _plans = plans;
    }

    /// <summary>As it was just before a moment.</summary>
    public Plan Before(DateTime moment) => _plans.Last(p => p.At < moment || p.At == DateTime.MinValue).Plan;

    public Course OfPlan() => new($"plan:{_now.Id}", [.. Collapse(_plans.Select(p => new Stage(_times.FirstToSee(p.At), null, Watched.Of(p.Plan))))]);

    /// <summary>An indicator's values count from the sweep of the day on which they were observed.</summary>
    public Course Of(Indicator now)
    {
        var days = now.Observations.Select(o => o.ObservedOn).Distinct().Order().Prepend(DateOnly.MinValue);
        var changes = days.Select(d => (Sweep: FirstOn(d), At: d)).ToList();
        var stages = _plans.Select(p => _times.FirstToSee(p.At)).Concat(changes.Select(c => c.Sweep)).Where(s => s < _times.Days.Count).Distinct().Order()
            .Select(sweep => new Stage(sweep, null, Watched.Of(
                _plans.Last(p => _times.FirstToSee(p.At) <= sweep).Plan, Then(now, changes.Last(c => c.Sweep <= sweep).At))));
        return new Course($"indicator:{now.Id}", [.. stages]);
    }

    /// <summary>The task, its responsibilities, their reports and milestones.</summary>
    public IReadOnlyList<Course> Of(PlanTask now, IReadOnlyList<ResponsibilityPast> responsibilities, DateTime endedAt)
    {
        var past = new TaskPast(now, responsibilities);
        var plan = _plans[0].Plan;
        var points = _plans.Select(p => (Point: new PastPoint(p.At, null, () => plan = p.Plan), Of: (ResponsibilityPast?)null))
            .Concat(past.Points(endedAt).Select(p => (Point: p, Of: (ResponsibilityPast?)null)))
            .Concat(responsibilities.SelectMany(r => r.Points, (r, p) => (Point: p, Of: (ResponsibilityPast?)r)))
            .OrderBy(p => p.Point.At).ToList();
        for (var i = 0; i < points.Count; i++)
        {
            points[i].Point.Apply();
            past.Touch(points[i].Of);
            var sweep = _times.FirstToSee(points[i].Point.At);
            if (sweep >= _times.Days.Count)
            {
                break;
            }

            // Before the first sweep only what it finds matters; what one command brings about stands at one moment.
            var isLast = i == points.Count - 1;
            if (isLast || (_times.FirstToSee(points[i + 1].Point.At) > 0 && points[i + 1].Point.At != points[i].Point.At))
            {
                past.Take(sweep, sweep == 0 ? null : points[i].Point.AssessedOn, plan);
            }
        }

        return past.Courses;
    }

    private int FirstOn(DateOnly day)
    {
        var index = ((List<DateOnly>)_times.Days).FindIndex(d => d >= day);
        return index < 0 ? _times.Days.Count : index;
    }

    private IEnumerable<Stage> Collapse(IEnumerable<Stage> stages) => stages.Where(s => s.Sweep < _times.Days.Count).GroupBy(s => s.Sweep).Select(g => g.Last());

    private static bool Sends(PlanState state) => state is PlanState.Active or PlanState.UnderEvaluation;

    private static Plan With(Plan plan, PlanState state, DateOnly? activeFrom) => new()
    {
        Id = plan.Id, Key = plan.Key, Title = plan.Title, Region = plan.Region, Start = plan.Start, End = plan.End, State = state, ActiveFrom = activeFrom,
        ReportCadence = plan.ReportCadence, ReportCadenceFrom = plan.ReportCadenceFrom, ReportDueWorkday = plan.ReportDueWorkday, ObservationDueMonth = plan.ObservationDueMonth, ObservationDueDay = plan.ObservationDueDay,
    };

    private static Indicator Then(Indicator now, DateOnly day)
    {
        var then = new Indicator { Id = now.Id, PlanId = now.PlanId, Name = now.Name, Nature = now.Nature, Direction = now.Direction, ReportingDepartmentId = now.ReportingDepartmentId };
        then.YearlyTargets.AddRange(now.YearlyTargets);
        then.Observations.AddRange(now.Observations.Where(o => o.ObservedOn <= day));
        return then;
    }
}
