namespace TaskTracker.Domain.Plans;

public enum TaskChangeKind
{
    Added,
    Removed,

    /// <summary>Another title.</summary>
    Renamed,

    /// <summary>Another number, or under another heading.</summary>
    Moved,

    /// <summary>A date that moved, came or went.</summary>
    Deadline,

    /// <summary>Who is responsible, or in which role.</summary>
    Departments,

    /// <summary>The text; unknown where either version lacks it.</summary>
    Wording,
}

/// <param name="Before">Null for a new task.</param>
/// <param name="After">Null for one that is gone.</param>
/// <param name="Kinds">Empty where the task stayed as it was.</param>
public sealed record TaskChange(PlanFileTask? Before, PlanFileTask? After, IReadOnlyList<TaskChangeKind> Kinds)
{
    /// <summary>Dates of the same thing: both where it moved, one where it came or went.</summary>
    public IReadOnlyList<(PrintedMilestone? Before, PrintedMilestone? After)> Dates { get; init; } = [];

    /// <summary>Departments that came, went or have another role.</summary>
    public IReadOnlyList<(PlanShare? Before, PlanShare? After)> Shares { get; init; } = [];

    /// <summary>Whether something ends or a date moves, which takes a decision.</summary>
    public bool TakesDecision => Kinds.Contains(TaskChangeKind.Removed) || Shares.Any(s => s.After is null) || Dates.Any(d => d is { Before: not null, After: not null } || (d.After is null && Before is not null && After is not null));
}

/// <summary>What a later version of a plan changes, task by task. Pure.</summary>
/// <param name="Tasks">Every task of both: the later version's in its order, then those that are gone.</param>
public sealed record PlanDiff(IReadOnlyList<TaskChange> Tasks)
{
    public IEnumerable<TaskChange> Changed => Tasks.Where(t => t.Kinds.Count > 0);

    public bool IsEmpty => !Changed.Any();

    public bool TakesDecision => Tasks.Any(t => t.TakesDecision);

    /// <param name="before">Departments by their official names, as in <paramref name="after"/>.</param>
    /// <inheritdoc cref="TaskMatching.Of"/>
    public static PlanDiff Of(IReadOnlyList<PlanFileTask> before, IReadOnlyList<PlanFileTask> after, IReadOnlyDictionary<string, string?>? said = null)
    {
        var matched = TaskMatching.Of(before, after, said);
        var byKey = before.ToDictionary(t => t.Key);
        var gone = before.Where(t => !matched.Values.Contains(t.Key)).Select(t => new TaskChange(t, null, [TaskChangeKind.Removed]));
        return new PlanDiff([.. after.Select(t => matched.TryGetValue(t.Key, out var old) ? Compare(byKey[old], t) : new TaskChange(null, t, [TaskChangeKind.Added])), .. gone]);
    }

    private static TaskChange Compare(PlanFileTask before, PlanFileTask after)
    {
        var dates = Pairs(before.Milestones, after.Milestones, [(a, b) => a.Due == b.Due && a.Text == b.Text, (a, b) => a.Text == b.Text, (a, b) => a.Due == b.Due])
            .Where(p => p.Before?.Due != p.After?.Due).ToList();
        var shares = Pairs(before.Responsible, after.Responsible, [(a, b) => a.Department == b.Department]).Where(p => p.Before?.Role != p.After?.Role).ToList();
        var kinds = new List<TaskChangeKind>();
        void Note(TaskChangeKind kind, bool when)
        {
            if (when)
            {
                kinds.Add(kind);
            }
        }

        Note(TaskChangeKind.Renamed, before.Title != after.Title);
        Note(TaskChangeKind.Moved, before.Key != after.Key || before.Number != after.Number || !before.Path.SequenceEqual(after.Path));
        Note(TaskChangeKind.Deadline, dates.Count > 0);
        Note(TaskChangeKind.Departments, shares.Count > 0);
        Note(TaskChangeKind.Wording, before.Text is not null && after.Text is not null && before.Text != after.Text);
        return new TaskChange(before, after, kinds) { Dates = dates, Shares = shares };
    }

    /// <summary>Puts together what is the same in both lists, the strictest measure first.</summary>
    private static List<(T? Before, T? After)> Pairs<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, IReadOnlyList<Func<T, T, bool>> measures)
        where T : class
    {
        var left = before.ToList();
        var open = after.ToList();
        var pairs = new List<(T?, T?)>();
        foreach (var same in measures)
        {
            foreach (var later in open.ToList())
            {
                if (left.FirstOrDefault(earlier => same(earlier, later)) is { } earlier)
                {
                    pairs.Add((earlier, later));
                    left.Remove(earlier);
                    open.Remove(later);
                }
            }
        }

        return [.. pairs, .. left.Select(t => ((T?)t, (T?)null)), .. open.Select(t => ((T?)null, (T?)t))];
    }
}
