using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Orders;
using TaskTracker.Features.Progress;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Orders;

/// <summary>交办: the supervision office issues an order to one department about open responsibilities of its own.</summary>
internal sealed class IssueSupervisionOrder([WholeLedger] TrackerDb db, HouseClock clock, CurrentPerson me)
{
    private const int Tries = 3;

    /// <summary>Where <paramref name="wanted"/> comes from and whose region it is, the ledger says.</summary>
    /// <returns>The order's id, also where the same form issued it before; or why it was refused.</returns>
    public async Task<(int Id, OrderRefusal? Refusal)> HandleAsync(IssueOrder wanted, FormStamp stamp, CancellationToken cancel)
    {
        var digest = stamp.DigestOf(wanted);
        for (var tries = 1; ; tries++)
        {
            db.ChangeTracker.Clear();
            if (await IssuedAsync(digest, cancel) is { } known)
            {
                return (known, null);
            }

            var ids = wanted.Responsibilities.Distinct().ToList();
            var open = await db.Responsibilities.CountAsync(r => ids.Contains(r.Id) && r.DepartmentId == wanted.DepartmentId && r.ClosedOn == null, cancel);
            var region = await db.Departments.Where(d => d.Id == wanted.DepartmentId).Select(d => d.Region).FirstOrDefaultAsync(cancel);
            if (region is null || open != ids.Count)
            {
                return (0, OrderRefusal.ResponsibilityNotOpen);
            }

            if (!me.Supervises(region))
            {
                return (0, OrderRefusal.NotAllowed);
            }

            var number = wanted.Number.Trim();
            if (await db.Orders.AnyAsync(o => o.Region == region && o.Number == number, cancel))
            {
                // Perhaps by the very same form, between the two looks.
                return await IssuedAsync(digest, cancel) is { } same ? (same, null) : (0, OrderRefusal.NumberTaken);
            }

            var escalated = await db.Notices.AnyAsync(n => n.Level >= 3 && n.CuredOn == null && n.ResponsibilityId != null && ids.Contains(n.ResponsibilityId.Value), cancel);
            var order = new SupervisionOrder();
            if (RecordOrder.Carry(order, wanted with { Region = region, Origin = escalated ? OrderOrigin.Escalation : OrderOrigin.ByHand }, clock.UtcNow) is { } refusal)
            {
                return (0, refusal);
            }

            db.Orders.Add(order);
            try
            {
                await db.Database.InTransactionAsync(
                    async () =>
                    {
                        await db.SaveChangesAsync(cancel);
                        db.Forms.Add(new SentForm { Subject = order.Chain, Digest = digest });
                        await db.SaveChangesAsync(cancel);
                    },
                    cancel);
                return (order.Id, null);
            }
            catch (DbUpdateException) when (tries < Tries)
            {
                // Somebody took the number meanwhile, perhaps with this very form; the next look tells.
            }
        }
    }

    private async Task<int?> IssuedAsync(string digest, CancellationToken cancel) =>
        (await db.Forms.Where(f => f.Digest == digest).Select(f => f.Subject).ToListAsync(cancel)).Select(AuditSubject.OrderOf).FirstOrDefault();
}
