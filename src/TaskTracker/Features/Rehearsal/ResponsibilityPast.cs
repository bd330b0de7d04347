using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Progress;

namespace TaskTracker.Features.Rehearsal;

/// <summary>A responsibility as it was at any moment: its history is carried out again, from the day on which it was assigned.</summary>
internal sealed class ResponsibilityPast
{
    private readonly Responsibility _now, _then;
    private readonly Dictionary<string, ProgressEvent> _lastDate = [];
    private readonly HashSet<int> _shared = [];

    /// <param name="now">With milestones, and without tracking.</param>
    /// <param name="events">In the order in which they happened.</param>
    public ResponsibilityPast(Responsibility now, IReadOnlyList<(DateTime At, ProgressEvent Event)> events)
    {
        _now = now;
        _then = new Responsibility { Id = now.Id, TaskId = now.TaskId, PlanId = now.PlanId, DepartmentId = now.DepartmentId, Role = now.Role };
        foreach (var (_, happened) in events)
        {
            if (happened is ExtensionGranted or DeadlineMoved)
            {
                _lastDate[KeyOf(happened)!] = happened;
            }
        }

        _then.Milestones.AddRange(now.Milestones.Select(m => new MilestoneShare
        {
            Id = m.Id, MilestoneId = m.MilestoneId, Milestone = m.Milestone, FirstDue = m.FirstDue, Due = _lastDate.ContainsKey(m.Milestone.Key) ? m.FirstDue : m.Due,
        }));
        var at = DateTime.MinValue;
        var points = new List<PastPoint>();
        foreach (var (written, happened) in events)
        {
            // What was entered for an earlier day than its forerunner still came after it.
            at = written > at ? written : at;
            points.Add(new PastPoint(at, IsCommand(happened) ? happened.On : null, () => Apply(happened)));
        }

        points.AddRange(now.Milestones.Select(m => new PastPoint(m.AddedAt ?? DateTime.MinValue, null, () => _shared.Add(m.Id))));
        Points = points;
    }

    public IReadOnlyList<PastPoint> Points { get; }

    public bool IsInForce { get; private set; }

    public bool IsClosed => _then.ClosedOn is not null;

    public ResponsibilityInView InView()
    {
        var counting = _then.Reports.Where(r => r.Review != ReviewState.Returned).ToList();
        var standing = new ResponsibilityStanding(
            _then.Id, _then.DepartmentId, _then.Role, _then.State, _then.AssignedOn, _then.AcceptedOn, _then.ClosedOn, _then.Progress,
            counting.Max(r => (DateOnly?)r.ReportedOn), counting.Select(r => r.Period).ToHashSet())
        {
            // A silence begins when it is entered, so the last day of all of them tells whether one holds.
            SilencedUntil = _then.Silences.Max(s => (DateOnly?)s.Until),
        };
        return new ResponsibilityInView(standing, [.. _then.Milestones.Where(s => _shared.Contains(s.Id)).OrderBy(s => s.Id).Select(s => new MilestoneStanding(s.Id, s.Milestone.Origin, s.Due, s.FirstDue, s.MetOn, s.Milestone.Text))]);
    }

    private void Apply(ProgressEvent happened)
    {
        if (KeyOf(happened) is { } key && _then.Milestones.All(m => m.Milestone.Key != key))
        {
            // The milestone is gone since, and with it what was decided about it.
            return;
        }

        ProgressDecision.Apply(_then, happened);
        IsInForce = happened is Assigned || (IsInForce && happened is not Ended);
        if (KeyOf(happened) is { } dated && ReferenceEquals(_lastDate.GetValueOrDefault(dated), happened))
        {
            // Sharing out may have moved it further without an entry.
            _then.Milestones.Single(m => m.Milestone.Key == dated).Due = _now.Milestones.Single(m => m.Milestone.Key == dated).Due;
        }
    }

    private static string? KeyOf(ProgressEvent happened) => happened switch
    {
        ExtensionGranted e => e.MilestoneKey,
        DeadlineMoved e => e.MilestoneKey,
        MilestoneMet e => e.MilestoneKey,
        _ => null,
    };

    /// <summary>What a command brings about is assessed at once; what loading files brings about waits for the sweep.</summary>
    private static bool IsCommand(ProgressEvent happened) => happened is not (Assigned or DeadlineMoved or Ended);
}

/// <summary>A moment at which something changed in the ledger.</summary>
internal sealed record PastPoint(DateTime At, DateOnly? AssessedOn, Action Apply);
