using TaskTracker.Domain.Plans;
using TaskTracker.Features.Parts;

namespace TaskTracker.Features.Responsibilities;

/// <summary>One line of a list of responsibilities, on every page that lists them.</summary>
/// <param name="State">The suffix of its text: Assigned, Accepted, InProgress, CompletionRequested, Closed, Returned, Suspended, Rectifying.</param>
/// <param name="NextDue">The earliest open milestone, also where it has passed.</param>
/// <param name="WorkdaysOverdue">Of that milestone; 0 where it isn't overdue.</param>
/// <param name="Progress">0 to 100 from the last accepted report; null where none gives it.</param>
/// <param name="Reason">The sentence of the worst rule that holds.</param>
public sealed record ResponsibilityRow(string Id, string PlanId, string Plan, string Number, string Task, string DepartmentId, string Department, ResponsibilityRole Role,
    string State, Light Light, DateOnly? NextDue, string? NextText, int WorkdaysOverdue, int? Progress, DateOnly? LastReport, string? Reason);

/// <param name="Lights">Over the filter without its light, so that the other lights' counts stay visible.</param>
/// <param name="Departments">For the filter's choice.</param>
internal sealed record ResponsibilitiesModel(DateOnly Today, IReadOnlyList<ResponsibilityRow> Rows, int Total, LightCounts Lights,
    IReadOnlyList<(string Id, string Name)> Plans, IReadOnlyList<(string Id, string Name)> Departments);

internal enum ResponsibilitySort { Worst, Due, Department, Task }

/// <param name="Page">From 1.</param>
internal sealed record ResponsibilityFilter(Light? Light, string? Plan, string? Department, ResponsibilitySort Sort, int Page)
{
    public const int PageSize = 50;

    public static ResponsibilityFilter Parse(string? light, string? plan, string? department, string? sort, int? page) =>
        new(Lights.Parse(light), Blank(plan), Blank(department), Enum.TryParse<ResponsibilitySort>(sort, true, out var by) && Enum.IsDefined(by) ? by : default, Math.Max(page ?? 1, 1));

    public string Address => Parts.Address.To(Links.Responsibilities, ("light", Light?.Name()), ("plan", Plan), ("department", Department),
        ("sort", Sort == default ? null : Name(Sort)), ("page", Page == 1 ? null : $"{Page}"));

    public static string Name(ResponsibilitySort sort) => sort switch
    {
        ResponsibilitySort.Due => "due",
        ResponsibilitySort.Department => "department",
        ResponsibilitySort.Task => "task",
        _ => "worst",
    };

    private static string? Blank(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}

internal sealed class ListResponsibilities
{
    public Task<ResponsibilitiesModel> GetAsync(ResponsibilityFilter filter) => Task.FromResult(Sample.Responsibilities(filter));
}
