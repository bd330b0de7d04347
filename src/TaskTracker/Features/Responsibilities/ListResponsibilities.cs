using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Parts;

namespace TaskTracker.Features.Responsibilities;

/// <summary>One line of a list of responsibilities, on every page that lists them.</summary>
/// <param name="NextDue">The earliest open milestone, also where it has passed.</param>
/// <param name="WorkdaysOverdue">Of that milestone; 0 where it isn't overdue.</param>
/// <param name="Progress">0 to 100, of the last report that was not returned.</param>
/// <param name="Reason">The sentence of the worst rule that holds.</param>
public sealed record ResponsibilityRow(int Id, string PlanKey, string Plan, string Number, string Task, int DepartmentId, string Department, ResponsibilityRole Role,
    ResponsibilityState State, Light Light, DateOnly? NextDue, string? NextText, int WorkdaysOverdue, int Progress, DateOnly? LastReport, string? Reason);

/// <param name="Lights">Over the filter without its light, so that the other lights' counts stay visible.</param>
/// <param name="Departments">For the filter's choice.</param>
internal sealed record ResponsibilitiesModel(DateOnly Today, IReadOnlyList<ResponsibilityRow> Rows, int Total, LightCounts Lights,
    IReadOnlyList<(string Key, string Title)> Plans, IReadOnlyList<(int Id, string Name)> Departments);

internal enum ResponsibilitySort { Worst, Due, Department, Task }

/// <param name="Page">From 1.</param>
internal sealed record ResponsibilityFilter(Light? Light, string? Plan, int? Department, ResponsibilitySort Sort, int Page)
{
    public const int PageSize = 50;

    public static ResponsibilityFilter Parse(string? light, string? plan, int? department, string? sort, int? page) =>
        new(Lights.Parse(light), string.IsNullOrWhiteSpace(plan) ? null : plan, department, Enum.TryParse<ResponsibilitySort>(sort, true, out var by) && Enum.IsDefined(by) ? by : default, Math.Max(page ?? 1, 1));

    public string Address => Parts.Address.To(Links.Responsibilities, ("light", Light?.Name()), ("plan", Plan), ("department", Department is { } department ? $"{department}" : null),
        ("sort", Sort == default ? null : Name(Sort)), ("page", Page == 1 ? null : $"{Page}"));

    public static string Name(ResponsibilitySort sort) => sort switch
    {
        ResponsibilitySort.Due => "due",
        ResponsibilitySort.Department => "department",
        ResponsibilitySort.Task => "task",
        _ => "worst",
    };
}

internal sealed class ListResponsibilities
{
    public Task<ResponsibilitiesModel> GetAsync(ResponsibilityFilter filter) => Task.FromResult(Sample.Responsibilities(filter));
}
