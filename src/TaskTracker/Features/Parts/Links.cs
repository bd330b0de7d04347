using TaskTracker.Domain.Evaluation;

namespace TaskTracker.Features.Parts;

/// <summary>Addresses that several pages lead to.</summary>
internal static class Links
{
    public const string Responsibilities = "/responsibilities";

    /// <summary>The list of responsibilities, narrowed; what is null narrows nothing.</summary>
    public static string ToResponsibilities(Light? light = null, string? plan = null, int? department = null) =>
        Address.To(Responsibilities, ("light", light?.Name()), ("plan", plan), ("department", department is { } id ? $"{id}" : null));
}
