using System.Globalization;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Progress;

/// <summary>A span for which one report is wanted, e.g. the third quarter of 2024; both days belong to it.</summary>
public sealed record ReportPeriod(string Name, DateOnly Start, DateOnly End)
{
    /// <summary>A report made in the last days of a period already counts for it.</summary>
    private const int EarlyDays = 10;

    /// <summary>The last day of the period after it.</summary>
    public DateOnly NextEnds => End.AddDays(1).AddMonths(((End.Year - Start.Year) * 12) + End.Month - Start.Month + 1).AddDays(-1);

    /// <summary>The latest period that ended before <paramref name="day"/>.</summary>
    public static ReportPeriod LastEnded(ReportCadence cadence, DateOnly day)
    {
        var months = Months(cadence);
        var start = new DateOnly(day.Year, ((day.Month - 1) / months * months) + 1, 1).AddMonths(-months);
        return new ReportPeriod(NameOf(cadence, start), start, start.AddMonths(months).AddDays(-1));
    }

    /// <summary>The period that a report made on <paramref name="day"/> counts for.</summary>
    public static ReportPeriod CountingOn(ReportCadence cadence, DateOnly day) => LastEnded(cadence, day.AddDays(EarlyDays));

    private static int Months(ReportCadence cadence) => cadence switch
    {
        ReportCadence.Monthly => 1,
        ReportCadence.Quarterly => 3,
        ReportCadence.HalfYearly => 6,
        _ => 12,
    };

    private static string NameOf(ReportCadence cadence, DateOnly start) => cadence switch
    {
        ReportCadence.Monthly => start.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        ReportCadence.Quarterly => string.Create(CultureInfo.InvariantCulture, $"{start.Year}Q{((start.Month - 1) / 3) + 1}"),
        ReportCadence.HalfYearly => string.Create(CultureInfo.InvariantCulture, $"{start.Year}H{((start.Month - 1) / 6) + 1}"),
        _ => start.Year.ToString(CultureInfo.InvariantCulture),
    };
}
