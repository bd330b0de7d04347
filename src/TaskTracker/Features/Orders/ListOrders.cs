using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Orders;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Orders;

internal sealed record OrderRow(int Id, string Number, string Department, string Requirement, DateOnly IssuedOn, DateOnly ReplyBy, OrderState State, int Responsibilities);

/// <param name="Total">Of all, or of those that are open.</param>
internal sealed record OrdersModel(DateOnly Today, IReadOnlyList<OrderRow> Rows, int Total);

internal sealed class ListOrders(TrackerDb db, HouseClock clock)
{
    public const int PageSize = 50;

    /// <param name="page">From 1.</param>
    public async Task<OrdersModel> GetAsync(bool all, int page, CancellationToken cancel)
    {
        var orders = db.Orders.AsNoTracking().Where(o => all || (o.State != OrderState.Closed && o.State != OrderState.Withdrawn));
        var rows = await orders.OrderBy(o => o.EndedOn == null ? 0 : 1).ThenBy(o => o.ReplyBy).ThenBy(o => o.Id).Skip((page - 1) * PageSize).Take(PageSize)
            .Select(o => new OrderRow(o.Id, o.Number, o.Department.Name, o.Requirement, o.IssuedOn, o.ReplyBy, o.State, o.Items.Count)).ToListAsync(cancel);
        return new(clock.Today, rows, await orders.CountAsync(cancel));
    }
}
