using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Progress;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Features.Progress;

/// <param name="Seen">The responsibility's version when the grid was shown.</param>
internal sealed record OpeningRow(int ResponsibilityId, int Seen, bool Accepted, int Percent, IReadOnlyList<string> Met, bool Closed);

/// <summary>The opening state of a plan taken up in mid-period, entered as a grid: all rows or none.</summary>
internal sealed class SetOpeningStates([WholeLedger] TrackerDb db, HouseRules house, HouseClock clock, CurrentPerson me)
{
    /// <param name="rows">Only those that were changed.</param>
    /// <returns>Why rows were refused, by responsibility; empty where all was done.</returns>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else changed one of them meanwhile; nothing was saved.</exception>
    public async Task<IReadOnlyDictionary<int, ProgressRefusal>> HandleAsync(string planKey, IReadOnlyList<OpeningRow> rows, CancellationToken cancel)
    {
        var today = clock.Today;
        var ids = rows.Select(r => r.ResponsibilityId).ToList();
        var known = await db.Responsibilities.Whole().Where(r => ids.Contains(r.Id) && r.Task.Plan.Key == planKey).ToDictionaryAsync(r => r.Id, cancel);
        var refused = new Dictionary<int, ProgressRefusal>();
        foreach (var row in rows.Where(r => known.ContainsKey(r.ResponsibilityId)))
        {
            var responsibility = known[row.ResponsibilityId];
            var command = new SetOpeningState(today, me.By, row.Accepted, row.Percent, row.Met, row.Closed);
            var refusal = !me.May(RightsTable.ActOf(command), responsibility) ? ProgressRefusal.NotAllowed
                : responsibility.Version != row.Seen ? ProgressRefusal.ChangedMeanwhile
                : RecordProgress.Carry(responsibility, ReportingTerms.Of(responsibility.Task.Plan, responsibility.Task.Shares, responsibility), command, clock.UtcNow);
            if (refusal is { } no)
            {
                refused[row.ResponsibilityId] = no;
            }
        }

        if (refused.Count > 0 || known.Count == 0)
        {
            db.ChangeTracker.Clear();
            return refused;
        }

        db.Record(AuditSubject.Plan(planKey), me.By, "OpeningStatesSet", new { On = today, Responsibilities = known.Keys.Order() }, clock.UtcNow);
        await db.Database.InTransactionAsync(
            async () =>
            {
                await db.SaveChangesAsync(cancel);
                var (rules, calendar) = house.Current;
                var tasks = known.Values.Select(r => r.TaskId).Distinct().ToList();
                await new Assess(db, house, rules, calendar).HandleAsync(known.Values.First().Task.Plan, db.Tasks.Where(t => tasks.Contains(t.Id)), withPlan: false, runId: null, today, cancel);
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return refused;
    }
}
