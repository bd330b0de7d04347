using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Features.Progress;

/// <summary>
/// Carries out one command on one responsibility: what happens is applied, kept in its history, and its light is seen anew, so that
/// notices it cures stop at once, those in mail not yet sent included. All in one transaction.
/// </summary>
internal sealed class RecordProgress(TrackerDb db, HouseRules house, HouseClock clock)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

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
        if (Carry(responsibility, plan.ReportCadence, command, clock.UtcNow) is { } refusal)
        {
            return refusal;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e) when (e is not DbUpdateConcurrencyException && e.Entries.Any(entry => entry.Entity is HistoryEntry))
        {
            // The other writer's entry has taken our number in the history, which is written before the version is compared.
            throw new DbUpdateConcurrencyException("Somebody else changed the responsibility meanwhile.", e);
        }

        if (plan.IsWatched)
        {
            var (rules, calendar) = house.Current;
            await new Assess(db, house, rules, calendar).HandleAsync(plan, db.Tasks.Where(t => t.Id == responsibility.TaskId), withPlan: false, runId: null, command.On, cancel);
            await db.SaveChangesAsync(cancel);
        }

        await transaction.CommitAsync(cancel);
        return null;
    }

    /// <summary>Changes the responsibility and writes its history, in memory.</summary>
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
        responsibility.History.Add(new HistoryEntry
        {
            Sequence = responsibility.Version, At = utcNow, By = happened.By, Kind = happened.GetType().Name, Data = JsonSerializer.Serialize(happened, Json),
        });
    }
}
