using TaskTracker.Domain.Organisation;
using TaskTracker.Features.Home;
using TaskTracker.Features.Responsibilities;

namespace TaskTracker.Features.Departments;

/// <param name="Until">The last day of its validity; null while in force.</param>
/// <param name="Successors">What it became.</param>
/// <param name="Predecessors">What it came from.</param>
/// <param name="Groups">Groups that it is a member of.</param>
/// <param name="Reached">False where the last mail to its liaison did not arrive.</param>
/// <param name="Responsibilities">Worst first.</param>
internal sealed record DepartmentModel(DateOnly Today, DepartmentShare Share, string Region, IReadOnlyList<string> Aliases, DateOnly? Until,
    IReadOnlyList<(int Id, string Name)> Successors, IReadOnlyList<(int Id, string Name)> Predecessors, IReadOnlyList<string> Groups,
    IReadOnlyList<PostRow> Posts, bool Reached, IReadOnlyList<ResponsibilityRow> Responsibilities);

/// <param name="Holder">Null where the post is vacant.</param>
internal sealed record PostRow(PostKind Post, string? Holder, DateOnly? Since);

internal sealed class ShowDepartment
{
    /// <returns>Null where there is no such department.</returns>
    public Task<DepartmentModel?> GetAsync(int id) => Task.FromResult(Sample.Department(id));
}
