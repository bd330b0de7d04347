using TaskTracker.Domain.Evaluation;
using TaskTracker.Features.Responsibilities;

namespace TaskTracker.Features.Parts;

/// <summary>Addresses that several pages lead to.</summary>
internal static class Links
{
    public const string Responsibilities = "/responsibilities";

    /// <summary>The list of responsibilities, narrowed; what is null narrows nothing.</summary>
    public static string ToResponsibilities(Light? light = null, string? plan = null, int? department = null, DueWhen? when = null) =>
        new ResponsibilityFilter(light, plan, department, when, default, 1).Address;
}
