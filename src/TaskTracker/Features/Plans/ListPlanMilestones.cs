using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Plans;
using TaskTracker.Features.Parts;
using TaskTracker.Features.Responsibilities;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Plans;

/// <summary>A milestone on one of the days on which it is due: an extension gives some departments another.</summary>
/// <param name="Light">Blue where all have reached it; else the worst that a rule about the milestone gives, or green.</param>
internal sealed record MilestoneDay(int TaskId, DateOnly Due, DateOnly? FirstDue, MilestoneOrigin Origin, string Text, Measure? Measure, Light Light, int Open, int Of);

internal sealed class ListPlanMilestones(TrackerDb db)
{
    /// <returns>Tasks in the plan's order, only those with a milestone; marks by date.</returns>
    public async Task<IReadOnlyList<GanttRow>> GetAsync(int planId, CancellationToken cancel = default)
    {
        var tasks = db.Tasks.AsNoTracking().Where(t => t.PlanId == planId);
        var heads = await tasks.OrderBy(t => t.Position).Select(t => new { t.Id, t.Number, t.Title, t.Path }).ToListAsync(cancel);
        var worst = (await Lines.Of(db).Where(l => l.Of.Task.PlanId == planId).Select(l => new { l.Of.TaskId, l.Light }).Distinct().ToListAsync(cancel)).ToLookup(l => l.TaskId, l => (Light?)l.Light);
        var days = (await DaysAsync(tasks, cancel)).ToLookup(d => d.TaskId);
        return
        [
            .. heads.Where(t => days.Contains(t.Id)).Select(t => new GanttRow(t.Path.FirstOrDefault() ?? "", t.Number, t.Title, $"/tasks/{t.Id}", worst[t.Id].Max(),
                [.. days[t.Id].Select(d => new GanttMark(d.Due, d.Origin == MilestoneOrigin.Printed, d.Text, d.Light, d.Open, d.Of))])),
        ];
    }

    /// <summary>In three queries, however many milestones.</summary>
    public async Task<IReadOnlyList<MilestoneDay>> DaysAsync(IQueryable<PlanTask> tasks, CancellationToken cancel)
    {
        var milestones = await db.Milestones.AsNoTracking().Where(m => tasks.Any(t => t.Id == m.TaskId))
            .Select(m => new { m.Id, m.TaskId, m.Due, m.Origin, m.Text, m.Measure }).ToListAsync(cancel);
        var shares = from s in db.MilestoneShares
                     join r in db.Responsibilities on s.ResponsibilityId equals r.Id
                     where tasks.Any(t => t.Id == r.TaskId)
                     select new { s.Id, s.MilestoneId, s.Due, IsOpen = s.MetOn == null && r.ClosedOn == null && r.EndedOn == null };
        var counts = (await shares.GroupBy(s => new { s.MilestoneId, s.Due }).Select(g => new { g.Key.MilestoneId, g.Key.Due, Of = g.Count(), Open = g.Sum(s => s.IsOpen ? 1 : 0) })
            .ToListAsync(cancel)).ToLookup(s => s.MilestoneId);
        var lights = (await db.Signals.Where(s => s.Light != null).Join(shares.Where(s => s.IsOpen), s => s.MilestoneShareId, s => s.Id, (signal, share) => new { share.MilestoneId, share.Due, signal.Light })
            .Distinct().ToListAsync(cancel)).ToLookup(s => (s.MilestoneId, s.Due), s => s.Light);
        var days = from m in milestones
                   from c in counts[m.Id].Select(c => (c.Due, c.Open, c.Of)).DefaultIfEmpty((m.Due, Open: 0, Of: 0))
                   let light = c.Of == 0 ? Light.Grey : c.Open == 0 ? Light.Blue : lights[(m.Id, c.Due)].Max() ?? Light.Green
                   orderby c.Due, m.Id
                   select new MilestoneDay(m.TaskId, c.Due, c.Due == m.Due ? null : m.Due, m.Origin, m.Text, m.Measure, light, c.Open, c.Of);
        return [.. days];
    }
}
