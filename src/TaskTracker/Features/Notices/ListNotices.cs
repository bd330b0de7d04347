using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Notices;
using TaskTracker.Features.Parts;
using TaskTracker.Outbox;

namespace TaskTracker.Features.Notices;

/// <param name="Days">Days on which the rules ran, latest first.</param>
/// <param name="Reasons">Why notices were not written that day.</param>
internal sealed record NoticesModel(DateOnly Today, DateOnly? On, IReadOnlyList<DateOnly> Days, IReadOnlyList<(int Level, int Count)> Levels,
    IReadOnlyList<(NoticeOutcome Reason, int Count)> Reasons, IReadOnlyList<NoticeRow> Rows, int Total);

/// <param name="Level">1 提醒, 2 催办, 3 提请督办; null where the rule gives only a light.</param>
/// <param name="Light">Null where the rule gives none.</param>
/// <param name="Href">The responsibility, task or plan it is about.</param>
/// <param name="Number">Empty where it is about a whole plan or an indicator.</param>
/// <param name="Skipped">The named reason for which it was not written; null where it was.</param>
/// <param name="Delivery">Null while no mail was made of it.</param>
/// <param name="Mail">The name of its mail in the mailbox, if it may be read there.</param>
internal sealed record NoticeRow(DateOnly On, int? Level, Light? Light, string Sentence, string Rule, string Href, string Number, string Task, string? Department,
    string? Recipient, bool Copy, NoticeOutcome? Skipped, MailState? Delivery, string? Mail);

/// <param name="On">Null for the last day on which the rules ran.</param>
/// <param name="Reason">Narrows the notices that were not written.</param>
/// <param name="Page">From 1.</param>
internal sealed record NoticeFilter(DateOnly? On, bool Skipped, int? Level, NoticeOutcome? Reason, int Page)
{
    public const int PageSize = 50;

    public string Address => Parts.Address.To("/notices", ("on", On?.Iso()), ("view", Skipped ? "skipped" : null), ("level", Level is { } level ? $"{level}" : null),
        ("reason", Reason?.ToString()), ("page", Page == 1 ? null : $"{Page}"));
}

internal sealed class ListNotices
{
    public Task<NoticesModel> GetAsync(NoticeFilter filter) => Task.FromResult(Sample.Notices(filter));
}
