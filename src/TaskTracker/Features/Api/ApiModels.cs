using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Orders;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Parts;
using TaskTracker.Features.Progress;
using TaskTracker.Features.Responsibilities;
using TaskTracker.Features.Search;
using TaskTracker.Outbox;

namespace TaskTracker.Features.Api;

// What programs get. They stay as they are where pages change: a program can't look again.

/// <param name="Page">From 1.</param>
internal sealed record ApiPage<T>(IReadOnlyList<T> Items, int Total, int Page, int PageSize);

internal sealed record ApiMe(string Name, IReadOnlyList<ApiPost> Posts, IReadOnlyList<ApiGrant> Roles, IReadOnlyList<string> Scopes);

internal sealed record ApiPost(PostKind Post, int DepartmentId, string Department, string Region);

internal sealed record ApiGrant(Access.Role Role, string? Region, int? PlanId);

internal sealed record ApiLights(int Red, int Yellow, int Green, int Grey, int Blue)
{
    public static ApiLights Of(LightCounts c) => new(c.Red, c.Yellow, c.Green, c.Grey, c.Blue);
}

/// <param name="NotBrokenDown">Tasks without a milestone in the current year.</param>
/// <param name="Unassigned">Tasks for which nobody is responsible.</param>
/// <param name="Overdue">Responsibilities with a milestone overdue.</param>
internal sealed record ApiPlan(string Key, string Title, string Region, DateOnly Start, DateOnly End, PlanState State, int Tasks, int NotBrokenDown, int Unassigned, ApiLights Lights, int Overdue);

internal sealed record ApiTaskLine(int Id, string Number, string Title, IReadOnlyList<string> Path, bool Safeguard, Light? Worst, ApiLights Lights, IReadOnlyList<string> Departments, DateOnly? NextDue, bool BrokenDown);

internal sealed record ApiTask(int Id, string Plan, string Number, string Title, IReadOnlyList<string> Path, bool Safeguard, Light? Worst, string? Text, string? Dispatch, DateOnly? EndedOn, string? EndedBy, IReadOnlyList<ApiLine> Responsibilities);

/// <param name="NextDue">Of the earliest open milestone, also where it has passed.</param>
/// <param name="Reason">Of the light; null where the state gives it.</param>
internal sealed record ApiLine(int Id, string Plan, int TaskId, string Number, string Task, int DepartmentId, string Department, string Region, ResponsibilityRole Role, ResponsibilityState State,
    Light Light, DateOnly? Since, DateOnly? NextDue, string? NextMilestone, int WorkdaysOverdue, int Progress, DateOnly? LastReport, string? Reason)
{
    public static ApiLine Of(ResponsibilityRow r) => new(r.Id, r.PlanKey, r.TaskId, r.Number, r.Task, r.DepartmentId, r.Department, r.Region, r.Role, r.State,
        r.Light, r.Since, r.NextDue, r.NextText, r.WorkdaysOverdue, r.Progress, r.LastReport, r.Reason);
}

internal sealed record ApiWant(WantKind Kind, DateOnly? By, string? Text);

/// <param name="Version">For <c>If-Match</c>, in quotes.</param>
internal sealed record ApiMine(ApiLine Responsibility, int Version, IReadOnlyList<ApiWant> Wants);

/// <param name="Version">For <c>If-Match</c>, in quotes; the header <c>ETag</c> says the same.</param>
/// <param name="Explanation">Null where no rule looks at it.</param>
/// <param name="Ahead">What comes next, earliest first.</param>
/// <param name="Reports">Latest first, as is the timeline.</param>
internal sealed record ApiResponsibility(int Id, int Version, string Plan, int TaskId, string Number, string Task, IReadOnlyList<string> Path, int DepartmentId, string Department, string Region,
    ResponsibilityRole Role, string? Group, ResponsibilityState State, DateOnly? EndedOn, DateOnly? SilencedUntil, Light Light, DateOnly? Since, ApiExplanation? Explanation, IReadOnlyList<ApiAhead> Ahead,
    IReadOnlyList<ApiMilestone> Milestones, IReadOnlyList<ApiReport> Reports, IReadOnlyList<ApiEvidence> Evidence, IReadOnlyList<ApiEvent> Timeline)
{
    public static ApiResponsibility Of(int id, ResponsibilityModel m, Resources.PageText text) => new(id, m.Version, m.PlanKey, m.TaskId, m.Number, m.Task, m.Path, m.DepartmentId, m.Department, m.Region,
        m.Role, m.Group, m.State, m.EndedOn, m.SilencedUntil, m.Light, m.Since, m.Explained is { } e ? ApiExplanation.Of(e) : null, [.. m.Ahead.Select(a => new ApiAhead(a.On, a.Kind, a.Text, a.CalendarAnnounced))],
        [.. m.Milestones.Select(s => new ApiMilestone(s.Key, s.Text, s.Due, s.FirstDue ?? s.Due, s.MetOn, s.Light, s.WorkdaysOverdue, s.Measure?.InWords()))],
        [.. m.Reports.Select(r => new ApiReport(r.On, r.Period, r.By, r.State, r.Percent, r.Done, r.Problems, r.NextStep, r.ByLink, r.Review, r.Reason))],
        [.. m.Evidence.Select(f => new ApiEvidence(f.FileName, f.Bytes, f.By, f.Sha256))], [.. m.Timeline.Select(t => ApiEvent.Of(t, text))]);
}

internal sealed record ApiExplanation(Light Light, IReadOnlyList<ApiWhy> Holding, IReadOnlyList<ApiWhy> Others, DateOnly? NextChange, Light? NextLight)
{
    public static ApiExplanation Of(ExplainLight.Answer a) => new(a.Light, [.. a.Holding.Select(ApiWhy.Of)], [.. a.Others.Select(ApiWhy.Of)], a.Next?.On, a.Next?.Light);
}

/// <param name="Rule"><c>workflow/rule</c>.</param>
/// <param name="Stops">What would end it.</param>
internal sealed record ApiWhy(string Rule, string Version, string Sentence, string? About, Light? Light, int? Level, IReadOnlyList<ApiCondition> Conditions, DateOnly? Turns, string? Stops)
{
    public static ApiWhy Of(Why w) => new(w.Rule, w.Version, w.Sentence, w.About, w.Light, w.Level, [.. w.Conditions.Select(ApiCondition.Of)], w.Turns, w.Stops);
}

/// <param name="Holds">Null where it was not needed.</param>
internal sealed record ApiCondition(string Text, string Values, bool? Holds, IReadOnlyList<ApiCondition> Parts)
{
    public static ApiCondition Of(Condition c) => new(c.Text, c.Values, c.Holds, [.. c.Parts.Select(Of)]);
}

internal sealed record ApiAhead(DateOnly On, AheadKind Kind, string Text, bool CalendarAnnounced);

/// <param name="Key">Names it where an extension or completion is asked for.</param>
internal sealed record ApiMilestone(string Key, string Text, DateOnly Due, DateOnly FirstDue, DateOnly? MetOn, Light Light, int WorkdaysOverdue, string? Measure);

internal sealed record ApiReport(DateOnly On, string Period, string By, ReportedState State, int? Percent, string Done, string Problems, string NextStep, bool ByLink, ReviewState Review, string ReviewReason);

internal sealed record ApiEvidence(string FileName, long Bytes, string By, string Sha256);

/// <param name="Kind">A word that stays the same; <paramref name="What"/> is what it is called.</param>
/// <param name="Withdrawable">The number of a comment that the person may withdraw.</param>
internal sealed record ApiEvent(DateOnly On, string Kind, string What, string? By, string? Detail, int? Withdrawable)
{
    public static ApiEvent Of(TimelineEntry t, Resources.PageText text) => new(t.On, t.Kind, text[$"Event.{t.Kind}"], t.By, t.Detail, t.Withdrawable);
}

/// <param name="Milestone">Null where it is about the whole.</param>
/// <param name="Text">What was reported, asked or stated.</param>
/// <param name="Until">The day asked for.</param>
internal sealed record ApiWaiting(WaitingKind Kind, int ResponsibilityId, int Version, string Plan, string Number, string Task, string Department, DateOnly Since, string? Milestone, string Text, DateOnly? Until);

internal sealed record ApiOrderLine(int Id, string Number, string Department, string Requirement, DateOnly IssuedOn, DateOnly ReplyBy, OrderState State, int Responsibilities);

/// <param name="Version">For <c>If-Match</c>, in quotes; the header <c>ETag</c> says the same.</param>
internal sealed record ApiOrder(int Id, int Version, string Number, string Region, int DepartmentId, string Department, string Requirement, DateOnly ReplyBy, string Signer, OrderOrigin Origin, OrderState State,
    DateOnly IssuedOn, DateOnly? SignedForOn, DateOnly? RepliedOn, string Reply, string Answer, DateOnly? EndedOn, IReadOnlyList<int> Responsibilities, IReadOnlyList<ApiEvent> Timeline);

internal sealed record ApiDepartmentLine(int Id, string Name, string Region, ApiLights Lights, int Overdue, bool Reached);

internal sealed record ApiNamed(int Id, string Name);

internal sealed record ApiHolder(PostKind Post, string? Holder, DateOnly? Since);

internal sealed record ApiDepartment(int Id, string Name, string Region, DateOnly? Until, ApiLights Lights, int Overdue, bool Reached, IReadOnlyList<string> Aliases, IReadOnlyList<ApiNamed> Successors,
    IReadOnlyList<ApiNamed> Groups, IReadOnlyList<ApiNamed> Members, IReadOnlyList<ApiHolder> Posts, IReadOnlyList<ApiLine> Responsibilities);

/// <param name="Skipped">Why it was not written; null where it was.</param>
/// <param name="Cured">Its reason was gone before a mail was made of it.</param>
internal sealed record ApiNotice(int? Level, Light? Light, string Sentence, string Number, string Title, string? Department, string Region, PostKind? Post, string? Person, bool Copy, NoticeOutcome? Skipped, MailState? Delivery, bool Cured);

/// <param name="On">The day they are of; null where the rules never ran.</param>
internal sealed record ApiNotices(DateOnly? On, IReadOnlyList<ApiNotice> Items, int Total, int Page, int PageSize);

/// <param name="Hits">The first of them, or one page where one group was asked for.</param>
internal sealed record ApiFound(SearchGroupKind Group, int Total, bool More, IReadOnlyList<ApiHit> Hits);

/// <param name="Id">Its id, or a plan's key.</param>
internal sealed record ApiHit(string Id, string Title, string? About, Light? Light);

// What programs send. Who and when is known already, and can't be said.

/// <summary>Nothing more to say: send <c>{}</c>.</summary>
internal sealed record ApiNothing;

/// <param name="Percent">0 to 100; leave it out where a percentage says nothing.</param>
/// <param name="Measured">Only of milestones whose measure the department reports.</param>
internal sealed record SendReport(ReportedState State, string Done, string NextStep, int? Percent = null, string Problems = "", IReadOnlyList<SendMeasured>? Measured = null);

internal sealed record SendMeasured(string Milestone, decimal Value);

internal sealed record SendExtension(string Milestone, DateOnly Until, string Reason);

/// <param name="Milestone">Leave it out where the whole responsibility is done.</param>
internal sealed record SendCompletion(string Statement, string? Milestone = null);

internal sealed record SendComment(string Text);

internal sealed record SendRectification(string Done);

/// <param name="Kind">What waits, as the list of what waits names it.</param>
/// <param name="Milestone">As there.</param>
/// <param name="Reason">Wanted where it is not accepted.</param>
/// <param name="Until">Of an extension: the last day granted, if it is another than the one asked for.</param>
internal sealed record SendDecision(WaitingKind Kind, bool Accept, string? Milestone = null, string Reason = "", DateOnly? Until = null);

internal sealed record SendOrder(string Number, int DepartmentId, string Requirement, DateOnly ReplyBy, string Signer, IReadOnlyList<int> Responsibilities);

internal sealed record SendReply(string Reply);

/// <param name="ReplyBy">Wanted where the reply is not accepted.</param>
internal sealed record SendReview(bool Accept, string Remark = "", DateOnly? ReplyBy = null);

internal sealed record SendReason(string Reason);
