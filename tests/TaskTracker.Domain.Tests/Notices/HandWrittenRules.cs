using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Domain.Tests.Calendar;

namespace TaskTracker.Domain.Tests.Notices;

/// <summary>The shipped rules about a responsibility, written anew in plain code that counts day by day: what the engine says is held against it.</summary>
internal sealed class HandWrittenRules(Plan plan, Responsibility responsibility, DateOnly today)
{
    private static readonly Lazy<Dictionary<DateOnly, int>> Counted = new(() =>
    {
        var count = 0;
        return Days.Between(new(2023, 1, 1), new(2025, 12, 31)).ToDictionary(day => day, day => ShippedCalendars.Calendar.IsWorkday(day) ? ++count : count);
    });

    /// <param name="share">The milestone that the rule is about, if it is about one.</param>
    public bool Holds(string rule, MilestoneShare? share) => rule switch
    {
        "not-accepted-5-workdays" => Waiting > 5,
        "not-accepted-15-workdays" => Waiting > 15,
        "due-within-90-days" => Open(share) && DaysTo(share) is > 30 and <= 90 && responsibility.Progress < 50,
        "due-within-30-days" => Open(share) && DaysTo(share) is > 7 and <= 30 && responsibility.Progress < 80,
        "due-within-7-days" => Open(share) && DaysTo(share) is >= 0 and <= 7 && responsibility.Progress < 100,
        "overdue-1-workday" => Open(share) && Overdue(share) >= 1,
        "overdue-5-workdays" => Open(share) && Overdue(share) >= 5,
        "overdue-15-workdays" => Open(share) && Overdue(share) >= 15,
        "behind-time-gone" => Open(share) && responsibility.AcceptedOn is not null && DaysTo(share) > 7 && responsibility.Progress + 25 < Gone(share!),
        "report-due" => ReportMissing(out var due) && today <= LastDayInTime(due) && Workdays(today, due) <= 3,
        "report-late" => ReportMissing(out var due) && Workdays(due, today) >= 1,
        "report-late-10-workdays" => ReportMissing(out var due) && Workdays(due, today) >= 10,
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Write this rule here too."),
    };

    private int Waiting => responsibility.AcceptedOn is null && responsibility.ClosedOn is null && plan.ActiveFrom is { } active
        ? Workdays(active > responsibility.AssignedOn ? active : responsibility.AssignedOn, today) : 0;

    private bool Open(MilestoneShare? share) => share!.MetOn is null && responsibility.ClosedOn is null;

    private int DaysTo(MilestoneShare? share) => share!.Due.DayNumber - today.DayNumber;

    private int Overdue(MilestoneShare? share) => Workdays(plan.ActiveFrom > share!.Due ? plan.ActiveFrom.Value : share.Due, today);

    private int Gone(MilestoneShare share)
    {
        var first = new DateOnly(share.FirstDue.Year, 1, 1);
        return Days.Between(first, today).Count() * 100 / Days.Between(first, share.Due).Count();
    }

    private bool ReportMissing(out DateOnly due)
    {
        var quarter = new DateOnly(today.Year, (today.Month - 1) / 3 * 3 + 1, 1);
        var ended = quarter.AddDays(-1);
        due = Days.Between(quarter, quarter.AddDays(40)).Where(ShippedCalendars.Calendar.IsWorkday).ElementAt(4);
        var name = $"{ended.Year}Q{(ended.Month + 2) / 3}";
        return responsibility.AcceptedOn is not null && responsibility.ClosedOn is null && plan.ActiveFrom <= ended && responsibility.AssignedOn <= ended
            && !responsibility.Reports.Any(r => r.Period == name && r.Review != ReviewState.Returned);
    }

    /// <summary>The days off after the due day still count as in time.</summary>
    private static DateOnly LastDayInTime(DateOnly due) => Days.Between(due.AddDays(1), due.AddDays(20)).First(ShippedCalendars.Calendar.IsWorkday).AddDays(-1);

    private static int Workdays(DateOnly after, DateOnly until) => Math.Max(0, Counted.Value[until] - Counted.Value[after]);
}
