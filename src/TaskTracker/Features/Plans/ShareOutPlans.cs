using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Progress;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Plans;

/// <summary>
/// Brings the responsibilities of a region's plans in step with shares, groups and milestones. It adds what is missing; a responsibility
/// that is no longer asked for stays, since only a decision may end it.
/// </summary>
internal sealed class ShareOutPlans([WholeLedger] TrackerDb db, TimeProvider time)
{
    public async Task HandleAsync(string region, DateOnly today, CancellationToken cancel)
    {
        foreach (var planId in await db.Plans.Where(p => p.Region == region && p.State != PlanState.Archived).Select(p => p.Id).ToListAsync(cancel))
        {
            // Also responsibilities that have ended: a department that comes back takes up its own again.
            var tasks = await db.Tasks.IgnoreQueryFilters(TrackerDb.Ended).Where(t => t.PlanId == planId && t.EndedOn == null)
                .Include(t => t.Shares).ThenInclude(s => s.Department).ThenInclude(d => d.Members).ThenInclude(m => m.Member)
                .Include(t => t.Milestones).Include(t => t.Responsibilities).ThenInclude(r => r.Milestones)
                .AsSplitQuery().ToListAsync(cancel);
            foreach (var task in tasks)
            {
                ShareOutTask(task, today, time.GetUtcNow().UtcDateTime);
            }

            await db.SaveChangesAsync(cancel);
        }
    }

    /// <summary>In memory; the task's milestones must have been saved, since shares go by their ids.</summary>
    internal static void ShareOutTask(PlanTask task, DateOnly today, DateTime utcNow)
    {
        foreach (var wanted in ShareOut.Of(task.Shares, today))
        {
            if (task.Responsibilities.FirstOrDefault(r => r.DepartmentId == wanted.DepartmentId) is { } known)
            {
                known.Role = wanted.Role;
                if (known is { EndedOn: not null, EndedApart: false })
                {
                    RecordProgress.Write(known, new Assigned(today, ""), utcNow);
                }

                continue;
            }

            var responsibility = new Responsibility { PlanId = task.PlanId, DepartmentId = wanted.DepartmentId, Role = wanted.Role, GroupId = wanted.GroupId };
            RecordProgress.Write(responsibility, new Assigned(today, ""), utcNow);
            task.Responsibilities.Add(responsibility);
        }

        foreach (var responsibility in task.Responsibilities.Where(r => r.ClosedOn is null && r.EndedOn is null))
        {
            ShareMilestones(task, responsibility, utcNow);
        }
    }

    private static void ShareMilestones(PlanTask task, Responsibility responsibility, DateTime utcNow)
    {
        var mine = task.Milestones.Where(m => ShareOut.Concerns(m, responsibility.DepartmentId)).ToDictionary(m => m.Id);
        responsibility.Milestones.RemoveAll(s => s.MetOn is null && !mine.ContainsKey(s.MilestoneId));
        foreach (var share in responsibility.Milestones.Where(s => s.MetOn is null && s.Due == s.FirstDue && mine.ContainsKey(s.MilestoneId)).ToList())
        {
            // The date was corrected at its source; a granted extension is never overwritten.
            if (mine[share.MilestoneId].Due != share.Due)
            {
                responsibility.Milestones.Remove(share);
            }
        }

        // Whoever has an extension is not late before the day that now holds for everybody.
        foreach (var share in responsibility.Milestones.Where(s => s.MetOn is null && s.Due != s.FirstDue && mine.ContainsKey(s.MilestoneId) && s.Due < mine[s.MilestoneId].Due))
        {
            share.Due = mine[share.MilestoneId].Due;
        }

        responsibility.Milestones.AddRange(mine.Values
            .Where(m => responsibility.Milestones.All(s => s.MilestoneId != m.Id))
            .Select(m => new MilestoneShare { MilestoneId = m.Id, Milestone = m, Due = m.Due, FirstDue = m.Due, AddedAt = utcNow }));
    }
}
