using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Orders;
using TaskTracker.Features.Progress;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Orders;

/// <summary>Carries out one command on an order that was issued: signed for, replied to, reviewed, closed, withdrawn.</summary>
internal sealed class RecordOrder([WholeLedger] TrackerDb db, HouseClock clock, CurrentPerson me)
{
    private const int Tries = 10;

    /// <returns>Why it was refused; null where it was done, now or by the same form before.</returns>
    public async Task<OrderRefusal?> HandleAsync(int orderId, OrderCommand command, FormStamp stamp, CancellationToken cancel)
    {
        var digest = stamp.DigestOf(command);
        for (var tries = 1; ; tries++)
        {
            db.ChangeTracker.Clear();
            if (await IsDoneAsync(orderId, digest, cancel))
            {
                return null;
            }

            var order = await db.Orders.SingleAsync(o => o.Id == orderId, cancel);
            if (command is SignForOrder or ReplyToOrder ? !me.May(Act.Work, order.DepartmentId, order.Region, 0) : !me.Supervises(order.Region))
            {
                return OrderRefusal.NotAllowed;
            }

            if (order.Version != stamp.Seen)
            {
                // Perhaps by the very same form, carried out between the two looks.
                return await IsDoneAsync(orderId, digest, cancel) ? null : OrderRefusal.ChangedMeanwhile;
            }

            if (Carry(order, command, clock.UtcNow) is { } refusal)
            {
                return refusal;
            }

            db.Forms.Add(new SentForm { Subject = order.Chain, Digest = digest });

            try
            {
                await db.SaveChangesAsync(cancel);
                return null;
            }
            catch (DbUpdateException) when (tries < Tries)
            {
                // Somebody else was quicker, perhaps with this very form; the next look tells.
            }
        }
    }

    private Task<bool> IsDoneAsync(int orderId, string digest, CancellationToken cancel) => SentForm.IsDoneAsync(db, AuditSubject.Order(orderId), digest, cancel);

    /// <summary>Changes the order, in memory; saving writes its audit.</summary>
    internal static OrderRefusal? Carry(SupervisionOrder order, OrderCommand command, DateTime utcNow)
    {
        var outcome = OrderDecision.Decide(order, command);
        foreach (var happened in outcome.Events)
        {
            OrderDecision.Apply(order, happened);
            order.Unwritten.Add(new AuditRecord(utcNow, happened.By, happened.GetType().Name, happened.ToJson()));
        }

        return outcome.Refusal;
    }
}
