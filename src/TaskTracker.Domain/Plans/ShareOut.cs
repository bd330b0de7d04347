using TaskTracker.Domain.Organisation;

namespace TaskTracker.Domain.Plans;

/// <summary>A responsibility that a task's shares ask for.</summary>
/// <param name="GroupId">The group through which the department came in; null where it is named itself.</param>
public sealed record WantedResponsibility(int DepartmentId, ResponsibilityRole Role, int? GroupId);

/// <summary>Turns the shares of a task into responsibilities: a group's share becomes one for each member in force.</summary>
public static class ShareOut
{
    /// <summary>Each department comes once; being named oneself goes before coming in through a group, an earlier share before a later one.</summary>
    public static IReadOnlyList<WantedResponsibility> Of(IEnumerable<Share> shares, DateOnly day)
    {
        var wanted = new Dictionary<int, WantedResponsibility>();
        var inOrder = shares.OrderBy(s => s.Position).ToList();
        foreach (var share in inOrder.Where(s => !s.Department.IsGroup))
        {
            wanted.TryAdd(share.DepartmentId, new WantedResponsibility(share.DepartmentId, share.Role, null));
        }

        foreach (var share in inOrder.Where(s => s.Department.IsGroup))
        {
            foreach (var member in Members(share.Department, day))
            {
                wanted.TryAdd(member.Id, new WantedResponsibility(member.Id, share.Role, share.DepartmentId));
            }
        }

        return [.. wanted.Values];
    }

    /// <summary>Whether a department has a part in a milestone.</summary>
    public static bool Concerns(Milestone milestone, int departmentId) => milestone.Origin != MilestoneOrigin.Superseded && (milestone.DepartmentIds.Count == 0 || milestone.DepartmentIds.Contains(departmentId));

    private static IEnumerable<Department> Members(Department group, DateOnly day) => group.Members.Select(m => m.Member).Where(d => d.InForceOn(day));
}
