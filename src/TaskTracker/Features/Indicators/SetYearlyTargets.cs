using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Plans;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Features.Indicators;

/// <param name="Seen">What stood there when the grid was shown.</param>
/// <param name="Value">Null to have none.</param>
internal sealed record TargetEntry(int IndicatorId, int Year, decimal? Seen, decimal? Value);

/// <inheritdoc cref="TargetEntry"/>
internal sealed record ReporterEntry(int IndicatorId, int? Seen, int? DepartmentId);

/// <summary>Somebody else changed it since the grid was shown.</summary>
/// <param name="Year">Null: the reporting department.</param>
internal sealed record TargetConflict(int IndicatorId, int? Year, decimal? Now, string? Reporter);

/// <param name="Conflicts">Null where the person may not, or something named is not of the plan; with any, nothing was saved.</param>
internal sealed record TargetsOutcome(IReadOnlyList<TargetConflict>? Conflicts, int Changed);

/// <summary>Yearly targets and reporting departments of a plan's indicators, as a person enters them on the grid: all or none.</summary>
internal sealed class SetYearlyTargets([WholeLedger] TrackerDb db, HouseRules house, HouseClock clock, CurrentPerson me)
{
    private const int Tries = 10;

    public async Task<TargetsOutcome> HandleAsync(string planKey, IReadOnlyList<TargetEntry> targets, IReadOnlyList<ReporterEntry> reporters, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await TryAsync(planKey, targets, reporters, cancel);
            }
            catch (DbUpdateConcurrencyException) when (tries < Tries)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<TargetsOutcome> TryAsync(string planKey, IReadOnlyList<TargetEntry> targets, IReadOnlyList<ReporterEntry> reporters, CancellationToken cancel)
    {
        var known = await db.Indicators.Include(i => i.Plan).Include(i => i.YearlyTargets).Include(i => i.Observations).Include(i => i.ReportingDepartment).AsSplitQuery().Where(i => i.Plan.Key == planKey).ToDictionaryAsync(i => i.Id, cancel);
        if (known.Count == 0 || known.Values.First().Plan is not { } plan || !me.Supervises(plan.Region, plan.Id)
            || targets.Any(t => !known.ContainsKey(t.IndicatorId) || t.Year < plan.Start.Year || t.Year > plan.End.Year || (t.Value is { } value && !ObservedValue.IsKeepable(value))) || reporters.Any(r => !known.ContainsKey(r.IndicatorId)))
        {
            return new(null, 0);
        }

        var wanted = reporters.Select(r => r.DepartmentId).OfType<int>().Distinct().ToList();
        var departments = await db.Departments.Where(d => wanted.Contains(d.Id) && d.Region == plan.Region && !d.IsGroup).ToDictionaryAsync(d => d.Id, d => d.Name, cancel);
        if (departments.Count < wanted.Count)
        {
            return new(null, 0);
        }

        var steps = targets.Select(t => (Entry: t, Now: TargetOf(known[t.IndicatorId], t.Year)?.Value)).Where(t => t.Now != t.Entry.Value).ToList();
        var moves = reporters.Where(r => known[r.IndicatorId].ReportingDepartmentId != r.DepartmentId).ToList();
        TargetConflict[] conflicts =
        [
            .. steps.Where(s => s.Now != s.Entry.Seen).Select(s => new TargetConflict(s.Entry.IndicatorId, s.Entry.Year, s.Now, null)),
            .. moves.Where(m => known[m.IndicatorId].ReportingDepartmentId != m.Seen).Select(m => new TargetConflict(m.IndicatorId, null, null, known[m.IndicatorId].ReportingDepartment?.Name)),
        ];
        if (conflicts.Length > 0)
        {
            return new(conflicts, 0);
        }

        foreach (var changed in steps.GroupBy(s => s.Entry.IndicatorId))
        {
            var indicator = known[changed.Key];
            indicator.Version++;
            foreach (var (entry, _) in changed)
            {
                Set(indicator, entry);
            }

            db.Record(AuditSubject.Indicator(indicator.Id), me.By, "YearlyTargetsSet", new TargetsRecord(clock.Today, [.. changed.Select(s => new TargetStep(s.Entry.Year, s.Now, s.Entry.Value))]), clock.UtcNow);
        }

        foreach (var move in moves)
        {
            var indicator = known[move.IndicatorId];
            indicator.Version++;
            var from = indicator.ReportingDepartment?.Name;
            indicator.ReportingDepartmentId = move.DepartmentId;
            db.Record(AuditSubject.Indicator(indicator.Id), me.By, "ReporterSet", new ReporterRecord(clock.Today, from, move.DepartmentId is { } to ? departments[to] : null), clock.UtcNow);
        }

        await db.Database.InTransactionAsync(
            async () =>
            {
                await db.SaveChangesAsync(cancel);
                await RecordObservations.ReassessAsync(db, house, steps.Count + moves.Count > 0 ? [plan] : [], clock.Today, cancel);
                await db.SaveChangesAsync(cancel);
            },
            cancel);
        return new([], steps.Count + moves.Count);
    }

    private static IndicatorTarget? TargetOf(Indicator indicator, int year) => indicator.YearlyTargets.Find(t => t.Year == year);

    private static void Set(Indicator indicator, TargetEntry entry)
    {
        var now = TargetOf(indicator, entry.Year);
        if (entry.Value is not { } value)
        {
            indicator.YearlyTargets.Remove(now!);
        }
        else if (now is null)
        {
            indicator.YearlyTargets.Add(new IndicatorTarget { Year = entry.Year, Value = value });
        }
        else
        {
            now.Value = value;
        }
    }
}
