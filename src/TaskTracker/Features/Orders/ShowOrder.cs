using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Orders;
using TaskTracker.Features.Parts;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Orders;

/// <param name="Timeline">Latest first.</param>
internal sealed record OrderModel(SupervisionOrder Of, IReadOnlyList<(int Id, string Number, string Task)> Responsibilities, IReadOnlyList<TimelineEntry> Timeline);

internal sealed class ShowOrder(TrackerDb db)
{
    /// <returns>Null where there is no such order, or none that the person may see.</returns>
    public async Task<OrderModel?> GetAsync(int id, CancellationToken cancel)
    {
        if (await db.Orders.AsNoTracking().Include(o => o.Department).FirstOrDefaultAsync(o => o.Id == id, cancel) is not { } order)
        {
            return null;
        }

        var about = await db.OrderItems.AsNoTracking().IgnoreQueryFilters(TrackerDb.Ended).Where(i => i.OrderId == id).OrderBy(i => i.ResponsibilityId)
            .Select(i => new { i.ResponsibilityId, i.Responsibility.Task.Number, i.Responsibility.Task.Title }).ToListAsync(cancel);
        var history = await db.Audit.AsNoTracking().Where(e => e.Subject == order.Chain).OrderByDescending(e => e.Sequence).ToListAsync(cancel);
        return new(order, [.. about.Select(a => (a.ResponsibilityId, a.Number, a.Title))], [.. history.Select(EntryOf)]);
    }

    /// <param name="entry">Of an order's chain.</param>
    public static TimelineEntry EntryOf(AuditEntry entry) => EntryOf(OrderEvent.FromJson(entry.Data));

    private static TimelineEntry EntryOf(OrderEvent happened) => new(happened.On, happened.GetType().Name, happened.By.Length == 0 ? null : happened.By, happened switch
    {
        OrderIssued e => $"{e.Number}　{e.Requirement}",
        OrderReplied e => e.Reply,
        OrderReplyReturned e => $"{e.Reason}　{e.ReplyBy.Iso()}",
        OrderReplyAccepted { Remark.Length: > 0 } e => e.Remark,
        OrderWithdrawn e => e.Reason,
        _ => null,
    });
}
