using TaskTracker.Domain.Evaluation;
using TaskTracker.Features.Parts;

namespace TaskTracker.Features.Home;

/// <param name="LastSweep">Null while the rules never ran.</param>
/// <param name="WeekAgo">The lights seven days earlier; null where nothing is known of them.</param>
/// <param name="Attention">Level 3 first, then red, worst first; at most ten of <paramref name="AttentionTotal"/>.</param>
/// <param name="Departments">Ranked ones by overdue share; at most ten.</param>
internal sealed record HomeModel(
    DateOnly Today,
    SweepNote? LastSweep,
    LightCounts Lights,
    LightCounts? WeekAgo,
    IReadOnlyList<AttentionRow> Attention,
    int AttentionTotal,
    IReadOnlyList<DepartmentShare> Departments,
    IReadOnlyList<DueRow> DueSoon,
    IReadOnlyList<PlanMatter> PlanMatters,
    MailWeek Mail);

internal sealed record SweepNote(DateTime At, int Responsibilities, int Changed);

/// <param name="Reason">The sentence of the worst rule that holds.</param>
/// <param name="Escalated">Brought before the supervision office by a level 3 notice that still stands.</param>
/// <param name="WorkdaysOverdue">0 where nothing is overdue.</param>
internal sealed record AttentionRow(int ResponsibilityId, string Number, string Task, string Plan, string Department, string Reason, Light Light, bool Escalated, int WorkdaysOverdue);

/// <summary>A department and how much of what was due it has let pass.</summary>
/// <param name="Overdue">Milestones overdue, of <paramref name="Due"/> milestones due until today or still open.</param>
/// <param name="OverdueDays">Workdays, summed over the overdue milestones.</param>
/// <param name="Ranked">False below five responsibilities.</param>
internal sealed record DepartmentShare(int Id, string Name, LightCounts Lights, int Overdue, int Due, int OverdueDays, bool Ranked);

internal sealed record DueRow(DateOnly Due, int ResponsibilityId, string Number, string Task, string Milestone, string Department, Light Light);

/// <summary>A signal about a plan as a whole, such as tasks without a milestone this year or a plan past its end.</summary>
internal sealed record PlanMatter(string Plan, string Text, string Href);

/// <param name="Unreached">Departments whose last mail did not arrive.</param>
internal sealed record MailWeek(int Sent, int Waiting, IReadOnlyList<string> Unreached);

internal sealed class ShowHome
{
    public Task<HomeModel> GetAsync() => Task.FromResult(Sample.Home());
}
