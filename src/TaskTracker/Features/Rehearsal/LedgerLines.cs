using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Rehearsal;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Rehearsal;

/// <summary>Puts the names of the ledger to what a rehearsal found.</summary>
internal sealed class LedgerLines
{
    private readonly Dictionary<int, string> _plans, _tasks, _departments, _people, _milestones, _indicators;
    private readonly Dictionary<int, (PostKind Kind, int DepartmentId)> _posts;

    private LedgerLines(
        Dictionary<int, string> plans, Dictionary<int, string> tasks, Dictionary<int, string> departments, Dictionary<int, string> people,
        Dictionary<int, string> milestones, Dictionary<int, string> indicators, Dictionary<int, (PostKind Kind, int DepartmentId)> posts) =>
        (_plans, _tasks, _departments, _people, _milestones, _indicators, _posts) = (plans, tasks, departments, people, milestones, indicators, posts);

    public static async Task<LedgerLines> ReadAsync(TrackerDb db, CancellationToken cancel) => new(
        await db.Plans.Select(p => new { p.Id, p.Title }).ToDictionaryAsync(p => p.Id, p => p.Title, cancel),
        await db.Tasks.IgnoreQueryFilters().Select(t => new { t.Id, Name = t.Number + " " + t.Title }).ToDictionaryAsync(t => t.Id, t => t.Name, cancel),
        await db.Departments.Select(d => new { d.Id, d.Name }).ToDictionaryAsync(d => d.Id, d => d.Name, cancel),
        await db.People.Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, cancel),
        await db.MilestoneShares.IgnoreQueryFilters().Select(s => new { s.Id, s.Milestone.Text }).ToDictionaryAsync(s => s.Id, s => s.Text, cancel),
        await db.Indicators.Select(i => new { i.Id, i.Name }).ToDictionaryAsync(i => i.Id, i => i.Name, cancel),
        await db.Posts.Select(p => new { p.Id, p.Kind, p.DepartmentId }).ToDictionaryAsync(p => p.Id, p => (p.Kind, p.DepartmentId), cancel));

    public NoticeLine Of(RehearsedNotice notice, PostTerms posts)
    {
        var subject = notice.Subject;
        return new NoticeLine(
            notice.On, _plans[subject.PlanId], subject.Key, subject.TaskId, subject.ResponsibilityId, About(notice),
            subject.DepartmentId is { } department ? _departments[department] : "", notice.Level, $"{notice.Rule.Workflow}/{notice.Rule.Name}",
            notice.Rule.Sentence.Length == 0 ? notice.Rule.Name : notice.Rule.Sentence, notice.Episode, notice.Occurrence, [.. Recipients(notice, posts)]);
    }

    public RehearsedMails Mails(IReadOnlyList<RegionNotices> regions, int cap)
    {
        var all = regions.SelectMany(r => r.Notices.Select(n => (n.Sweep, Line: Of(n, r.Posts)))).OrderBy(n => n.Sweep).ThenBy(n => n.Line.Subject, StringComparer.Ordinal).ThenBy(n => n.Line.Rule, StringComparer.Ordinal).ToList();
        var mails = all.SelectMany(n => n.Line.Recipients, (n, r) => (n.Sweep, n.Line, Recipient: r)).GroupBy(n => (n.Sweep, n.Recipient.PersonId))
            .Select(g => new MailLine(
                g.First().Line.Day, g.Key.PersonId, g.First().Recipient.Person, g.First().Recipient.Department, g.Max(n => n.Line.Level), g.Select(n => (n.Line.Subject, n.Line.Rule)).Distinct().Count())).ToList();
        return new RehearsedMails([.. all.Select(n => n.Line)], mails, [.. WeekLine.Of(mails).Where(w => w.Mails > cap)]);
    }

    private IEnumerable<RecipientLine> Recipients(RehearsedNotice notice, PostTerms posts) =>
        from recipient in notice.Recipients
        let post = _posts[recipient.PostId]
        from person in posts.Holders(recipient.PostId, notice.On)
        select new RecipientLine(post.Kind, _departments[post.DepartmentId], person, _people[person], recipient.IsCopy);

    private string About(RehearsedNotice notice)
    {
        var subject = notice.Subject;
        return subject.IndicatorId is { } indicator ? _indicators[indicator]
            : subject.TaskId is not { } task ? ""
            : subject.MilestoneShareId is { } share ? $"{_tasks[task]}：{_milestones[share]}"
            : _tasks[task];
    }
}
