using TaskTracker.Domain.Review;
using TaskTracker.Resources;

namespace TaskTracker.Features.Import;

internal static class DepartmentWords
{
    /// <summary>How a name stands in the registry, in a few words.</summary>
    public static string Of(PageText text, ReviewedDepartment department) => department switch
    {
        { Official: null } => text["Department.Undecided"],
        { IsKnown: true } when department.Official == department.Name => text["Department.Known"],
        { IsKnown: true } or { Decision.Kind: DepartmentDecisionKind.Alias } => text["Department.AliasOf", department.Official],
        { Decision.Kind: DepartmentDecisionKind.Group } => text["Department.NewGroup"],
        _ => text["Department.New"],
    };
}
