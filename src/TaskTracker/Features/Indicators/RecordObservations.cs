using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Plans;
using TaskTracker.Features.Parts;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Features.Indicators;

/// <summary>A value that somebody enters.</summary>
/// <param name="Seen">What stood there when the form was shown, by <see cref="StampOf(IndicatorObservation?)"/>.</param>
internal sealed record ValueEntry(int IndicatorId, string Seen, ObservedValue Wanted)
{
    public static string StampOf(IndicatorObservation? value) => value is null ? "" : StampOf(value.Value, value.Source, value.ObservedOn);

    public static string StampOf(decimal value, string source, DateOnly observedOn) => string.Create(CultureInfo.InvariantCulture, $"{value:0.####}|{observedOn.Iso()}|{source}");
}

/// <param name="Why">Null where the person may not, or where <paramref name="Now"/> is no longer what the form showed.</param>
/// <param name="Now">What stands there.</param>
internal sealed record ValueRefusal(int IndicatorId, ObservationRefusal? Why, bool NotAllowed, IndicatorObservation? Now);

/// <summary>
/// Values of indicators, entered and corrected: all of a form or none. The ledger holds the one that counts; what it was before stands in the
/// indicator's audit chain.
/// </summary>
internal sealed class RecordObservations([WholeLedger] TrackerDb db, HouseRules house, HouseClock clock, CurrentPerson me)
{
    private const int Tries = 10;

    /// <summary>The reporting department itself, and the plan's supervision office.</summary>
    public static bool May(CurrentPerson person, Indicator indicator) =>
        person.Supervises(indicator.Plan.Region, indicator.PlanId) || (indicator.ReportingDepartmentId is { } department && person.May(Act.Work, department, indicator.Plan.Region, indicator.PlanId));

    /// <returns>Why values were refused; empty where all stand there now.</returns>
    public async Task<IReadOnlyList<ValueRefusal>> HandleAsync(IReadOnlyList<ValueEntry> entries, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                if (await CheckAsync(entries, cancel) is { Count: > 0 } refused)
                {
                    return refused;
                }

                await SaveAsync(await ApplyAsync(entries, cancel), cancel);
                return [];
            }
            catch (DbUpdateConcurrencyException) when (tries < Tries)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Takes a value back that should not have been entered; the year is 未报 again.</summary>
    /// <returns>False where it is gone or changed meanwhile, or the person may not.</returns>
    public async Task<bool> WithdrawAsync(int indicatorId, int observationId, string seen, CancellationToken cancel)
    {
        if (await Read([indicatorId]).SingleOrDefaultAsync(cancel) is not { } indicator || !May(me, indicator)
            || indicator.Observations.Find(o => o.Id == observationId) is not { } value || ValueEntry.StampOf(value) != seen)
        {
            return false;
        }

        indicator.Version++;
        indicator.Observations.Remove(value);
        Record(indicator, "ObservationWithdrawn", new(clock.Today, value.Year, value.Institution, null, null, null, value.Value, value.Source, value.ObservedOn));
        try
        {
            await SaveAsync([indicator.Plan], cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    /// <summary>Changes nothing.</summary>
    internal async Task<IReadOnlyList<ValueRefusal>> CheckAsync(IReadOnlyList<ValueEntry> entries, CancellationToken cancel)
    {
        var known = await Read([.. entries.Select(e => e.IndicatorId)]).ToDictionaryAsync(i => i.Id, cancel);
        return [.. entries.Select(e => RefusalOf(e, known.GetValueOrDefault(e.IndicatorId))).OfType<ValueRefusal>()];
    }

    /// <summary>Changes what the context holds, after <see cref="CheckAsync"/>; the caller saves.</summary>
    /// <returns>The plans whose rules must be asked again.</returns>
    internal async Task<IReadOnlyList<Plan>> ApplyAsync(IReadOnlyList<ValueEntry> entries, CancellationToken cancel)
    {
        var known = await Read([.. entries.Select(e => e.IndicatorId)]).ToDictionaryAsync(i => i.Id, cancel);
        var plans = new List<Plan>();
        foreach (var (indicator, wanted) in entries.Select(e => (known[e.IndicatorId], e.Wanted)))
        {
            var now = Current(indicator, wanted.Year, wanted.Institution);
            if (now is not null && ValueEntry.StampOf(now) == ValueEntry.StampOf(wanted.Value, wanted.Source, wanted.ObservedOn))
            {
                continue;
            }

            var was = now is null ? null : new { now.Value, now.Source, now.ObservedOn };
            if (now is null)
            {
                indicator.Observations.Add(new IndicatorObservation { Year = wanted.Year, Institution = wanted.Institution, Value = wanted.Value, Source = wanted.Source, ObservedOn = wanted.ObservedOn });
            }
            else
            {
                (now.Value, now.Source, now.ObservedOn) = (wanted.Value, wanted.Source, wanted.ObservedOn);
            }

            indicator.Version++;
            plans.Add(indicator.Plan);
            Record(indicator, was is null ? "ObservationRecorded" : "ObservationCorrected", new(clock.Today, wanted.Year, wanted.Institution, wanted.Value, wanted.Source, wanted.ObservedOn, was?.Value, was?.Source, was?.ObservedOn));
        }

        return [.. plans.Distinct()];
    }

    /// <summary>The value that counts for a year.</summary>
    internal static IndicatorObservation? Current(Indicator indicator, int year, string? institution) =>
        indicator.Observations.Where(o => o.Year == year && o.Institution == institution).OrderBy(o => o.ObservedOn).ThenBy(o => o.Id).LastOrDefault();

    private ValueRefusal? RefusalOf(ValueEntry entry, Indicator? indicator)
    {
        if (indicator is null || !May(me, indicator))
        {
            return new(entry.IndicatorId, null, true, null);
        }

        var wanted = entry.Wanted;
        if (wanted.RefusedBy(indicator.Plan, indicator.Plan.Tables.SelectMany(t => t.Rows).Select(r => r.Name), clock.Today) is { } why)
        {
            return new(entry.IndicatorId, why, false, null);
        }

        // What is there already, by the same form sent twice or by somebody of the same mind, is no conflict.
        var now = Current(indicator, wanted.Year, wanted.Institution);
        return ValueEntry.StampOf(now) == entry.Seen || ValueEntry.StampOf(now) == ValueEntry.StampOf(wanted.Value, wanted.Source, wanted.ObservedOn) ? null : new(entry.IndicatorId, null, false, now);
    }

    private IQueryable<Indicator> Read(int[] ids) =>
        db.Indicators.Include(i => i.Plan).ThenInclude(p => p.Tables).Include(i => i.Observations).Include(i => i.YearlyTargets).AsSplitQuery().Where(i => ids.Contains(i.Id));

    private void Record(Indicator indicator, string kind, ObservationRecord data) => db.Record(AuditSubject.Indicator(indicator.Id), me.By, kind, data, clock.UtcNow);

    private async Task SaveAsync(IReadOnlyList<Plan> plans, CancellationToken cancel) => await db.Database.InTransactionAsync(
        async () =>
        {
            await db.SaveChangesAsync(cancel);
            await ReassessAsync(db, house, plans, clock.Today, cancel);
            await db.SaveChangesAsync(cancel);
        },
        cancel);

    /// <summary>So that notices which the change cures stop at once.</summary>
    internal static async Task ReassessAsync(TrackerDb db, HouseRules house, IReadOnlyList<Plan> plans, DateOnly today, CancellationToken cancel)
    {
        var (rules, calendar) = house.Current;
        foreach (var plan in plans.Where(p => p.IsWatched))
        {
            await new Assess(db, house, rules, calendar).HandleAsync(plan, db.Tasks.Where(t => false), withPlan: true, runId: null, today, cancel);
        }
    }
}
