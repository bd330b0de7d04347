using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Plans;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Plans;

/// <summary>Moves a plan to another state. Waiting times count from the first day on which it is active.</summary>
internal sealed class ChangePlanState([WholeLedger] TrackerDb db, ShareOutPlans shareOut, TimeProvider time, CurrentPerson me)
{
    /// <param name="wanted">Null where none could be read; nothing is changed then.</param>
    /// <param name="seen">The state that the person saw; where it is another by now, nothing is changed. Null where nobody looked.</param>
    /// <returns>What was done, or null where there is no such plan, or it is another office's.</returns>
    public async Task<string?> HandleAsync(string planKey, PlanState? wanted, DateOnly today, CancellationToken cancel, PlanState? seen = null)
    {
        if (await db.Plans.FirstOrDefaultAsync(p => p.Key == planKey, cancel) is not { } plan || !me.Supervises(plan.Region, plan.Id))
        {
            return null;
        }

        if (wanted is not { } state || (seen is not null && seen != plan.State))
        {
            return $"{plan.Title}: {plan.State}; nothing was changed.";
        }

        if (plan.State != state)
        {
            db.Record(AuditSubject.Plan(plan.Key), me.By, "PlanStateChanged", new { On = today, From = plan.State.ToString(), To = state.ToString() }, time.GetUtcNow().UtcDateTime);
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
