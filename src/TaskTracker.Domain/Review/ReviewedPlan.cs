using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Review;

/// <summary>How a name that the plan gives stands in the registry.</summary>
/// <param name="Name">As the draft has it.</param>
/// <param name="Official">The department's official name, known or decided; null while nobody has decided.</param>
/// <param name="IsKnown">The registry had it before.</param>
/// <param name="Tasks">How many tasks name it.</param>
public sealed record ReviewedDepartment(string Name, string? Official, bool IsKnown, bool IsGroup, DepartmentDecision? Decision, int Tasks);

/// <summary>A draft seen through the registry: what its names stand for, and the plan file that publishing brings into the ledger.</summary>
public sealed class ReviewedPlan
{
    private readonly DraftReview _review;
    private readonly DepartmentRegistry _registry;
    private readonly Dictionary<string, ReviewedDepartment> _byName;

    public ReviewedPlan(DraftReview review, DepartmentRegistry registry)
    {
        _review = review;
        _registry = registry;
        var tasks = review.Plan.Tasks.SelectMany(t => t.Responsible.Select(s => s.Department).Distinct()).GroupBy(n => n).ToDictionary(g => g.Key, g => g.Count());
        var groups = review.Plan.Departments.Where(d => d.Group).Select(d => d.Name).ToHashSet();
        _byName = review.DepartmentNames.ToDictionary(n => n, n => Resolve(n, tasks[n], groups.Contains(n)));
        File = ToFile();
    }

    /// <summary>In the order in which the plan first names them.</summary>
    public IReadOnlyCollection<ReviewedDepartment> Departments => _byName.Values;

    public ReviewedDepartment Department(string name) => _byName[name];

    /// <summary>Official names throughout; names that nobody has decided stay as they are.</summary>
    public PlanFile File { get; }

    /// <summary>Names that the registry gains as other names of departments that it has or that come in with the plan.</summary>
    public IEnumerable<(string Alias, string Official)> NewAliases =>
        Departments.Where(d => d.Decision is { Kind: DepartmentDecisionKind.Alias } && d.Official is not null).Select(d => (d.Name, d.Official!));

    /// <summary>Departments that the registry gains.</summary>
    public IEnumerable<PlanDepartment> NewDepartments => File.Departments.Where(d => _registry.Find(d.Name) is null);

    private ReviewedDepartment Resolve(string name, int tasks, bool printedAsGroup)
    {
        if (_registry.Find(name) is { } known)
        {
            return new(name, known.Name, true, known.Group, null, tasks);
        }

        var decision = _review.Marks.Departments.GetValueOrDefault(name);
        return decision switch
        {
            null => new(name, null, false, printedAsGroup, null, tasks),
            { Kind: DepartmentDecisionKind.Alias } => new(name, TargetOf(decision, name), false, _registry.Find(decision.Target)?.Group ?? false, decision, tasks),
            _ => new(name, name, false, decision.Kind == DepartmentDecisionKind.Group, decision, tasks),
        };
    }

    /// <summary>A department that the registry has, or one that a decision of this draft creates.</summary>
    private string? TargetOf(DepartmentDecision decision, string name) =>
        _registry.Find(decision.Target)?.Name
        ?? (decision.Target != name && _review.Marks.Departments.GetValueOrDefault(decision.Target) is { Kind: not DepartmentDecisionKind.Alias } && _review.DepartmentNames.Contains(decision.Target) ? decision.Target : null);

    private PlanFile ToFile()
    {
        var plan = _review.Plan;
        var printed = plan.Departments.ToDictionary(d => d.Name, d => d.Aliases);
        var official = Departments.GroupBy(d => d.Official ?? d.Name).ToList();
        var names = official.Select(g => g.Key).ToHashSet();
        var taken = new HashSet<string>(names);
        return plan with
        {
            Departments = [.. official.Select(g => new PlanDepartment(g.Key, g.Any(d => d.IsGroup))
            {
                Aliases = [.. g.Select(d => d.Name).Concat(g.SelectMany(d => printed.GetValueOrDefault(d.Name) ?? []))
                    .Where(a => a != g.Key && (_registry.Find(a) is not { } other || other.Name == g.Key) && taken.Add(a))],
            })],
            Tasks = [.. plan.Tasks.Select(t => t with { Responsible = [.. t.Responsible.Select(s => s with { Department = _byName[s.Department].Official ?? s.Department })] })],
        };
    }
}
