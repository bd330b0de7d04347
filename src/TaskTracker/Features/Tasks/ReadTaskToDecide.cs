using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Plans;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Tasks;

/// <param name="Open">Responsibilities that a cancellation would end.</param>
/// <param name="Closed">Those that stay as they are.</param>
internal sealed record TaskToDecide(PlanTask Task, int Open, int Closed);

/// <summary>A task as the page for decisions about it shows it.</summary>
internal sealed class ReadTaskToDecide(TrackerDb db, CurrentPerson me)
{
    /// <returns>Null where there is none in force that the person may decide about.</returns>
    public async Task<TaskToDecide?> GetAsync(int id, CancellationToken cancel)
    {
        var task = await db.Tasks.AsNoTracking().Include(t => t.Plan).Include(t => t.Milestones).FirstOrDefaultAsync(t => t.Id == id, cancel);
        return task is null || !me.Supervises(task.Plan.Region, task.PlanId) ? null
            : new(task, await db.Responsibilities.CountAsync(r => r.TaskId == id && r.ClosedOn == null, cancel), await db.Responsibilities.CountAsync(r => r.TaskId == id && r.ClosedOn != null, cancel));
    }
}
