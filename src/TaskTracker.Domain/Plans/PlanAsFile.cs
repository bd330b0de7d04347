namespace TaskTracker.Domain.Plans;

/// <summary>The tasks of a plan in the ledger as its file would have them, to compare a later version with: what the plan prints, without what was assigned or broken down since.</summary>
public static class PlanAsFile
{
    /// <param name="tasks">In force, with shares, their departments, and milestones.</param>
    public static IReadOnlyList<PlanFileTask> Tasks(IEnumerable<PlanTask> tasks) => [.. tasks.OrderBy(t => t.Position).Select(t => new PlanFileTask
    {
        Key = t.Key,
        Number = t.Number,
        Title = t.Title,
        Path = t.Path,
        Kind = t.Kind,
        Responsible = [.. t.Shares.Where(s => s.Origin == ShareOrigin.Printed).OrderBy(s => s.Position).Select(s => new PlanShare(s.Department.Name, s.AsPrinted, s.Role))],
        OpenEnded = t.OpenEnded,
        Dispatch = t.Dispatch,
        Milestones = [.. t.Milestones.Where(m => m.Origin == MilestoneOrigin.Printed).OrderBy(m => m.Due).Select(m => new PrintedMilestone(m.Due, m.Text, m.Measure))],
        Recurring = t.Recurring,
        Text = t.Text,
    })];
}
