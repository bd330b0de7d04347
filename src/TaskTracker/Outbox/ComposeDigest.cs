using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Organisation;
using TaskTracker.Mail;
using TaskTracker.Persistence;
using TaskTracker.Sweep;
using TaskTracker.Words;

namespace TaskTracker.Outbox;

/// <summary>The leaders' weekly digest of a region, by what the ledger says on the digest's day.</summary>
internal sealed class ComposeDigest(TrackerDb db, HouseRules house, HouseClock clock, IOptions<HouseOptions> options, IOptions<MailOptions> mailOptions)
{
    private const int DaysAhead = 14;
    private const int DaysBack = 7;
    private const int DepartmentsNamed = 4;
    private static readonly LedgerWords Words = LedgerWords.Chinese;

    /// <returns>Null where the person leads no region with a plan in force any more.</returns>
    public async Task<DigestMail?> HandleAsync(QueuedMail mail, CancellationToken cancel)
    {
        var (day, today) = (mail.Run.AsOf, clock.Today);
        var regions = await db.Posts
            .Where(p => p.Kind == PostKind.Leader && p.Holders.Any(h => h.PersonId == mail.PersonId && h.From <= today && (h.Until == null || h.Until >= today)))
            .Select(p => p.Department.Region).Distinct().OrderBy(r => r).ToListAsync(cancel);
        var plans = await db.Plans.AsNoTracking().Where(p => regions.Contains(p.Region) && (p.State == PlanState.Active || p.State == PlanState.UnderEvaluation)).OrderBy(p => p.Id).ToListAsync(cancel);
        if (plans.Count == 0)
        {
            return null;
        }

        var weekAgo = day.AddDays(-DaysBack);
        var rows = await RowsAsync([.. plans.Select(p => p.Id)], weekAgo, cancel);
        var lastWeek = await LightsAsync(rows, weekAgo, cancel);
        var firstChange = await db.LightChanges.MinAsync(c => (DateOnly?)c.On, cancel);
        var before = firstChange <= weekAgo ? lastWeek : null;
        var calendar = house.Current.Calendar;
        var titles = plans.ToDictionary(p => p.Id, p => p.Title);

        // One mail tells of all plans together; where one of them shall not rank, it would be ranked by the others' figures and its own.
        var ranks = plans.TrueForAll(p => p.Ranks);
        return new DigestMail
        {
            RecipientName = mail.Person.Name,
            RecipientPost = Words.Post(PostKind.Leader),
            Day = day,
            Region = string.Join(Words["list.comma"], regions),
            PlanTitles = [.. titles.Values],
            Now = Totals(rows.Select(r => r.Light)),
            LastWeek = before is null ? null : Totals(rows.Select(r => before.GetValueOrDefault(r.Id, Light.Grey))),
            Departments = DepartmentsOf(rows, day, before is null ? null : weekAgo, ranks),
            Ranked = ranks,
            TurnedRedCount = rows.Count(r => r.Light == Light.Red && r.Since > weekAgo),
            TurnedRed = [.. ByTask(rows.Where(r => r.Light == Light.Red && r.Since > weekAgo).OrderBy(r => r.Since), titles, r => r.WorstOverdue(day) is { } late
                ? $"{late.Text}，{Words.Format("status.overdue", calendar.WorkdaysBetween(late.Due, day))}" : Words.Of(r.Light))],
            Cured = before is null ? [] : [.. ByTask(
                rows.Where(r => (before.GetValueOrDefault(r.Id) is Light.Red && r.Light is not Light.Red) || r.ClosedOn > weekAgo),
                titles, r => Words.Format("digest.now", Words.Of(r.Light)))],
            ComingDue = [.. rows.SelectMany(r => r.Open.Where(m => m.Due >= day && m.Due <= day.AddDays(DaysAhead)).Select(m => (Row: r, Milestone: m)))
                .GroupBy(m => (m.Row.TaskId, m.Milestone.Due)).OrderBy(g => g.Key.Due).ThenByDescending(g => g.Max(m => m.Row.Light))
                .Select(g => new DigestDue(
                    g.Key.Due, titles[g.First().Row.PlanId], g.First().Row.Number, g.First().Row.Title, Departments(g.Select(m => m.Row)),
                    LightOf(g.Max(m => m.Row.Light)), Address(g.Select(m => m.Row).ToList())))],
            IndicatorsOffPath = await IndicatorsAsync(titles, cancel),
            LastRun = await LastRunAsync(cancel),
            NotReached = await NotReachedAsync(regions, day, cancel),
            Detail = mailOptions.Value.DetailFor(mail.Person.Email),
            Url = new Uri(new Uri(options.Value.BaseAddress.TrimEnd('/') + "/"), ""),
        };
    }

    private static List<DigestDepartment> DepartmentsOf(List<Row> rows, DateOnly day, DateOnly? before, bool ranks)
    {
        var byName = rows.ToLookup(r => r.Department);
        var ranked = DepartmentRanking.Of(rows.Select(r => r.ForRanking(day)));
        return [.. (ranks ? ranked : [.. ranked.OrderBy(d => d.Name, StringComparer.Ordinal)]).Select(d => new DigestDepartment(
            d.Name, Totals(byName[d.Name].Select(r => r.Light)), d.Overdue, d.Total, before is { } then ? byName[d.Name].Count(r => r.ForRanking(then).DaysOverdue > 0) : null))];
    }

    /// <summary>With the milestones that are open, or were at the end of <paramref name="since"/>.</summary>
    private async Task<List<Row>> RowsAsync(List<int> plans, DateOnly since, CancellationToken cancel)
    {
        var milestones = (await db.MilestoneShares.Where(m => (m.MetOn == null || m.MetOn > since) && db.Responsibilities.Any(r => r.Id == m.ResponsibilityId && r.ClosedOn == null && plans.Contains(r.Task.PlanId)))
            .Select(m => new { m.ResponsibilityId, m.Due, m.MetOn, m.Milestone.Text }).AsNoTracking().ToListAsync(cancel)).ToLookup(m => m.ResponsibilityId, m => new RowMilestone(m.Due, m.MetOn, m.Text));
        var rows = await db.Responsibilities.Where(r => plans.Contains(r.Task.PlanId))
            .Join(db.Standings, r => r.Id, s => s.ResponsibilityId, (r, s) => new
            {
                r.Id, r.TaskId, r.Task.PlanId, r.Task.Number, r.Task.Title, Department = r.Department.Name, s.Light, s.Since, r.ClosedOn,
            }).AsNoTracking().ToListAsync(cancel);
        return [.. rows.OrderBy(r => r.Id).Select(r => new Row(r.Id, r.TaskId, r.PlanId, r.Number, r.Title, r.Department, r.Light, r.Since, r.ClosedOn, [.. milestones[r.Id]]))];
    }

    /// <summary>Each responsibility's light at the end of a past day; missing where it had none yet.</summary>
    private async Task<Dictionary<int, Light>> LightsAsync(List<Row> rows, DateOnly day, CancellationToken cancel)
    {
        var later = (await db.LightChanges.Where(c => c.On > day).AsNoTracking().ToListAsync(cancel)).GroupBy(c => c.ResponsibilityId)
            .ToDictionary(g => g.Key, g => g.MinBy(c => c.Id)!.From);
        return rows.Select(r => (r.Id, Light: later.TryGetValue(r.Id, out var from) ? from : r.Light)).Where(r => r.Light is not null).ToDictionary(r => r.Id, r => r.Light!.Value);
    }

    private async Task<List<DigestIndicator>> IndicatorsAsync(Dictionary<int, string> titles, CancellationToken cancel)
    {
        var plans = titles.Keys.ToList();
        var off = await db.Signals.Where(s => plans.Contains(s.PlanId) && s.IndicatorId != null && s.Light != null)
            .Join(db.Indicators, s => s.IndicatorId, i => i.Id, (s, i) => new
            {
                s.PlanId, i.Name, i.Unit, s.Light,
                Observation = i.Observations.Where(o => o.Institution == null).OrderByDescending(o => o.Year).ThenByDescending(o => o.ObservedOn).Select(o => new { o.Year, o.Value }).FirstOrDefault(),
                Targets = i.YearlyTargets.ToList(),
            }).AsNoTracking().ToListAsync(cancel);
        return [.. off.OrderByDescending(s => s.Light).ThenBy(s => s.PlanId).Select(s => new DigestIndicator(
            titles[s.PlanId], s.Name, LightOf(s.Light!.Value), s.Observation is { } o && s.Targets.FirstOrDefault(t => t.Year == o.Year) is { } target
                ? Words.Format("digest.offTarget", o.Year.ToString(CultureInfo.InvariantCulture), LedgerWords.WithUnit(Number(o.Value), s.Unit), LedgerWords.WithUnit(Number(target.Value), s.Unit)) : ""))];
    }

    private async Task<RulesRun> LastRunAsync(CancellationToken cancel)
    {
        var run = await db.Runs.AsNoTracking().Where(r => r.Kind == RunKind.Sweep && r.State == RunState.Done).OrderByDescending(r => r.AsOf).ThenByDescending(r => r.Ordinal).FirstOrDefaultAsync(cancel);
        return run is null ? new RulesRun(clock.Now, 0) : new RulesRun(clock.ToLocal(run.FinishedAt ?? run.StartedAt), run.Responsibilities);
    }

    /// <summary>Departments whose last mail was refused or given up, or in which nobody holds the post that a rule would write to.</summary>
    private async Task<List<string>> NotReachedAsync(List<string> regions, DateOnly day, CancellationToken cancel)
    {
        List<MailState> unreached = [MailState.Refused, MailState.GivenUp];
        var refused = await db.PostHolders.Where(h => h.From <= day && (h.Until == null || h.Until >= day))
            .Join(db.Posts.Where(p => regions.Contains(p.Department.Region)), h => h.PostId, p => p.Id, (h, p) => new { h.PersonId, p.Department.Name })
            .Where(p => unreached.Contains(db.Mails.Where(m => m.PersonId == p.PersonId).OrderByDescending(m => m.Id).First().State)).Select(p => p.Name).ToListAsync(cancel);
        var vacant = await db.Signals.Where(s => s.Outcome == Domain.Notices.NoticeOutcome.NobodyInPost && s.ResponsibilityId != null)
            .Join(db.Responsibilities.Where(r => regions.Contains(r.Task.Plan.Region)), s => s.ResponsibilityId, r => r.Id, (s, r) => r.Department.Name).ToListAsync(cancel);
        return [.. refused.Concat(vacant).Distinct()];
    }

    /// <summary>One line for each task and what happened: the same date missed by five departments is one thing to know.</summary>
    private IEnumerable<DigestItem> ByTask(IEnumerable<Row> rows, Dictionary<int, string> titles, Func<Row, string> what) => rows
        .GroupBy(r => (r.TaskId, What: what(r)))
        .Select(g => new DigestItem(titles[g.First().PlanId], g.First().Number, g.First().Title, Departments(g), g.Key.What, Address([.. g])));

    private static string Departments(IEnumerable<Row> rows)
    {
        var names = rows.Select(r => r.Department).Distinct().ToList();
        return names.Count <= DepartmentsNamed ? string.Join(Words["list.comma"], names)
            : Words.Format("digest.departments", string.Join(Words["list.comma"], names.Take(DepartmentsNamed)), names.Count);
    }

    private Uri Address(List<Row> rows) => new(
        new Uri(options.Value.BaseAddress.TrimEnd('/') + "/"), rows.Count == 1 ? $"responsibilities/{rows[0].Id}" : $"tasks/{rows[0].TaskId}");

    private static string Number(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static LightTotals Totals(IEnumerable<Light> lights)
    {
        var count = lights.CountBy(l => l).ToDictionary();
        return new LightTotals(
            count.GetValueOrDefault(Light.Red), count.GetValueOrDefault(Light.Yellow), count.GetValueOrDefault(Light.Green), count.GetValueOrDefault(Light.Blue), count.GetValueOrDefault(Light.Grey));
    }

    private static MailLight LightOf(Light light) => Enum.Parse<MailLight>(light.ToString());

    private sealed record RowMilestone(DateOnly Due, DateOnly? MetOn, string Text);

    private sealed record Row(
        int Id, int TaskId, int PlanId, string Number, string Title, string Department, Light Light, DateOnly Since, DateOnly? ClosedOn, IReadOnlyList<RowMilestone> Milestones)
    {
        public IEnumerable<RowMilestone> Open => Milestones.Where(m => m.MetOn is null);

        public RowMilestone? WorstOverdue(DateOnly day) => Open.Where(m => m.Due < day).MinBy(m => m.Due);

        public RankedResponsibility ForRanking(DateOnly day) => new(
            Department, Milestones.Where(m => m.Due < day && (m.MetOn is null || m.MetOn > day)).Select(m => day.DayNumber - m.Due.DayNumber).DefaultIfEmpty(0).Max());
    }
}
