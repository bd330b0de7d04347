using TaskTracker.Domain.Plans;
using TaskTracker.Rules.Json;

namespace TaskTracker.Domain.Tests.Plans;

internal static class ShippedPlanFiles
{
    public static readonly string RepositoryRoot = FindRoot();

    public static string TextOf(string name) => File.ReadAllText(Path.Combine(RepositoryRoot, "rules", "plans", $"{name}-health-14th.json"));

    public static PlanFile Read(string name)
    {
        var findings = new Findings(name);
        var plan = PlanFileReader.Read(name, TextOf(name), findings);
        findings.All.ShouldBeEmpty();
        return plan!;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TaskTracker.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The repository's root is not above the tests.");
        }

        return folder.FullName;
    }
}
