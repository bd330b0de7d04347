using TaskTracker.Features.Parts;

namespace TaskTracker.Features.Notices;

/// <param name="Days">Days on which the rules ran, latest first.</param>
/// <param name="Reasons">Why notices were not written that day, by the reason's name; the reason is the suffix of its text.</param>
internal sealed record NoticesModel(DateOnly Today, DateOnly? On, IReadOnlyList<DateOnly> Days, IReadOnlyList<(int Level, int Count)> Levels,
    IReadOnlyList<(string Reason, int Count)> Reasons, IReadOnlyList<NoticeRow> Rows, int Total);

/// <param name="Level">1 提醒, 2 催办, 3 提请督办, 4 约谈建议.</param>
/// <param name="Skipped">The named reason for which it was not written; null where it was.</param>
/// <param name="Delivery">The suffix of its text: Waiting, Sent, Refused, Cancelled, Uncertain; null where none was written.</param>
/// <param name="Mail">The name of its mail in the mailbox, if it may be read there.</param>
internal sealed record NoticeRow(DateOnly On, int Level, Light Light, string Sentence, string Rule, string ResponsibilityId, string Number, string Task, string Department,
    string? Recipient, bool Copy, string? Skipped, string? Delivery, string? Mail);

/// <param name="On">Null for the last day on which the rules ran.</param>
/// <param name="Reason">Narrows the notices that were not written.</param>
/// <param name="Page">From 1.</param>
internal sealed record NoticeFilter(DateOnly? On, bool Skipped, int? Level, string? Reason, int Page)
{
    public const int PageSize = 50;

    public string Address => Parts.Address.To("/notices", ("on", On?.Iso()), ("view", Skipped ? "skipped" : null), ("level", Level is { } level ? $"{level}" : null),
        ("reason", Reason), ("page", Page == 1 ? null : $"{Page}"));
}

internal sealed class ListNotices
{
    public Task<NoticesModel> GetAsync(NoticeFilter filter) => Task.FromResult(Sample.Notices(filter));
}
