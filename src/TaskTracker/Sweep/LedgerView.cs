using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Persistence;

namespace TaskTracker.Sweep;

/// <summary>Reads from the ledger what the rules look at, without tracking: a span of one plan's tasks in six queries.</summary>
internal static class LedgerView
{
    /// <param name="tasks">The tasks of <paramref name="plan"/> to read.</param>
    public static async Task<List<TaskInView>> ReadAsync(TrackerDb db, Plan plan, IQueryable<PlanTask> tasks, DateOnly today, CancellationToken cancel)
    {
        var last = ReportPeriod.LastEnded(plan.ReportCadence, today);
        var period = last.Name;
        var heads = await tasks.OrderBy(t => t.Position)
            .Select(t => new { t.Id, t.Number, t.Kind, t.ReportCadence, t.ReportCadenceFrom, Days = t.Milestones.Select(m => m.Due).ToList() }).AsNoTracking().ToListAsync(cancel);
        var responsibilities = await db.Responsibilities.Where(r => tasks.Contains(r.Task))
            .Select(r => new
            {
                r.Id, r.TaskId, r.DepartmentId, r.Role, r.State, r.AssignedOn, r.AcceptedOn, r.ClosedOn, r.Progress,
                LastReportOn = r.Reports.Where(p => p.Review != ReviewState.Returned).Max(p => (DateOnly?)p.ReportedOn),
                Reported = r.Reports.Any(p => p.Review != ReviewState.Returned && p.Period == period),
            }).AsNoTracking().ToListAsync(cancel);
        var milestones = (await db.MilestoneShares.Where(s => db.Responsibilities.Any(r => r.Id == s.ResponsibilityId && tasks.Contains(r.Task)))
            .Select(s => new { s.ResponsibilityId, Standing = new MilestoneStanding(s.Id, s.Milestone.Origin, s.Due, s.FirstDue, s.MetOn, s.Milestone.Text) })
            .AsNoTracking().ToListAsync(cancel)).ToLookup(s => s.ResponsibilityId, s => s.Standing);

        var silenced = (await db.Silences.Where(s => s.From <= today && s.Until >= today && db.Responsibilities.Any(r => r.Id == s.ResponsibilityId && tasks.Contains(r.Task)))
            .Select(s => new { s.ResponsibilityId, s.Until }).ToListAsync(cancel)).GroupBy(s => s.ResponsibilityId).ToDictionary(g => g.Key, g => g.Max(s => s.Until));

        // Filed before their period is the one that is asked for; foresight needs them.
        var early = (await db.Reports.Where(p => p.Review != ReviewState.Returned && p.ReportedOn > last.End && p.Period != period
                && db.Responsibilities.Any(r => r.Id == p.ResponsibilityId && tasks.Contains(r.Task)))
            .Select(p => new { p.ResponsibilityId, p.Period }).AsNoTracking().ToListAsync(cancel)).ToLookup(p => p.ResponsibilityId, p => p.Period);

        // Few tasks have a rhythm of their own; of those every period that was reported.
        var others = heads.Where(t => ReportRhythm.Of(plan, t.ReportCadence, null).Cadence != plan.ReportCadence).Select(t => t.Id).ToHashSet();
        var ownPeriods = others.Count == 0 ? null : (await db.Reports.Where(p => p.Review != ReviewState.Returned && db.Responsibilities.Any(r => r.Id == p.ResponsibilityId && others.Contains(r.TaskId)))
            .Select(p => new { p.ResponsibilityId, p.Period }).AsNoTracking().ToListAsync(cancel)).ToLookup(p => p.ResponsibilityId, p => p.Period);
        IReadOnlySet<string> reported = new HashSet<string> { period };
        IReadOnlySet<string> unreported = new HashSet<string>();
        var byTask = responsibilities.OrderBy(r => r.Id).ToLookup(r => r.TaskId, r => (r.ClosedOn, View: new ResponsibilityInView(
            new ResponsibilityStanding(
                r.Id, r.DepartmentId, r.Role, r.State, r.AssignedOn, r.AcceptedOn, r.ClosedOn, r.Progress, r.LastReportOn,
                others.Contains(r.TaskId) ? ownPeriods![r.Id].ToHashSet() : early.Contains(r.Id) ? early[r.Id].Concat(r.Reported ? reported : unreported).ToHashSet() : r.Reported ? reported : unreported)
            {
                SilencedUntil = silenced.TryGetValue(r.Id, out var until) ? until : null,
            },
            [.. milestones[r.Id].OrderBy(m => m.Id)])));
        return
        [
            .. heads.Select(t => new TaskInView(
                t.Id,
                new TaskState(t.Number, t.Kind, byTask[t.Id].Count(), byTask[t.Id].Count(r => r.ClosedOn is null), t.Days) { ReportCadence = t.ReportCadence, ReportCadenceFrom = t.ReportCadenceFrom },
                [.. byTask[t.Id].Select(r => r.View)])),
        ];
    }
}

/// <summary>Which posts of a region are held on a day.</summary>
internal sealed class HeldPosts
{
    private readonly ILookup<(int DepartmentId, PostKind Kind), int> _byDepartment;
    private readonly ILookup<PostKind, int> _byKind;
    private readonly IReadOnlyList<(int DepartmentId, PostKind Kind, DateOnly From)> _toCome;

    private HeldPosts(IReadOnlyList<(int Id, int DepartmentId, PostKind Kind)> posts, IReadOnlyList<(int DepartmentId, PostKind Kind, DateOnly From)> toCome)
    {
        _byDepartment = posts.ToLookup(p => (p.DepartmentId, p.Kind), p => p.Id);
        _byKind = posts.ToLookup(p => p.Kind, p => p.Id);
        _toCome = toCome;
    }

    public static async Task<HeldPosts> ReadAsync(TrackerDb db, string region, DateOnly today, CancellationToken cancel)
    {
        var posts = await db.Posts.Where(p => p.Department.Region == region && p.Holders.Any(h => h.From <= today && (h.Until == null || h.Until >= today)))
            .Select(p => new { p.Id, p.DepartmentId, p.Kind }).AsNoTracking().ToListAsync(cancel);
        var toCome = await db.PostHolders.Where(h => h.From > today && (h.Until == null || h.Until >= h.From))
            .Join(db.Posts.Where(p => p.Department.Region == region), h => h.PostId, p => p.Id, (h, p) => new { p.DepartmentId, p.Kind, h.From }).AsNoTracking().ToListAsync(cancel);
        return new HeldPosts([.. posts.Select(p => (p.Id, p.DepartmentId, p.Kind))], [.. toCome.Select(t => (t.DepartmentId, t.Kind, t.From))]);
    }

    /// <summary>Liaison and head are those of the department; supervision office and leaders are the region's.</summary>
    public IReadOnlyList<int> Of(PostKind kind, int? departmentId) => IsOfRegion(kind)
        ? [.. _byKind[kind]]
        : departmentId is { } id ? [.. _byDepartment[(id, kind)]] : [];

    /// <summary>The first day to come on which a term in such a post begins; null where none is known.</summary>
    public DateOnly? HeldFrom(PostKind kind, int? departmentId) =>
        _toCome.Where(t => t.Kind == kind && (IsOfRegion(kind) || t.DepartmentId == departmentId)).Min(t => (DateOnly?)t.From);

    private static bool IsOfRegion(PostKind kind) => kind is PostKind.Supervision or PostKind.Leader;
}
