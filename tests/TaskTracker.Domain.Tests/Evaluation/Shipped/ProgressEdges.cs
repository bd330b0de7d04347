using TaskTracker.Domain.Plans;
using static TaskTracker.Domain.Tests.Evaluation.Shipped.Edge;

namespace TaskTracker.Domain.Tests.Evaluation.Shipped;

/// <summary>2024 has 366 days: day n is n × 100 / 366 percent of the time, rounded down.</summary>
internal static class ProgressEdges
{
    private const string Behind = "progress/behind-time-gone";

    private static readonly Situation YearEnd = new() { Due = "2024-12-31" };

    public static readonly IReadOnlyList<Edge> All =
    [
        Holds(Behind, "nothing done, 26 % of the time gone", YearEnd, "2024-04-05", "2024-12-23"),
        Holds(Behind, "half done, within National Day", YearEnd with { Progress = 50 }, "2024-10-05", "2024-12-23"),
        Holds(Behind, "the last that can be behind", YearEnd with { Progress = 71 }, "2024-12-21", "2024-12-23"),
        Holds(Behind, "leap day", new Situation { Due = "2024-08-15" }, "2024-02-29", "2024-08-07"),
        Holds(Behind, "extended: the start stays", new Situation { Due = "2025-03-31", FirstDue = "2024-08-15" }, "2024-04-28", "2025-03-23"),
        Never(Behind, "not behind before the last week", YearEnd with { Progress = 72 }),
        Never(Behind, "not accepted", YearEnd with { AcceptedOn = null }),
        Never(Behind, "printed milestone", YearEnd with { Origin = MilestoneOrigin.Printed }),
        Never(Behind, "met", YearEnd with { MetOn = "2024-01-02" }),
        Never(Behind, "closed", YearEnd with { ClosedOn = "2024-01-02" }),
    ];
}
