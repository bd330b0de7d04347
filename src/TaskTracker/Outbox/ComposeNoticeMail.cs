using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskTracker.Access;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Mail;
using TaskTracker.Persistence;
using TaskTracker.Sweep;
using TaskTracker.Words;

namespace TaskTracker.Outbox;

/// <summary>Turns a mail's notices into what the mail says, by what the ledger says now.</summary>
internal sealed class ComposeNoticeMail(TrackerDb db, HouseRules house, HouseClock clock, SignedLinks links, IOptions<HouseOptions> options, IOptions<MailOptions> mailOptions)
{
    private static readonly LedgerWords Words = LedgerWords.Chinese;

    /// <param name="notices">Not cured, all of posts that the person holds today; at least one.</param>
    public async Task<NoticeMail> HandleAsync(QueuedMail mail, IReadOnlyList<Notice> notices, CancellationToken cancel)
    {
        var person = mail.Person;
        var today = clock.Today;
        var ledger = await LedgerOfNotices.ReadAsync(db, notices, cancel);
        var post = notices.OrderBy(n => n.IsCopy).ThenByDescending(n => n.Level).First().Post;

        // One subject may have several notices: of different rules, or carried over from a day on which mail could not leave.
        var items = notices.GroupBy(n => n.Subject).Select(g => Item(mail, g.OrderByDescending(n => n.Level).ThenByDescending(n => n.IssuedOn).ToList(), ledger, today));
        return new NoticeMail
        {
            RecipientName = person.Name,
            RecipientPost = Words.Post(post.Kind),
            RecipientDepartment = post.Department.Name,
            Day = today,
            Items = [.. items.OrderByDescending(i => i.Order).Select(i => i.Item)],
            Detail = mailOptions.Value.DetailFor(person.Email),
            Url = Address(""),
        };
    }

    private (NoticeItem Item, int Order) Item(QueuedMail mail, List<Notice> notices, LedgerOfNotices ledger, DateOnly today)
    {
        var first = notices[0];
        var plan = ledger.Plans[first.PlanId];
        var task = first.TaskId is { } taskId ? ledger.Tasks[taskId] : null;
        var responsibility = first.ResponsibilityId is { } id ? ledger.Responsibilities[id] : null;
        var indicator = first.IndicatorId is { } indicatorId ? ledger.Indicators[indicatorId] : null;
        var (due, status, daysOverdue) = Due(first, plan, responsibility, indicator, ledger, today);
        var signed = responsibility is not null && notices.Exists(n => n.Post.Kind is PostKind.Liaison or PostKind.DepartmentHead && n.Post.DepartmentId == responsibility.DepartmentId)
            ? links.AddressOf(new(mail.PersonId, responsibility.Id, mail.Id, clock.UtcNow + SignedLinks.Lasts)) : null;
        return (new NoticeItem
        {
            PlanTitle = plan.Title,
            TaskNumber = task?.Number ?? Words[indicator is null ? "heading.plan" : "heading.indicator"],
            TaskTitle = task?.Title ?? indicator?.Name ?? plan.Title,
            Department = responsibility?.Department.Name ?? indicator?.ReportingDepartment?.Name ?? plan.Region,
            Due = due,
            Light = LightOf(notices),
            Status = status,
            Overdue = daysOverdue > 0,
            Level = (MailLevel)first.Level,
            Addressing = first.IsCopy ? MailAddressing.Cc : MailAddressing.To,
            Reasons = [.. notices.DistinctBy(n => (n.Workflow, n.Rule)).Select(n => new NoticeReason(n.Sentence, [.. Words.Readings(n.Explanation).Select(r => new ReadValue(r.Label, r.Value))]))],
            Basis = task is null ? null : new NoticeBasis(task.Path, task.Number, responsibility?.Role),
            Next = first.NextOn is { } on && on > today ? new NoticeStep(Words.Format("status.next", Words[$"level.{first.NextLevel}"], first.NextSentence!), on) : null,
            IsSigned = signed is not null,
            LinkText = Words[signed is null ? "link.view" : responsibility!.AcceptedOn is null ? "link.accept" : "link.report"],
            StopsWhen = Words[$"stops.{Kind(first)}"],
            Url = signed ?? (responsibility is not null ? Address($"responsibilities/{responsibility.Id}") : task is not null ? Address($"tasks/{task.Id}") : Address($"plans/{plan.Id}")),
        }, daysOverdue);
    }

    /// <summary>What is wanted, how it stands today, and by how many workdays it is late.</summary>
    private (string Due, string Status, int WorkdaysLate) Due(
        Notice notice, Plan plan, Responsibility? responsibility, Indicator? indicator, LedgerOfNotices ledger, DateOnly today)
    {
        var calendar = house.Current.Calendar;
        switch (Kind(notice))
        {
            case "milestone" when ledger.Milestones.TryGetValue(notice.MilestoneShareId!.Value, out var share):
                var late = Math.Max(0, calendar.WorkdaysBetween(share.Due, today));
                return (Words.Format("due.milestone", share.Milestone.Text, Long(share.Due)), late > 0 ? Words.Format("status.overdue", late)
                    : share.Due == today ? Words["status.dueToday"] : Words.Format("status.due", Short(share.Due, today)), late);
            case "report":
                var period = notice.Subject[(notice.Subject.LastIndexOf(':') + 1)..];
                var ended = ReportRhythm.Of(plan, ledger.Tasks[notice.TaskId!.Value]).LastEnded(notice.IssuedOn);
                var due = calendar.AddWorkdays(ended.End, plan.ReportDueWorkday);
                var reportLate = Math.Max(0, calendar.WorkdaysBetween(due, today));
                return (Words.Format("due.report", Words.Period(period), Long(due)),
                    reportLate > 0 ? Words.Format("status.reportLate", reportLate) : Words.Format("status.reportDue", Short(due, today)), reportLate);
            case "responsibility" when responsibility is { AcceptedOn: null }:
                var from = plan.ActiveFrom > responsibility.AssignedOn ? plan.ActiveFrom.Value : responsibility.AssignedOn;
                return (Words["due.accept"], Words.Format("status.waiting", calendar.WorkdaysBetween(from, today)), 0);
            case "task":
                return (Words.Format("due.breakdown", Year(notice.IssuedOn.Year)), Words["status.undecomposed"], 0);
            case "indicator" when indicator is not null:
                var year = notice.IssuedOn.Year - 1;
                var value = indicator.Observations.Where(o => o.Year == year && o.Institution is null).OrderBy(o => o.ObservedOn).LastOrDefault()?.Value;
                var target = indicator.YearlyTargets.FirstOrDefault(t => t.Year == year)?.Value;
                return (Words.Format("due.observation", Year(year)), value is null || target is null ? Words["status.observationMissing"]
                    : Words.Format("status.offTarget", LedgerWords.WithUnit(Number(value.Value), indicator.Unit), LedgerWords.WithUnit(Number(target.Value), indicator.Unit)), 0);
            case "plan":
                return (Words.Format("due.planEnd", Long(plan.End)), Words["status.planEnded"], 0);
            default:
                return (notice.Sentence, notice.Sentence, 0);
        }
    }

    private static MailLight LightOf(List<Notice> notices) => notices.Max(n => n.Light) switch
    {
        Light.Red => MailLight.Red,
        Light.Yellow => MailLight.Yellow,
        _ => notices.Any(n => Kind(n) == "responsibility") ? MailLight.Grey : MailLight.Green,
    };

    private static string Kind(Notice notice) => notice.Subject[..notice.Subject.IndexOf(':', StringComparison.Ordinal)];

    private Uri Address(string path) => new(new Uri(options.Value.BaseAddress.TrimEnd('/') + "/"), path);

    private static string Long(DateOnly day) => MailWords.LongDay(day);

    private static string Short(DateOnly day, DateOnly today) => MailWords.Day(day, today);

    private static string Year(int year) => year.ToString(CultureInfo.InvariantCulture);

    private static string Number(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}

/// <summary>The rows that a mail's notices speak of, each by its id.</summary>
internal sealed record LedgerOfNotices(
    Dictionary<int, Plan> Plans, Dictionary<int, PlanTask> Tasks, Dictionary<int, Responsibility> Responsibilities,
    Dictionary<int, MilestoneShare> Milestones, Dictionary<int, Indicator> Indicators)
{
    public static async Task<LedgerOfNotices> ReadAsync(TrackerDb db, IReadOnlyList<Notice> notices, CancellationToken cancel)
    {
        var plans = notices.Select(n => n.PlanId).Distinct().ToList();
        var tasks = notices.Select(n => n.TaskId).OfType<int>().Distinct().ToList();
        var responsibilities = notices.Select(n => n.ResponsibilityId).OfType<int>().Distinct().ToList();
        var milestones = notices.Select(n => n.MilestoneShareId).OfType<int>().Distinct().ToList();
        var indicators = notices.Select(n => n.IndicatorId).OfType<int>().Distinct().ToList();
        return new LedgerOfNotices(
            await db.Plans.AsNoTracking().Where(p => plans.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancel),
            await db.Tasks.AsNoTracking().IgnoreQueryFilters(TrackerDb.Ended).Where(t => tasks.Contains(t.Id)).ToDictionaryAsync(t => t.Id, cancel),
            await db.Responsibilities.AsNoTracking().IgnoreQueryFilters(TrackerDb.Ended).Include(r => r.Department).Where(r => responsibilities.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancel),
            await db.MilestoneShares.AsNoTracking().Include(m => m.Milestone).Where(m => milestones.Contains(m.Id)).ToDictionaryAsync(m => m.Id, cancel),
            await db.Indicators.AsNoTracking().Include(i => i.ReportingDepartment).Include(i => i.YearlyTargets).Include(i => i.Observations)
                .AsSplitQuery().Where(i => indicators.Contains(i.Id)).ToDictionaryAsync(i => i.Id, cancel));
    }
}
