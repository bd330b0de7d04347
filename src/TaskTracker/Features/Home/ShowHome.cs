using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Plans;
using TaskTracker.Features.Departments;
using TaskTracker.Features.Import;
using TaskTracker.Features.Parts;
using TaskTracker.Features.Plans;
using TaskTracker.Features.Progress;
using TaskTracker.Features.Responsibilities;
using TaskTracker.Features.Rules;
using TaskTracker.Outbox;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Features.Home;

/// <param name="LastSweep">Null while the rules never ran.</param>
/// <param name="Changed">Responsibilities whose light changed within a week.</param>
/// <param name="Waiting">What waits for the person's review or decision.</param>
/// <param name="WeekAgo">The lights seven days earlier; null where nothing is known of them.</param>
/// <param name="Attention">Tasks with a red light, the longest overdue first; at most ten.</param>
/// <param name="AttentionTotal">Tasks with a red light.</param>
/// <param name="DueSoonTotal">Responsibilities with an open milestone due soon.</param>
/// <param name="Fault">A fault in the rules folder, while there is one.</param>
/// <param name="OpenDrafts">Imported documents that wait for a person.</param>
/// <param name="Departments">Ranked ones, the furthest behind first; at most ten.</param>
internal sealed record HomeModel(
    DateOnly Today,
    SweepNote? LastSweep,
    LightCounts Lights,
    int Changed,
    int Waiting,
    LightCounts? WeekAgo,
    IReadOnlyList<AttentionRow> Attention,
    int AttentionTotal,
    IReadOnlyList<DueRow> DueSoon,
    int DueSoonTotal,
    IReadOnlyList<DepartmentShare> Departments,
    IReadOnlyList<PlanMatters> PlanMatters,
    int MailsThisWeek,
    int MailsWaiting,
    IReadOnlyList<UnreachedDepartment> Unreached,
    int OpenDrafts,
    FaultNote? Fault);

/// <param name="At">At the house. What the run counted was the whole house's, and is nobody's here.</param>
internal sealed record SweepNote(DateTime At);

/// <summary>A task with a red light.</summary>
/// <param name="Worst">Of its red responsibilities the one longest overdue.</param>
/// <param name="Departments">Those with a red light; only some where there are many.</param>
/// <param name="Red">How many have a red light.</param>
internal sealed record AttentionRow(string Href, ResponsibilityRow Worst, IReadOnlyList<string> Departments, int Red);

/// <summary>A milestone that is due soon.</summary>
/// <param name="Department">Null where several have yet to reach it.</param>
/// <param name="Open">How many have yet to reach it.</param>
/// <param name="Href">The responsibility, or the task where several departments are concerned.</param>
internal sealed record DueRow(DateOnly Due, string Href, string Number, string Task, string Milestone, string? Department, string Region, int Open, Light Worst);

internal enum PlanMatterKind { PastItsEnd, NotBrokenDown, Unassigned, IndicatorsOffTarget, IndicatorsMissing }

/// <summary>Something about a plan as a whole that the supervision office can put right.</summary>
/// <param name="Count">Of tasks or indicators; equals the list behind <paramref name="Href"/>.</param>
internal sealed record PlanMatter(PlanMatterKind Kind, int Count, string Href);

internal sealed record PlanMatters(string Key, string Plan, IReadOnlyList<PlanMatter> Matters);

internal sealed class ShowHome(TrackerDb db, ListPlans plans, ListDepartments departments, FindUnreached unreached, ListWaiting waiting, ReadRows rows, HouseClock clock)
{
    private const int Shown = 10;

    // Ten tasks of a large group could have a thousand red responsibilities; the page names three of each.
    private const int RedRead = 500;

    public async Task<HomeModel> GetAsync(CancellationToken cancel = default)
    {
        var today = clock.Today;
        var lines = Lines.Of(db).Watched();
        var lights = LightCounts.Of((await lines.GroupBy(l => l.Light).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel)).Select(g => (g.Key, g.Count)));
        return new(
            today,
            await LastSweepAsync(cancel),
            lights,
            await lines.Changed(db, today).CountAsync(cancel),
            await waiting.CountAsync(cancel),
            await WeekAgoAsync(lines, lights, today.AddDays(-Lines.NewsDays), cancel),
            await AttentionAsync(lines.Where(l => l.Light == Light.Red), cancel),
            await lines.Where(l => l.Light == Light.Red).Select(l => l.Of.TaskId).Distinct().CountAsync(cancel),
            await DueSoonAsync(lines, today, cancel),
            await lines.DueSoon(today).CountAsync(cancel),
            [.. (await departments.SharesAsync(lines, cancel)).Where(d => d.Ranked).Take(Shown)],
            await MattersAsync(today, cancel),
            await MailsSinceMondayAsync(today, cancel),
            await db.Mails.CountAsync(m => m.State == MailState.Queued || m.State == MailState.Frozen, cancel),
            await unreached.GetAsync(cancel),
            await db.ImportDrafts.CountAsync(d => d.State == DraftState.Open, cancel),
            await ListRules.FaultAsync(db, clock, cancel));
    }

    private async Task<SweepNote?> LastSweepAsync(CancellationToken cancel)
    {
        var run = await db.Runs.AsNoTracking().Where(r => r.Kind == RunKind.Sweep && r.State == RunState.Done).OrderByDescending(r => r.AsOf).ThenByDescending(r => r.Ordinal).FirstOrDefaultAsync(cancel);
        return run is null ? null : new(clock.ToLocal(run.FinishedAt ?? run.StartedAt));
    }

    /// <summary>Takes back, from the lights of today, what changed since: the first change of each responsibility tells what it was before.</summary>
    private async Task<LightCounts?> WeekAgoAsync(IQueryable<Line> lines, LightCounts now, DateOnly day, CancellationToken cancel)
    {
        if (await db.LightChanges.MinAsync(c => (DateOnly?)c.On, cancel) is not { } first || first > day)
        {
            return null;
        }

        var changes = await lines.SelectMany(l => db.LightChanges.Where(c => c.ResponsibilityId == l.Of.Id && c.On > day && !db.LightChanges.Any(e => e.ResponsibilityId == c.ResponsibilityId && e.On > day && e.Id < c.Id)), (l, c) => new { c.From, To = l.Light })
            .GroupBy(c => c).Select(g => new { g.Key.From, g.Key.To, Count = g.Count() }).ToListAsync(cancel);
        return LightCounts.Of(Lights.All.Select(l => (l, now[l]))
            .Concat(changes.Select(c => (c.To, -c.Count)))
            .Concat(changes.Where(c => c.From is not null).Select(c => (c.From!.Value, c.Count))));
    }

    /// <summary>One line for a task, however many departments are late with it.</summary>
    private async Task<IReadOnlyList<AttentionRow>> AttentionAsync(IQueryable<Line> red, CancellationToken cancel)
    {
        var late = red.Select(l => new
        {
            l.Of.TaskId,
            From = l.Of.Milestones.Where(m => m.MetOn == null).Min(m => (DateOnly?)(m.Due < l.Of.Task.Plan.ActiveFrom ? l.Of.Task.Plan.ActiveFrom : m.Due)) ?? DateOnly.MaxValue,
        });
        var tasks = await late.GroupBy(l => l.TaskId).Select(g => new { g.Key, From = g.Min(l => l.From), Count = g.Count() })
            .OrderBy(g => g.From).ThenByDescending(g => g.Count).ThenBy(g => g.Key).Take(Shown).ToListAsync(cancel);
        var ids = tasks.Select(t => t.Key).ToList();
        var of = (await rows.GetAsync(red.Where(l => ids.Contains(l.Of.TaskId)).InOrder(ResponsibilitySort.Worst).Take(RedRead), cancel)).ToLookup(r => r.TaskId);
        return
        [
            .. tasks.Where(t => of.Contains(t.Key)).Select(t => new AttentionRow(
                t.Count == 1 ? $"{Links.Responsibilities}/{of[t.Key].First().Id}" : $"/tasks/{t.Key}", of[t.Key].First(), [.. of[t.Key].Select(r => r.Department)], t.Count)),
        ];
    }

    private async Task<IReadOnlyList<DueRow>> DueSoonAsync(IQueryable<Line> lines, DateOnly today, CancellationToken cancel)
    {
        var last = today.AddDays(Lines.SoonDays);
        var open = from s in db.MilestoneShares
                   where s.MetOn == null && s.Due >= today && s.Due <= last
                   join l in lines.Where(l => l.Of.ClosedOn == null) on s.ResponsibilityId equals l.Of.Id
                   select new { s.Due, s.MilestoneId, ResponsibilityId = l.Of.Id, Rank = l.Light == Light.Red ? 0 : l.Light == Light.Yellow ? 1 : l.Light == Light.Grey ? 2 : 3 };
        var found = await open.GroupBy(s => new { s.Due, s.MilestoneId })
            .Select(g => new { g.Key.Due, g.Key.MilestoneId, Open = g.Count(), Rank = g.Min(s => s.Rank), ResponsibilityId = g.Min(s => s.ResponsibilityId) })
            .OrderBy(g => g.Due).ThenBy(g => g.Rank).ThenBy(g => g.MilestoneId).Take(Shown).ToListAsync(cancel);
        var ids = found.Select(f => f.ResponsibilityId).ToList();
        var milestoneIds = found.Select(f => f.MilestoneId).ToList();
        var of = await db.Responsibilities.AsNoTracking().Where(r => ids.Contains(r.Id))
            .Select(r => new { r.Id, r.TaskId, r.Task.Number, r.Task.Title, Department = r.Department.Name, r.Task.Plan.Region }).ToDictionaryAsync(r => r.Id, cancel);
        var texts = await db.Milestones.Where(m => milestoneIds.Contains(m.Id)).Select(m => new { m.Id, m.Text }).ToDictionaryAsync(m => m.Id, m => m.Text, cancel);
        Light[] byRank = [Light.Red, Light.Yellow, Light.Grey, Light.Green];
        return
        [
            .. from f in found
               let r = of[f.ResponsibilityId]
               select new DueRow(f.Due, f.Open == 1 ? $"{Links.Responsibilities}/{r.Id}" : $"/tasks/{r.TaskId}", r.Number, r.Title, texts[f.MilestoneId], f.Open == 1 ? r.Department : null, r.Region, f.Open, byRank[f.Rank]),
        ];
    }

    private async Task<IReadOnlyList<PlanMatters>> MattersAsync(DateOnly today, CancellationToken cancel)
    {
        var watched = await plans.RowsAsync(db.Plans.Where(p => p.State == PlanState.Trial || p.State == PlanState.Active || p.State == PlanState.UnderEvaluation), cancel);
        var indicators = (await db.Signals.Where(s => s.IndicatorId != null).Select(s => new { s.PlanId, s.IndicatorId, HasLight = s.Light != null })
            .GroupBy(s => new { s.PlanId, s.HasLight }).Select(g => new { g.Key.PlanId, g.Key.HasLight, Count = g.Select(s => s.IndicatorId).Distinct().Count() }).ToListAsync(cancel))
            .ToDictionary(g => (g.PlanId, g.HasLight), g => g.Count);
        return
        [
            .. watched.Select(p => new PlanMatters(p.Key, p.Title, [.. Enum.GetValues<PlanMatterKind>().Select(kind => MatterOf(kind, p)).Where(m => m.Count > 0)]))
                .Where(p => p.Matters.Count > 0).OrderByDescending(p => p.Matters.Count).Take(Shown),
        ];

        PlanMatter MatterOf(PlanMatterKind kind, PlanRow p) => kind switch
        {
            PlanMatterKind.PastItsEnd => new(kind, p.State == PlanState.Active && p.End < today ? 1 : 0, $"/plans/{p.Key}"),
            PlanMatterKind.NotBrokenDown => new(kind, p.NotBrokenDown, Address.To($"/plans/{p.Key}", ("only", "unset"))),
            PlanMatterKind.Unassigned => new(kind, p.Unassigned, Address.To($"/plans/{p.Key}", ("only", "unassigned"))),
            _ => new(kind, indicators.GetValueOrDefault((p.Id, kind == PlanMatterKind.IndicatorsOffTarget)), Address.To($"/plans/{p.Key}", ("view", "indicators"))),
        };
    }

    private async Task<int> MailsSinceMondayAsync(DateOnly today, CancellationToken cancel)
    {
        var monday = clock.ToUtc(today.AddDays(-(((int)today.DayOfWeek + 6) % 7)).ToDateTime(TimeOnly.MinValue));
        return await db.Mails.CountAsync(m => m.State == MailState.Sent && m.SentAt >= monday, cancel);
    }
}
