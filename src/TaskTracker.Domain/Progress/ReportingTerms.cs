using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Progress;

/// <summary>What plan and task ask of a responsibility's department.</summary>
public sealed record ReportingTerms(ReportCadence Cadence)
{
    /// <summary>Reports go to the department's head before the supervision office.</summary>
    public bool HeadApproves { get; init; }

    /// <summary>The plan is on trial, so its opening state may be set.</summary>
    public bool OnTrial { get; init; }

    /// <summary>Keys of the milestones whose measure this department reports.</summary>
    public IReadOnlySet<string> Measured { get; init; } = new HashSet<string>();

    public static ReportingTerms Of(Plan plan, IEnumerable<Share> shares, Responsibility responsibility) => new(ReportRhythm.Of(plan, responsibility.Task).Cadence)
    {
        HeadApproves = plan.HeadApproves,
        OnTrial = plan.State == PlanState.Trial,
        Measured = MeasuredBy(responsibility, [.. shares.OrderBy(s => s.Role == ResponsibilityRole.Lead ? 0 : 1).ThenBy(s => s.Position)]),
    };

    // Where only groups are named, each member measures for itself.
    private static HashSet<string> MeasuredBy(Responsibility responsibility, List<Share> shares) =>
    [
        .. from milestone in responsibility.Milestones.Select(m => m.Milestone)
           where milestone.Measure is not null
           let named = shares.Where(s => !s.Department.IsGroup && ShareOut.Concerns(milestone, s.DepartmentId)).ToList()
           where named.Count == 0 || named[0].DepartmentId == responsibility.DepartmentId
           select milestone.Key,
    ];
}
