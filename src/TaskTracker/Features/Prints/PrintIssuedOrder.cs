using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Letters;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Prints;

/// <summary>A 督办单 as it was issued, about the responsibilities of it that are still in force.</summary>
internal sealed class PrintIssuedOrder(TrackerDb db, ReadLetterSubject read)
{
    public async Task<PrintOutcome> HandleAsync(int id, CancellationToken cancel = default)
    {
        if (await db.Orders.AsNoTracking().Include(o => o.Department).Include(o => o.Items.OrderBy(i => i.ResponsibilityId)).FirstOrDefaultAsync(o => o.Id == id, cancel) is not { } order)
        {
            return PrintRefusal.NoOrder;
        }

        var about = new List<LetterSubject>();
        foreach (var item in order.Items)
        {
            if (await read.GetAsync(item.ResponsibilityId, cancel) is { } subject)
            {
                about.Add(subject);
            }
        }

        var print = new OrderToPrint(
            await Issuer.OfAsync(db, order.Region, cancel), order.Number, string.Join('\n', about.Select(a => a.Task)), string.Join('\n', about.Select(SubjectWords.Basis)), order.Department.Name,
            string.Join('\n', about.SelectMany(a => a.Open).Where(m => m.Workdays > 0).Select(SubjectWords.Late)), order.Requirement, order.ReplyBy, order.Signer, order.IssuedOn, []);
        return new Print(string.Create(CultureInfo.InvariantCulture, $"督办单-{id}.docx"), LetterFile.Write(OrderLetter.Of(print)));
    }
}
