using static TaskTracker.Domain.Tests.Evaluation.Shipped.Edge;

namespace TaskTracker.Domain.Tests.Evaluation.Shipped;

internal static class MilestoneDeadlineEdges
{
    private const string Near90 = "milestone-deadline/due-within-90-days", Near30 = "milestone-deadline/due-within-30-days", Near7 = "milestone-deadline/due-within-7-days";
    private const string Overdue1 = "milestone-deadline/overdue-1-workday", Overdue5 = "milestone-deadline/overdue-5-workdays", Overdue15 = "milestone-deadline/overdue-15-workdays";

    private static readonly Situation YearEnd = new() { Due = "2024-12-31" };

    public static readonly IReadOnlyList<Edge> All =
    [
        Holds(Near90, "year's end", YearEnd, "2024-10-02", "2024-11-30"),
        Holds(Near90, "from leap day", new Situation { Due = "2024-05-29" }, "2024-02-29", "2024-04-28"),
        Holds(Near90, "extended by a month", new Situation { Due = "2025-01-31", FirstDue = "2024-12-31" }, "2024-11-02", "2024-12-31"),
        Holds(Near90, "progress 49", YearEnd with { Progress = 49 }, "2024-10-02", "2024-11-30"),
        Never(Near90, "progress 50", YearEnd with { Progress = 50 }),

        Holds(Near30, "year's end", YearEnd, "2024-12-01", "2024-12-23"),
        Holds(Near30, "from leap day", new Situation { Due = "2024-03-30" }, "2024-02-29", "2024-03-22"),
        Holds(Near30, "progress 79", YearEnd with { Progress = 79 }, "2024-12-01", "2024-12-23"),
        Never(Near30, "progress 80", YearEnd with { Progress = 80 }),

        Holds(Near7, "calendar days, holiday or not", new Situation { Due = "2024-10-07" }, "2024-09-30", "2024-10-07"),
        Holds(Near7, "over leap day", new Situation { Due = "2024-03-01" }, "2024-02-23", "2024-03-01"),
        Holds(Near7, "progress 99", YearEnd with { Progress = 99 }, "2024-12-24", "2024-12-31"),
        Never(Near7, "progress 100", YearEnd with { Progress = 100 }),

        Holds(Overdue1, "over National Day", new Situation { Due = "2024-09-30" }, "2024-10-08"),
        Holds(Overdue1, "a make-up Saturday follows", new Situation { Due = "2024-10-11" }, "2024-10-12"),
        Holds(Overdue1, "due on a make-up Saturday", new Situation { Due = "2024-10-12" }, "2024-10-14"),
        Holds(Overdue1, "due on a plain Saturday", new Situation { Due = "2024-11-23" }, "2024-11-25"),
        Holds(Overdue1, "over Spring Festival, to the make-up Sunday", new Situation { Due = "2024-02-09" }, "2024-02-18"),
        Holds(Overdue1, "the day before New Year's Eve, which is worked", new Situation { Due = "2024-02-08" }, "2024-02-09"),
        Holds(Overdue1, "leap day", new Situation { Due = "2024-02-28" }, "2024-02-29"),
        Holds(Overdue1, "due on leap day", new Situation { Due = "2024-02-29" }, "2024-03-01"),
        Holds(Overdue1, "year's end", YearEnd, "2025-01-02"),
        Holds(Overdue1, "make-up Saturday of 2026", new Situation { Due = "2026-02-27" }, "2026-02-28"),
        Holds(Overdue1, "no calendar announced", new Situation { Due = "2027-09-30" }, "2027-10-01"),
        Holds(Overdue1, "plan active long after", new Situation { Due = "2023-06-30", ActiveFrom = "2024-11-04" }, "2024-11-05"),
        Holds(Overdue1, "plan active on a Saturday", new Situation { Due = "2023-06-30", ActiveFrom = "2024-11-02" }, "2024-11-04"),
        Holds(Overdue1, "plan active on the due day", new Situation { Due = "2024-11-04", ActiveFrom = "2024-11-04" }, "2024-11-05"),
        Holds(Overdue1, "extended", new Situation { Due = "2024-11-29", FirstDue = "2024-09-30" }, "2024-12-02"),
        Holds(Overdue1, "progress 100, not confirmed", new Situation { Due = "2024-11-04", Progress = 100 }, "2024-11-05"),

        Holds(Overdue5, "over National Day, to the make-up Saturday", new Situation { Due = "2024-09-30" }, "2024-10-12"),
        Holds(Overdue5, "over Spring Festival", new Situation { Due = "2024-02-06" }, "2024-02-19"),
        Holds(Overdue5, "over the nine days of 2026", new Situation { Due = "2026-02-13" }, "2026-02-27"),
        Holds(Overdue5, "plan active long after", new Situation { Due = "2023-06-30", ActiveFrom = "2024-11-04" }, "2024-11-11"),
        Holds(Overdue5, "no calendar announced", new Situation { Due = "2027-09-30" }, "2027-10-07"),

        Holds(Overdue15, "over National Day", new Situation { Due = "2024-09-30" }, "2024-10-25"),
        Holds(Overdue15, "over Spring Festival", new Situation { Due = "2024-01-31" }, "2024-02-26"),
        Holds(Overdue15, "to leap day", new Situation { Due = "2024-02-04" }, "2024-02-29"),
        Holds(Overdue15, "plan active long after", new Situation { Due = "2023-06-30", ActiveFrom = "2024-11-04" }, "2024-11-25"),
        Holds(Overdue15, "no calendar announced", new Situation { Due = "2027-09-30" }, "2027-10-21"),

        .. new[] { Near90, Near30, Near7, Overdue1, Overdue5, Overdue15 }.SelectMany(rule => new[]
        {
            Never(rule, "met", YearEnd with { MetOn = "2024-06-03" }),
            Never(rule, "closed", YearEnd with { ClosedOn = "2024-06-03" }),
        }),
    ];
}
