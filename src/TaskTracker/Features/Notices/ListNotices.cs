using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Organisation;
using TaskTracker.Features.Layout;
using TaskTracker.Features.Parts;
using TaskTracker.Mail;
using TaskTracker.Outbox;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Features.Notices;

/// <param name="Days">The last days on which the rules ran, latest first.</param>
/// <param name="Reasons">Why notices were not written; kept for the last run only, so empty for earlier days.</param>
internal sealed record NoticesModel(DateOnly Today, DateOnly? On, bool IsLast, IReadOnlyList<DateOnly> Days, IReadOnlyList<(int Level, int Count)> Levels,
    IReadOnlyList<(NoticeOutcome Reason, int Count)> Reasons, IReadOnlyList<NoticeRow> Rows, int Total);

/// <param name="Level">1 提醒, 2 催办, 3 提请督办, 4 约谈建议; null where the rule gives only a light.</param>
/// <param name="Light">Null where the rule gives none.</param>
/// <param name="Href">The responsibility, task or plan it is about.</param>
/// <param name="Number">Empty where it is about a whole plan or an indicator.</param>
/// <param name="Person">Null while no mail was made of it.</param>
/// <param name="Skipped">The named reason for which it was not written; null where it was.</param>
/// <param name="Cured">Its reason was gone before a mail was made of it.</param>
/// <param name="Mail">The name of its mail in the mailbox, if it may be read there.</param>
internal sealed record NoticeRow(int? Level, Light? Light, string Sentence, string Href, string Number, string Title, string? Department, string Region,
    PostKind? Post, string? Person, bool Copy, NoticeOutcome? Skipped, MailState? Delivery, bool Cured, string? Mail);

/// <param name="On">Null for the last day on which the rules ran.</param>
/// <param name="Reason">Narrows the notices that were not written.</param>
/// <param name="Page">From 1.</param>
internal sealed record NoticeFilter(DateOnly? On, bool Skipped, int? Level, NoticeOutcome? Reason, int Page)
{
    public const int PageSize = 50;

    public string Address => Parts.Address.To("/notices", ("on", On?.Iso()), ("view", Skipped ? "skipped" : null), ("level", Level is { } level ? $"{level}" : null),
        ("reason", Reason?.ToString()), ("page", Page == 1 ? null : $"{Page}"));
}

internal sealed class ListNotices(TrackerDb db, NameSubjects subjects, PageFrame frame, HouseClock clock)
{
    private const int DaysShown = 10;

    public async Task<NoticesModel> GetAsync(NoticeFilter filter, CancellationToken cancel = default)
    {
        var days = await db.Runs.Where(r => r.Kind == RunKind.Sweep && r.State == RunState.Done).Select(r => r.AsOf).Distinct().OrderByDescending(d => d).Take(DaysShown).ToListAsync(cancel);
        if ((filter.On ?? days.Cast<DateOnly?>().FirstOrDefault()) is not { } on)
        {
            return new(clock.Today, null, true, [], [], [], [], 0);
        }

        var written = db.Notices.AsNoTracking().Where(n => n.IssuedOn == on);
        var levels = await written.GroupBy(n => n.Level).Select(g => new { g.Key, Count = g.Count() }).OrderByDescending(g => g.Key).ToListAsync(cancel);
        var isLast = days.Count == 0 || on == days[0];
        var skipped = db.Signals.AsNoTracking().Where(s => isLast && s.Outcome != NoticeOutcome.Written && db.WatchedPlans.Any(p => p.Id == s.PlanId));
        var reasons = await skipped.GroupBy(s => s.Outcome).Select(g => new { g.Key, Count = g.Count() }).OrderByDescending(g => g.Count).ToListAsync(cancel);
        written = filter.Level is { } level ? written.Where(n => n.Level == level) : written;
        skipped = filter.Reason is { } reason ? skipped.Where(s => s.Outcome == reason) : skipped;
        var start = (filter.Page - 1) * NoticeFilter.PageSize;
        return new(clock.Today, on, isLast, days, [.. levels.Select(l => (l.Key, l.Count))], [.. reasons.Select(r => (r.Key, r.Count))],
            filter.Skipped ? await SkippedAsync(skipped, start, cancel) : await WrittenAsync(written, start, cancel),
            filter.Skipped ? await skipped.CountAsync(cancel) : await written.CountAsync(cancel));
    }

    private async Task<IReadOnlyList<NoticeRow>> WrittenAsync(IQueryable<Notice> written, int start, CancellationToken cancel)
    {
        var rows = await (from n in written.OrderByDescending(n => n.Level).ThenBy(n => n.Id).Skip(start).Take(NoticeFilter.PageSize)
                          join m in db.Mails on n.MailId equals m.Id into mails
                          from m in mails.DefaultIfEmpty()
                          orderby n.Level descending, n.Id
                          select new
                          {
                              n.Level, n.Light, n.Sentence, n.PlanId, n.TaskId, n.ResponsibilityId, n.IndicatorId, n.Post.Kind, n.IsCopy, n.CuredOn,
                              State = m == null ? null : (MailState?)m.State, MessageId = m == null ? null : m.MessageId, Person = m == null ? null : m.Person.Name,
                          }).ToListAsync(cancel);
        var about = await subjects.GetAsync([.. rows.Select(r => (r.PlanId, r.TaskId, r.ResponsibilityId, r.IndicatorId))], cancel);
        return
        [
            .. rows.Select((r, i) => new NoticeRow(r.Level, r.Light, r.Sentence, about[i].Href, about[i].Number, about[i].Title, about[i].Department, about[i].Region, r.Kind, r.Person, r.IsCopy,
                null, r.State, r.State is null && r.CuredOn is not null, r.State == MailState.Sent && frame.Mailbox ? FolderTransport.Identity(r.MessageId!) : null)),
        ];
    }

    private async Task<IReadOnlyList<NoticeRow>> SkippedAsync(IQueryable<Signal> skipped, int start, CancellationToken cancel)
    {
        var rows = await skipped.OrderByDescending(s => s.Level ?? 0).ThenBy(s => s.Id).Skip(start).Take(NoticeFilter.PageSize)
            .Select(s => new { s.Level, s.Light, s.Sentence, s.PlanId, s.TaskId, s.ResponsibilityId, s.IndicatorId, s.Outcome }).ToListAsync(cancel);
        var about = await subjects.GetAsync([.. rows.Select(r => (r.PlanId, r.TaskId, r.ResponsibilityId, r.IndicatorId))], cancel);
        return
        [
            .. rows.Select((r, i) => new NoticeRow(r.Level, r.Light, r.Sentence, about[i].Href, about[i].Number, about[i].Title, about[i].Department, about[i].Region, null, null, false, r.Outcome, null, false, null)),
        ];
    }
}
