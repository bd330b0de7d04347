using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Plans;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Plans;

/// <summary>Moves a plan to another state. Waiting times count from the first day on which it is active.</summary>
internal sealed class ChangePlanState(TrackerDb db, ShareOutPlans shareOut, TimeProvider time)
{
    /// <returns>What was done, or null where there is no such plan.</returns>
    public async Task<string?> HandleAsync(string planKey, PlanState state, DateOnly today, CancellationToken cancel)
    {
        if (await db.Plans.FirstOrDefaultAsync(p => p.Key == planKey, cancel) is not { } plan)
        {
            return null;
        }

        if (plan.State != state)
        {
            db.Record(AuditSubject.Plan(plan.Key), "", "PlanStateChanged", new { On = today, From = plan.State.ToString(), To = state.ToString() }, time.GetUtcNow().UtcDateTime);
            db.PlanStateChanges.Add(new PlanStateChange { PlanId = plan.Id, At = time.GetUtcNow().UtcDateTime, From = plan.State, To = state });
        }

        plan.State = state;
        if (plan.SendsMail)
        {
            plan.ActiveFrom ??= today;
        }

        await db.Database.InTransactionAsync(
            async () =>
            {
                await db.SaveChangesAsync(cancel);
                await shareOut.HandleAsync(plan.Region, today, cancel);
            },
            cancel);
        return plan.ActiveFrom is { } from ? $"{plan.Title}: {state}, active from {from:O}." : $"{plan.Title}: {state}.";
    }
}
