using static TaskTracker.Domain.Tests.Evaluation.Shipped.Edge;

namespace TaskTracker.Domain.Tests.Evaluation.Shipped;

internal static class AcceptanceEdges
{
    private const string Five = "acceptance/not-accepted-5-workdays", Fifteen = "acceptance/not-accepted-15-workdays";

    private static readonly Situation Waiting = new() { AcceptedOn = null };

    public static readonly IReadOnlyList<Edge> All =
    [
        Holds(Five, "plain weeks", Waiting with { AssignedOn = "2024-11-04" }, "2024-11-12"),
        Holds(Five, "over National Day, to the make-up Saturday", Waiting with { AssignedOn = "2024-09-29" }, "2024-10-12"),
        Holds(Five, "over Spring Festival, 9 February and the make-up Sunday worked", Waiting with { AssignedOn = "2024-02-05" }, "2024-02-19"),
        Holds(Five, "to leap day", Waiting with { AssignedOn = "2024-02-21" }, "2024-02-29"),
        Holds(Five, "to month's end", Waiting with { AssignedOn = "2024-10-23" }, "2024-10-31"),
        Holds(Five, "plan active later than assigned", Waiting with { ActiveFrom = "2024-11-04" }, "2024-11-12"),
        Holds(Five, "plan active before a nine-day holiday, to the make-up Saturday", Waiting with { ActiveFrom = "2026-02-13" }, "2026-02-28"),
        Holds(Five, "no calendar announced, Monday to Friday", Waiting with { AssignedOn = "2027-09-30" }, "2027-10-08"),
        Never(Five, "accepted", new Situation { AssignedOn = "2024-11-04", AcceptedOn = "2024-11-11" }),
        Never(Five, "closed", Waiting with { ClosedOn = "2024-11-05" }),
        Never(Five, "plan not active", Waiting with { ActiveFrom = null }),

        Holds(Fifteen, "over Mid-Autumn and National Day with their make-up days", Waiting with { AssignedOn = "2024-09-12" }, "2024-10-11"),
        Holds(Fifteen, "plan active before a nine-day holiday", Waiting with { ActiveFrom = "2026-02-13" }, "2026-03-13"),
        Holds(Fifteen, "no calendar announced", Waiting with { AssignedOn = "2027-09-30" }, "2027-10-22"),
        Never(Fifteen, "accepted", new Situation { AssignedOn = "2024-11-04", AcceptedOn = "2024-11-11" }),
        Never(Fifteen, "closed", Waiting with { ClosedOn = "2024-11-05" }),
        Never(Fifteen, "plan not active", Waiting with { ActiveFrom = null }),
    ];
}
