using TaskTracker.Features.Home;

namespace TaskTracker.Features.Departments;

/// <param name="Ranked">By overdue share, then workdays overdue; a plan may have switched ranking off.</param>
/// <param name="Unranked">Below five responsibilities, by name.</param>
internal sealed record DepartmentsModel(DateOnly Today, IReadOnlyList<DepartmentShare> Ranked, IReadOnlyList<DepartmentShare> Unranked);

internal sealed class ListDepartments
{
    public Task<DepartmentsModel> GetAsync() => Task.FromResult(Sample.Departments());
}
