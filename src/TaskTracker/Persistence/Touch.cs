using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;

namespace TaskTracker.Persistence;

internal enum TouchKind
{
    /// <summary>A plan with all its tasks.</summary>
    Plan,

    /// <summary>A plan without its tasks.</summary>
    PlanItself,

    Indicator,
    Task,
    Responsibility,

    /// <summary>Who holds which post.</summary>
    Posts,
}

/// <summary>Something that the rules read has changed, and no sweep has looked at it since. Written in the transaction of the change.</summary>
internal sealed class Touch
{
    public long Id { get; init; }
    public TouchKind Kind { get; init; }

    /// <summary>The id of what was touched; 0 for the posts.</summary>
    public int Of { get; init; }
}

/// <summary>
/// Every change of the ledger goes through <see cref="TrackerDb"/>, so here no handler can forget to say what it changed. What is new
/// needs no touch: it was never looked at.
/// </summary>
internal static class Touches
{
    private static readonly Dictionary<Type, Func<EntityEntry, Touch?>> Watched = new()
    {
        [typeof(Plan)] = e => e.State == EntityState.Added ? null : Of(e, TouchKind.Plan, nameof(Plan.Id)),
        [typeof(PlanTask)] = e => e.State == EntityState.Added ? null : Of(e, TouchKind.Task, nameof(PlanTask.Id)),
        [typeof(Milestone)] = e => Of(e, TouchKind.Task, nameof(Milestone.TaskId)),
        [typeof(Responsibility)] = e => Of(e, TouchKind.Task, nameof(Responsibility.TaskId)),
        [typeof(ProgressReport)] = e => Of(e, TouchKind.Responsibility, nameof(ProgressReport.ResponsibilityId)),
        [typeof(MilestoneShare)] = e => Of(e, TouchKind.Responsibility, nameof(MilestoneShare.ResponsibilityId)),
        [typeof(Indicator)] = e => Of(e, TouchKind.PlanItself, nameof(Indicator.PlanId)),
        [typeof(IndicatorTarget)] = e => Of(e, TouchKind.Indicator, nameof(IndicatorTarget.IndicatorId)),
        [typeof(IndicatorObservation)] = e => Of(e, TouchKind.Indicator, nameof(IndicatorObservation.IndicatorId)),
        [typeof(Post)] = _ => new Touch { Kind = TouchKind.Posts },
        [typeof(PostHolder)] = _ => new Touch { Kind = TouchKind.Posts },
    };

    /// <summary>The entities by which rules and notices are decided.</summary>
    public static IReadOnlyCollection<Type> WatchedTypes => Watched.Keys;

    /// <summary>What the changes that are about to be saved touch, each once.</summary>
    public static List<Touch> By(ChangeTracker tracker) =>
    [
        .. tracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && Watched.ContainsKey(e.Metadata.ClrType))
            .Select(e => Watched[e.Metadata.ClrType](e)).OfType<Touch>().DistinctBy(t => (t.Kind, t.Of)),
    ];

    /// <returns>Null where the owner is new too.</returns>
    private static Touch? Of(EntityEntry entry, TouchKind kind, string key) =>
        entry.Property(key) is { IsTemporary: false } id ? new Touch { Kind = kind, Of = (int)(entry.State == EntityState.Deleted ? id.OriginalValue : id.CurrentValue)! } : null;
}
