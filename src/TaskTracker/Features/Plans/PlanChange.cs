using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Progress;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Plans;

/// <param name="From">The date that the milestone had before.</param>
internal sealed record MovedDate(Milestone Milestone, DateOnly From);

/// <summary>
/// What a decision, such as a later version of a plan, takes away: tasks, departments, dates. What ends keeps its row and its history; nobody is
/// written to about it any more. The caller saves.
/// </summary>
internal sealed class PlanChange(TrackerDb db, Plan plan, string decision, DateOnly today, DateTime utcNow, string by = "")
{
    private readonly Dictionary<PlanTask, HashSet<int>> _sharing = [];
    private HashSet<int> _inUse = [];

    public string Decision => decision;

    /// <summary>Ends tasks, and notes who shares in the others before the file is loaded.</summary>
    public async Task BeginAsync(IReadOnlyList<PlanTask> gone, CancellationToken cancel)
    {
        var tasks = await db.Tasks.Where(t => t.PlanId == plan.Id)
            .Include(t => t.Shares).ThenInclude(s => s.Department).ThenInclude(d => d.Members).ThenInclude(m => m.Member)
            .Include(t => t.Responsibilities).ThenInclude(r => r.Milestones).ThenInclude(s => s.Milestone).AsSplitQuery().ToListAsync(cancel);
        _inUse = [.. tasks.SelectMany(t => t.Responsibilities).SelectMany(r => r.Milestones).Where(s => s.MetOn is not null).Select(s => s.MilestoneId)];
        foreach (var task in tasks.Except(gone))
        {
            _sharing[task] = Sharing(task);
        }

        foreach (var task in gone)
        {
            task.EndedOn = today;
            task.EndedBy = decision;
            task.Key = await EndedKeyAsync(task.Key, cancel);
            End(task.Responsibilities);
        }

        await CureAsync([.. gone.Select(t => t.Id)], [], cancel);
    }

    /// <summary>A date that the new version lacks stays where somebody has met it, but nobody else is held to it.</summary>
    public void Supersede(IEnumerable<Milestone> dropped)
    {
        foreach (var milestone in dropped.Where(m => _inUse.Contains(m.Id)))
        {
            milestone.Origin = MilestoneOrigin.Superseded;
        }
    }

    /// <summary>Moves dates with their first one kept, and ends the responsibilities of departments that the new version names no longer.</summary>
    public async Task EndAsync(IReadOnlyList<MovedDate> moved, CancellationToken cancel)
    {
        var left = new List<Responsibility>();
        foreach (var (task, before) in _sharing)
        {
            var gone = before.Except(Sharing(task)).ToHashSet();
            var leaving = task.Responsibilities.Where(r => gone.Contains(r.DepartmentId) && r.ClosedOn is null && r.EndedOn is null).ToList();
            End(leaving);
            left.AddRange(leaving);
            foreach (var (milestone, from) in moved.Where(m => task.Milestones.Contains(m.Milestone)))
            {
                Move(task.Responsibilities, milestone, from);
            }
        }

        await CureAsync([], [.. left.Select(r => r.Id)], cancel);
    }

    private HashSet<int> Sharing(PlanTask task) => [.. ShareOut.Of(task.Shares, today).Select(w => w.DepartmentId)];

    private void End(IEnumerable<Responsibility> responsibilities)
    {
        foreach (var responsibility in responsibilities.Where(r => r.ClosedOn is null && r.EndedOn is null).ToList())
        {
            RecordProgress.Write(responsibility, new Ended(today, by, decision), utcNow);
        }
    }

    /// <summary>Whoever has an extension beyond the new date keeps it; what is met stays met.</summary>
    private void Move(IEnumerable<Responsibility> responsibilities, Milestone milestone, DateOnly from)
    {
        foreach (var responsibility in responsibilities.Where(r => r.ClosedOn is null && r.EndedOn is null))
        {
            if (responsibility.Milestones.FirstOrDefault(s => s.MilestoneId == milestone.Id && s.MetOn is null && (s.Due == from || s.Due < milestone.Due)) is { } share)
            {
                RecordProgress.Write(responsibility, new DeadlineMoved(today, by, milestone.Key, share.Due, milestone.Due, decision), utcNow);
            }
        }
    }

    private async Task<string> EndedKeyAsync(string key, CancellationToken cancel)
    {
        var ended = string.Create(CultureInfo.InvariantCulture, $"{key}~{today:yyyy-MM-dd}");
        var taken = await db.Tasks.IgnoreQueryFilters(TrackerDb.Ended).Where(t => t.PlanId == plan.Id && t.Key.StartsWith(ended)).Select(t => t.Key).ToListAsync(cancel);
        return Enumerable.Range(1, taken.Count + 1).Select(i => i == 1 ? ended : string.Create(CultureInfo.InvariantCulture, $"{ended}-{i}")).First(k => !taken.Contains(k));
    }

    /// <summary>Stops what would still be written, also in mail that waits.</summary>
    private async Task CureAsync(List<int> tasks, List<int> responsibilities, CancellationToken cancel)
    {
        db.Signals.RemoveRange(await db.Signals.Where(s => tasks.Contains(s.TaskId!.Value) || responsibilities.Contains(s.ResponsibilityId!.Value)).ToListAsync(cancel));
        foreach (var draft in await db.Proposals.Where(p => p.State == ProposalState.Draft && (tasks.Contains(p.TaskId!.Value) || responsibilities.Contains(p.ResponsibilityId))).ToListAsync(cancel))
        {
            (draft.State, draft.DecidedOn) = (ProposalState.Lapsed, today);
            draft.Version++;
        }

        foreach (var notice in await db.Notices.Where(n => n.CuredOn == null && (tasks.Contains(n.TaskId!.Value) || responsibilities.Contains(n.ResponsibilityId!.Value))).ToListAsync(cancel))
        {
            notice.CuredOn = today;
        }
    }
}
