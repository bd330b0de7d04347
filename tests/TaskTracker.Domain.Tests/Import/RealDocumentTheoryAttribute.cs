using TaskTracker.Domain.Tests.Plans;

namespace TaskTracker.Domain.Tests.Import;

/// <summary>A test over documents that are not part of the repository: skipped, never passed, where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealDocumentTheoryAttribute : TheoryAttribute
{
    public const string Variable = "TASKTRACKER_PLANS";

    public static readonly string Folder =
        Environment.GetEnvironmentVariable(Variable) ?? Path.GetFullPath(Path.Combine(ShippedPlanFiles.RepositoryRoot, "..", "shared", "plans"));

    public RealDocumentTheoryAttribute()
    {
        if (!Directory.Exists(Folder))
        {
            Skip = $"The plan documents are not here; {Variable} may name their folder.";
        }
    }
}
