using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Audit;
using TaskTracker.Features.Parts;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Audit;

/// <param name="Href">What it is about; null where there is no page of it.</param>
/// <param name="About">In words, as far as the ledger still knows it.</param>
internal sealed record AuditRow(AuditEntry Entry, DateTime At, string About, string? Href);

/// <param name="Seals">The newest ones.</param>
/// <param name="Verified">The last verification; null before the first.</param>
internal sealed record AuditModel(IReadOnlyList<AuditRow> Rows, int Total, IReadOnlyList<AuditSeal> Seals, int SealCount, LastVerified? Verified, DateTime? VerifiedAt);

/// <param name="Chain">One subject; null for all.</param>
/// <param name="By">A part of the name of who did it.</param>
/// <param name="Page">From 1.</param>
internal sealed record AuditFilter(string? Chain, string? By, DateOnly? On, int Page)
{
    public const int PageSize = 50;

    public string Address => Parts.Address.To("/audit", ("chain", Chain), ("by", By), ("on", On?.Iso()), ("page", Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>The entries of all chains, newest first, with the seals and the last verification.</summary>
internal sealed class ListAudit(TrackerDb own, [WholeLedger] TrackerDb whole, CurrentPerson me, HouseClock clock)
{
    private const int SealsShown = 7;

    public async Task<AuditModel> GetAsync(AuditFilter filter, CancellationToken cancel = default)
    {
        var db = me.Is(Role.AuditAdministrator) ? whole : own;
        var entries = db.Audit.AsNoTracking().IgnoreQueryFilters(TrackerDb.Ended);
        entries = filter.Chain is { } chain ? entries.Where(e => e.Subject == chain) : entries;
        entries = filter.By is { } by ? entries.Where(e => e.By.Contains(by)) : entries;
        if (filter.On is { } on)
        {
            var (from, until) = (clock.ToUtc(on.ToDateTime(TimeOnly.MinValue)), clock.ToUtc(on.AddDays(1).ToDateTime(TimeOnly.MinValue)));
            entries = entries.Where(e => e.At >= from && e.At < until);
        }

        var shown = await entries.OrderByDescending(e => e.Id).Skip((filter.Page - 1) * AuditFilter.PageSize).Take(AuditFilter.PageSize).ToListAsync(cancel);
        var responsibilities = shown.Select(e => AuditSubject.ResponsibilityOf(e.Subject)).OfType<int>().Distinct().ToList();
        var plans = shown.Select(e => AuditSubject.PlanOf(e.Subject)).OfType<string>().Distinct().ToList();
        var tasks = await db.Responsibilities.IgnoreQueryFilters(TrackerDb.Ended).Where(r => responsibilities.Contains(r.Id)).Select(r => new { r.Id, r.Task.Number, r.Task.Title, r.Department.Name }).ToDictionaryAsync(r => r.Id, r => $"{r.Number} {r.Title} · {r.Name}", cancel);
        var titles = await db.Plans.Where(p => plans.Contains(p.Key)).Select(p => new { p.Key, p.Title }).ToDictionaryAsync(p => p.Key, p => p.Title, cancel);
        var orderIds = shown.Select(e => AuditSubject.OrderOf(e.Subject)).OfType<int>().Distinct().ToList();
        var orders = await db.Orders.Where(o => orderIds.Contains(o.Id)).Select(o => new { o.Id, o.Number }).ToDictionaryAsync(o => o.Id, o => o.Number, cancel);
        var indicatorIds = shown.Select(e => AuditSubject.IndicatorOf(e.Subject)).OfType<int>().Distinct().ToList();
        var indicators = await db.Indicators.Where(i => indicatorIds.Contains(i.Id)).Select(i => new { i.Id, i.Name }).ToDictionaryAsync(i => i.Id, i => i.Name, cancel);
        var verified = await VerifyAudit.LastAsync(db, cancel);
        return new(
            [.. shown.Select(e => Row(e, tasks, titles, orders, indicators))], await entries.CountAsync(cancel),
            await db.Seals.AsNoTracking().OrderByDescending(s => s.Number).Take(SealsShown).ToListAsync(cancel), await db.Seals.CountAsync(cancel), verified, verified is null ? null : clock.ToLocal(verified.At));
    }

    private AuditRow Row(AuditEntry entry, Dictionary<int, string> tasks, Dictionary<string, string> titles, Dictionary<int, string> orders, Dictionary<int, string> indicators)
    {
        var at = clock.ToLocal(entry.At);
        string? To(string href) => me.Is(Roles.Plans) ? href : null;
        return AuditSubject.ResponsibilityOf(entry.Subject) is { } id && tasks.TryGetValue(id, out var task) ? new(entry, at, task, To(string.Create(CultureInfo.InvariantCulture, $"{Links.Responsibilities}/{id}")))
            : AuditSubject.PlanOf(entry.Subject) is { } key && titles.TryGetValue(key, out var title) ? new(entry, at, title, To($"/plans/{Uri.EscapeDataString(key)}"))
            : AuditSubject.OrderOf(entry.Subject) is { } of && orders.TryGetValue(of, out var number) ? new(entry, at, number, To(string.Create(CultureInfo.InvariantCulture, $"/orders/{of}")))
            : AuditSubject.IndicatorOf(entry.Subject) is { } measure && indicators.TryGetValue(measure, out var name) ? new(entry, at, name, To(string.Create(CultureInfo.InvariantCulture, $"/indicators/{measure}")))
            : new(entry, at, entry.Subject[(entry.Subject.IndexOf(':', StringComparison.Ordinal) + 1)..], null);
    }
}
