using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Parts;
using TaskTracker.Features.Responsibilities;
using TaskTracker.Persistence;
using TaskTracker.Sweep;
using TaskTracker.Words;

namespace TaskTracker.Features.Prints;

/// <summary>Reads a month's figures as they stood then: what was closed, met, moved or ended later counts as it was.</summary>
internal sealed class ReadBulletin(TrackerDb db, HouseRules house)
{
    public async Task<Bulletin> GetAsync(Plan plan, DateOnly first, DateOnly until, CancellationToken cancel)
    {
        var responsibilities = db.Responsibilities.IgnoreQueryFilters().Where(r => r.Task.PlanId == plan.Id && r.AssignedOn <= until && (r.EndedOn == null || r.EndedOn > until));
        var rows = await responsibilities.Select(r => new
        {
            r.Id, r.Task.Position, r.Task.Number, r.Task.Title, Department = r.Department.Name, Closed = r.ClosedOn != null && r.ClosedOn <= until,
            Light = db.Standings.Where(s => s.ResponsibilityId == r.Id).Select(s => (Light?)s.Light).FirstOrDefault(),
        }).AsNoTracking().ToListAsync(cancel);
        var later = (await db.LightChanges.Where(c => c.On > until && responsibilities.Any(r => r.Id == c.ResponsibilityId)).AsNoTracking().ToListAsync(cancel))
            .GroupBy(c => c.ResponsibilityId).ToDictionary(g => g.Key, g => g.MinBy(c => c.Id)!.From);
        var moved = await MovedLaterAsync(responsibilities, until, cancel);
        var calendar = house.Current.Calendar;
        var shares = (await db.MilestoneShares.IgnoreQueryFilters().Where(m => responsibilities.Any(r => r.Id == m.ResponsibilityId))
                .Select(m => new { m.ResponsibilityId, m.Due, m.MetOn, m.Milestone.Key, m.Milestone.Text }).AsNoTracking().ToListAsync(cancel))
            .Select(m => (m.ResponsibilityId, Due: moved.GetValueOrDefault((m.ResponsibilityId, m.Key), m.Due), MetOn: m.MetOn <= until ? m.MetOn : null, m.Text))
            .ToLookup(m => m.ResponsibilityId);
        var late = rows.Where(r => !r.Closed).SelectMany(r => shares[r.Id].Where(m => m.MetOn is null && m.Due < until).Select(m => (Row: r, m.Due, m.Text,
            Workdays: ReadRows.WorkdaysOverdue(calendar, m.Due, plan.ActiveFrom, until)))).ToList();
        var worst = late.GroupBy(l => l.Row.Id).ToDictionary(g => g.Key, g => until.DayNumber - g.Min(l => l.Due).DayNumber);
        var longest = late.GroupBy(l => l.Row.Department).ToDictionary(g => g.Key, g => g.Max(l => l.Workdays));
        var ofMonth = rows.SelectMany(r => shares[r.Id]).Where(m => m.Due >= first && m.Due <= until).ToList();
        return new(
            plan.Title, await Issuer.OfAsync(db, plan.Region, cancel), until,
            await db.Tasks.IgnoreQueryFilters().CountAsync(t => t.PlanId == plan.Id && (t.EndedOn == null || t.EndedOn > until), cancel),
            LightCounts.Of(rows.Select(r => r.Closed ? Light.Blue : (later.TryGetValue(r.Id, out var was) ? was : r.Light) ?? Light.Grey)),
            ofMonth.Count, ofMonth.Count(m => m.MetOn <= m.Due), late.Count(l => l.Due >= first.AddDays(-1)),
            [.. DepartmentRanking.Of(rows.Select(r => new RankedResponsibility(r.Department, worst.GetValueOrDefault(r.Id)))).Select(d => new BulletinDepartment(d, longest.GetValueOrDefault(d.Name)))],
            [.. late.OrderByDescending(l => l.Workdays).ThenBy(l => l.Due).ThenBy(l => l.Row.Position).ThenBy(l => l.Row.Id)
                .Select(l => new OverdueShare(l.Row.Number, l.Row.Title, l.Row.Department, l.Text, l.Due, l.Workdays))],
            until.Year - 1, await IndicatorsAsync(plan.Id, until, cancel));
    }

    /// <summary>The dates that were in force on the day, where one was moved since.</summary>
    private async Task<Dictionary<(int, string), DateOnly>> MovedLaterAsync(IQueryable<Responsibility> responsibilities, DateOnly until, CancellationToken cancel)
    {
        var dates = new Dictionary<(int, string), DateOnly>();
        foreach (var history in await AuditTrail.ProgressAsync(db, await responsibilities.Select(r => r.Id).ToListAsync(cancel), cancel))
        {
            foreach (var (_, happened) in history)
            {
                if (happened.On > until && Moved(happened) is (var key, var from))
                {
                    dates.TryAdd((history.Key, key), from);
                }
            }
        }

        return dates;
    }

    private static (string MilestoneKey, DateOnly From)? Moved(ProgressEvent happened) => happened switch
    {
        ExtensionGranted e => (e.MilestoneKey, e.From),
        DeadlineMoved e => (e.MilestoneKey, e.From),
        _ => null,
    };

    private async Task<List<BulletinIndicator>> IndicatorsAsync(int planId, DateOnly until, CancellationToken cancel)
    {
        var year = until.Year - 1;
        var indicators = await db.Indicators.AsNoTracking().Where(i => i.PlanId == planId).OrderBy(i => i.Position).Select(i => new
        {
            i.Name, i.Nature, i.Unit, i.Direction, Target = i.YearlyTargets.Where(t => t.Year == year).Select(t => (decimal?)t.Value).FirstOrDefault(),
            Value = i.Observations.Where(o => o.Institution == null && o.Year == year && o.ObservedOn <= until).OrderByDescending(o => o.ObservedOn).ThenByDescending(o => o.Id).Select(o => (decimal?)o.Value).FirstOrDefault(),
        }).ToListAsync(cancel);
        return [.. indicators.Select(i => new BulletinIndicator(i.Name, i.Nature, Number(i.Target, i.Unit), Number(i.Value, i.Unit), Verdict(i.Direction, i.Target, i.Value)))];
    }

    private static IndicatorVerdict Verdict(IndicatorDirection? direction, decimal? target, decimal? value) => (target, value, direction) switch
    {
        (null, _, _) or (_, _, null) => IndicatorVerdict.NoTarget,
        (_, null, _) => IndicatorVerdict.NotReported,
        (_, _, IndicatorDirection.AtLeast) => value >= target ? IndicatorVerdict.Reached : IndicatorVerdict.Missed,
        (_, _, IndicatorDirection.AtMost) => value <= target ? IndicatorVerdict.Reached : IndicatorVerdict.Missed,
        _ => value == target ? IndicatorVerdict.Reached : IndicatorVerdict.Missed,
    };

    private static string Number(decimal? value, string unit) => value is { } known ? LedgerWords.WithUnit(known.ToString("0.####", CultureInfo.InvariantCulture), unit) : "";
}
