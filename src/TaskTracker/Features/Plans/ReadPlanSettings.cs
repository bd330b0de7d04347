using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Plans;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Plans;

/// <param name="Tasks">In the plan's order.</param>
internal sealed record PlanSettingsModel(Plan Plan, IReadOnlyList<PlanTask> Tasks, PlanSettings Now);

internal sealed class ReadPlanSettings(TrackerDb db, CurrentPerson me)
{
    /// <returns>Null where there is no such plan, or none whose settings are the person's to change.</returns>
    public async Task<PlanSettingsModel?> GetAsync(string planKey, CancellationToken cancel)
    {
        if (await db.Plans.AsNoTracking().FirstOrDefaultAsync(p => p.Key == planKey, cancel) is not { } plan || !me.Supervises(plan.Region, plan.Id))
        {
            return null;
        }

        var tasks = await db.Tasks.AsNoTracking().Where(t => t.PlanId == plan.Id).OrderBy(t => t.Position).ToListAsync(cancel);
        return new(plan, tasks, PlanSettings.Of(plan, tasks));
    }
}
