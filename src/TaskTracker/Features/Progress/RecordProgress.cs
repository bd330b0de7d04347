using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Features.Progress;

/// <summary>
/// Carries out one command on one responsibility: what happens is applied, kept in its audit chain, and its light is seen anew, so that
/// notices it cures stop at once, those in mail not yet sent included. All in one transaction.
/// </summary>
internal sealed class RecordProgress([WholeLedger] TrackerDb db, HouseRules house, HouseClock clock, CurrentPerson me)
{
    /// <returns>Why it was refused; null where it was done.</returns>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else changed the responsibility meanwhile; nothing was saved.</exception>
    public async Task<ProgressRefusal?> HandleAsync(int responsibilityId, ProgressCommand command, CancellationToken cancel)
    {
        var responsibility = await db.Responsibilities
            .Include(r => r.Task).ThenInclude(t => t.Plan)
            .Include(r => r.Milestones).ThenInclude(m => m.Milestone)
            .Include(r => r.Reports.OrderBy(p => p.Id))
            .AsSplitQuery().SingleAsync(r => r.Id == responsibilityId, cancel);
        var plan = responsibility.Task.Plan;
        if (!me.May(RightsTable.ActOf(command), responsibility))
        {
            return ProgressRefusal.NotAllowed;
        }

        if (Carry(responsibility, plan.ReportCadence, command, clock.UtcNow) is { } refusal)
        {
            return refusal;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.SaveChangesAsync(cancel);
        if (plan.IsWatched)
        {
            var (rules, calendar) = house.Current;
            await new Assess(db, house, rules, calendar).HandleAsync(plan, db.Tasks.Where(t => t.Id == responsibility.TaskId), withPlan: false, runId: null, command.On, cancel);
            await db.SaveChangesAsync(cancel);
        }

        await transaction.CommitAsync(cancel);
        return null;
    }

    /// <summary>Changes the responsibility, in memory; saving writes its audit.</summary>
    internal static ProgressRefusal? Carry(Responsibility responsibility, ReportCadence cadence, ProgressCommand command, DateTime utcNow)
    {
        var outcome = ProgressDecision.Decide(responsibility, cadence, command);
        foreach (var happened in outcome.Events)
        {
            Write(responsibility, happened, utcNow);
        }

        return outcome.Refusal;
    }

    /// <summary>Carries out what happened and keeps it, in memory.</summary>
    internal static void Write(Responsibility responsibility, ProgressEvent happened, DateTime utcNow)
    {
        ProgressDecision.Apply(responsibility, happened);
        responsibility.Version++;
        responsibility.Unwritten.Add(new AuditRecord(utcNow, happened.By, happened.GetType().Name, JsonSerializer.Serialize(happened, AuditTrail.Json)));
    }
}
