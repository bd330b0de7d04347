using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Rules.Json;
using TaskTracker.Sweep;

namespace TaskTracker.Documents;

/// <summary>The departments that the rules folder's org files name, by region.</summary>
internal static class KnownDepartments
{
    /// <param name="findings">Files that cannot be read; their departments are unknown then, and the import goes on.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<PlanDepartment>> Of(RulesFolder rules, List<Finding> findings)
    {
        var files = new List<OrgFile>();
        foreach (var path in rules.Files("org"))
        {
            var found = new Findings(path);
            if (InputFile.Read(path, found) is { } text && OrgFileReader.Read(text, found) is { } file)
            {
                files.Add(file);
            }

            findings.AddRange(found.All);
        }

        return files.GroupBy(f => f.Region).ToDictionary(g => g.Key, g => (IReadOnlyList<PlanDepartment>)[.. g.SelectMany(f => f.Departments)
            .Select(d => new PlanDepartment(d.Name, d.Group) { Aliases = d.Aliases }).DistinctBy(d => d.Name)]);
    }
}
