using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Letters;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Prints;

/// <summary>通报: a plan's month.</summary>
internal sealed class PrintBulletin(TrackerDb db, ReadBulletin read, HouseClock clock)
{
    /// <param name="month">Any day of it.</param>
    /// <param name="ranked">False: departments are not ranked, as where the plan has switched it off.</param>
    public async Task<PrintOutcome> HandleAsync(string key, DateOnly month, bool ranked, CancellationToken cancel = default)
    {
        var today = clock.Today;
        if (await db.Plans.AsNoTracking().FirstOrDefaultAsync(p => p.Key == key, cancel) is not { } plan)
        {
            return PrintRefusal.NoPlan;
        }

        var first = new DateOnly(month.Year, month.Month, 1);
        var last = first.AddMonths(1).AddDays(-1);
        if (first > today || last < plan.Start)
        {
            return first > today ? PrintRefusal.MonthNotBegun : PrintRefusal.MonthBeforePlan;
        }

        var bulletin = await read.GetAsync(plan, first, last < today ? last : today, cancel);
        return new Print(string.Create(CultureInfo.InvariantCulture, $"通报-{plan.Key}-{first:yyyy-MM}.docx"), LetterFile.Write(BulletinLetter.Of(bulletin, ranked && plan.Ranks)));
    }
}
