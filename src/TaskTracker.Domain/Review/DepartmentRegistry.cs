using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Review;

/// <summary>The departments of a region that the ledger has, by all their names.</summary>
public sealed class DepartmentRegistry
{
    private readonly Dictionary<string, PlanDepartment> _byName = [];

    public DepartmentRegistry(IEnumerable<PlanDepartment> departments)
    {
        All = [.. departments];
        foreach (var (name, department) in All.SelectMany(d => d.Aliases.Select(a => (a, d))).Concat(All.Select(d => (d.Name, d))))
        {
            _byName[name] = department;
        }
    }

    public IReadOnlyList<PlanDepartment> All { get; }

    /// <returns>Null where no department bears the name.</returns>
    public PlanDepartment? Find(string name) => _byName.GetValueOrDefault(name);
}
