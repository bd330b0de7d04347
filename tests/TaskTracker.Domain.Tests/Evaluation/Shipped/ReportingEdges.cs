using TaskTracker.Domain.Plans;
using static TaskTracker.Domain.Tests.Evaluation.Shipped.Edge;

namespace TaskTracker.Domain.Tests.Evaluation.Shipped;

internal static class ReportingEdges
{
    private const string Due = "reporting/report-due", Late = "reporting/report-late", Late10 = "reporting/report-late-10-workdays";

    private static readonly IReadOnlyList<string> Quarters = [.. Enumerable.Range(2022, 8).SelectMany(y => Enumerable.Range(1, 4).Select(q => $"{y}Q{q}"))];
    private static readonly IReadOnlyList<string> Months = [.. Enumerable.Range(2022, 8).SelectMany(y => Enumerable.Range(1, 12).Select(m => $"{y}-{m:00}"))];

    private static readonly Situation ThirdQuarter = Without("2024Q3");
    private static readonly Situation January = new() { Cadence = ReportCadence.Monthly, Reported = [.. Months.Where(m => m != "2024-01")] };

    public static readonly IReadOnlyList<Edge> All =
    [
        // Due on the 5th workday: Saturday 2024-10-12, which is worked.
        Holds(Due, "over National Day; not late on the Sunday after", ThirdQuarter, "2024-10-09", "2024-10-13"),
        Holds(Due, "the year's last quarter", Without("2023Q4"), "2024-01-03", "2024-01-08"),
        Holds(Due, "over Qingming, to the Monday after the make-up Sunday", Without("2024Q1"), "2024-04-02", "2024-04-08"),
        Holds(Due, "January, over the make-up Sunday", January, "2024-02-02", "2024-02-06"),
        Holds(Due, "no calendar announced", Without("2027Q3") with { End = "2030-12-31" }, "2027-10-04", "2027-10-07"),

        Holds(Late, "until the next quarter has ended", ThirdQuarter, "2024-10-14", "2024-12-31"),
        Holds(Late, "the year's last quarter, to 31 March", Without("2023Q4"), "2024-01-09", "2024-03-31"),
        Holds(Late, "over Qingming", Without("2024Q1"), "2024-04-09", "2024-06-30"),
        Holds(Late, "January, to leap day", January, "2024-02-07", "2024-02-29"),
        Holds(Late, "half a year", new Situation { Cadence = ReportCadence.HalfYearly, Reported = ["2022H2", "2023H1", "2023H2", "2024H2", "2025H1"] }, "2024-07-08", "2024-12-31"),
        Holds(Late, "a year", new Situation { Cadence = ReportCadence.Yearly, Reported = ["2022", "2024"] }, "2024-01-09", "2024-12-31"),
        Holds(Late, "the plan became active on the quarter's last day", ThirdQuarter with { ActiveFrom = "2024-09-30" }, "2024-10-14", "2024-12-31"),
        Holds(Late, "assigned on the quarter's last day", ThirdQuarter with { AssignedOn = "2024-09-30" }, "2024-10-14", "2024-12-31"),
        Holds(Late, "the plan's last quarter", Without("2025Q4", "2026Q1", "2026Q2"), "2026-01-09", "2026-03-31"),
        Holds(Late, "no calendar announced", Without("2027Q3") with { End = "2030-12-31" }, "2027-10-08", "2027-12-31"),

        Holds(Late10, "over National Day", ThirdQuarter, "2024-10-25", "2024-12-31"),
        Holds(Late10, "the year's last quarter", Without("2023Q4"), "2024-01-22", "2024-03-31"),
        Holds(Late10, "January, over Spring Festival, to leap day", January, "2024-02-26", "2024-02-29"),

        .. new[] { Due, Late, Late10 }.SelectMany(rule => new[]
        {
            Never(rule, "filed", Without()),
            Never(rule, "not accepted", ThirdQuarter with { AcceptedOn = null }),
            Never(rule, "closed", ThirdQuarter with { ClosedOn = "2024-09-30" }),
            Never(rule, "the plan became active after the quarter", ThirdQuarter with { ActiveFrom = "2024-10-01" }),
            Never(rule, "assigned after the quarter", ThirdQuarter with { AssignedOn = "2024-10-01" }),
            Never(rule, "the quarter is after the plan's end", ThirdQuarter with { End = "2024-06-30" }),
        }),
    ];

    private static Situation Without(params string[] quarters) => new() { Reported = [.. Quarters.Except(quarters)] };
}
