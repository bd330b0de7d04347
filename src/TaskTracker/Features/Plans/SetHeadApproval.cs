using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Audit;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Plans;

/// <summary>Whether reports on a plan go to the department's head before the supervision office. Reports that wait already stay where they are.</summary>
internal sealed class SetHeadApproval([WholeLedger] TrackerDb db, HouseClock clock, CurrentPerson me)
{
    /// <returns>False where there is no such plan, or it is another office's.</returns>
    public async Task<bool> HandleAsync(string planKey, bool headApproves, CancellationToken cancel)
    {
        if (await db.Plans.FirstOrDefaultAsync(p => p.Key == planKey, cancel) is not { } plan || !me.Supervises(plan.Region, plan.Id))
        {
            return false;
        }

        if (plan.HeadApproves != headApproves)
        {
            plan.HeadApproves = headApproves;
            db.Record(AuditSubject.Plan(plan.Key), me.By, "HeadApprovalSet", new { On = clock.Today, HeadApproves = headApproves }, clock.UtcNow);
            await db.SaveChangesAsync(cancel);
        }

        return true;
    }
}
