using TaskTracker.Domain.Plans;
using static TaskTracker.Domain.Tests.Evaluation.Shipped.Edge;

namespace TaskTracker.Domain.Tests.Evaluation.Shipped;

internal static class PlanKeepingEdges
{
    private const string NoMilestones = "plan-keeping/year-without-milestones", Nobody = "plan-keeping/nobody-responsible", PastEnd = "plan-keeping/plan-past-its-end";

    private static readonly Situation NextPlan = new() { Start = "2026-01-01", End = "2030-12-31" };

    public static readonly IReadOnlyList<Edge> All =
    [
        Holds(NoMilestones, "20 workdays over Mid-Autumn, to the eve of National Day", new Situation { ActiveFrom = "2024-09-02" }, "2024-09-30", "2025-12-31"),
        Holds(NoMilestones, "over Spring Festival, to the make-up Saturday", NextPlan with { ActiveFrom = "2026-01-26" }, "2026-02-28", "2030-12-31"),
        Holds(NoMilestones, "no calendar announced", NextPlan with { ActiveFrom = "2027-09-30" }, "2027-10-28", "2030-12-31"),
        Holds(NoMilestones, "a year in the middle", new Situation { MilestoneDays = ["2021-12-31", "2022-12-31", "2023-01-01", "2025-01-01"] }, "2024-01-01", "2024-12-31"),
        Holds(NoMilestones, "nobody assigned either", new Situation { ActiveFrom = "2024-09-02", Responsibilities = 0 }, "2024-09-30", "2025-12-31"),
        Never(NoMilestones, "a milestone each year", new Situation { MilestoneDays = ["2023-12-31", "2024-01-01", "2025-06-30"] }),
        Never(NoMilestones, "all closed", new Situation { ClosedOn = "2022-12-30" }),
        Never(NoMilestones, "plan not active", new Situation { ActiveFrom = null }),

        Holds(Nobody, "5 workdays over National Day, to the make-up Saturday", new Situation { Responsibilities = 0, ActiveFrom = "2024-09-30" }, "2024-10-12", "2025-12-31"),
        Holds(Nobody, "active before its first day", NextPlan with { Responsibilities = 0, ActiveFrom = "2025-12-01" }, "2026-01-01", "2030-12-31"),
        Holds(Nobody, "no calendar announced", NextPlan with { Responsibilities = 0, ActiveFrom = "2027-09-30" }, "2027-10-07", "2030-12-31"),
        Never(Nobody, "somebody assigned", new Situation()),
        Never(Nobody, "plan not active", new Situation { Responsibilities = 0, ActiveFrom = null }),

        Holds(PastEnd, "year's end", new Situation(), "2026-01-01"),
        Holds(PastEnd, "leap day", new Situation { End = "2024-02-28" }, "2024-02-29"),
        Holds(PastEnd, "after leap day", new Situation { End = "2024-02-29" }, "2024-03-01"),
        Never(PastEnd, "under evaluation", new Situation { State = PlanState.UnderEvaluation, End = "2024-12-31" }),
        Never(PastEnd, "on trial", new Situation { State = PlanState.Trial, ActiveFrom = null, End = "2024-12-31" }),
    ];
}
