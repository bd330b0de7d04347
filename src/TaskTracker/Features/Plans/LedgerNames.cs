using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Persistence;
using TaskTracker.Rules.Json;

namespace TaskTracker.Features.Plans;

/// <summary>Finds what a file names in the ledger; what isn't there becomes a finding with the nearest right name.</summary>
internal sealed class LedgerNames(Plan plan, Dictionary<string, Department> departments, Findings findings)
{
    public static async Task<LedgerNames?> OfPlanAsync(TrackerDb db, Named planName, Findings findings, CancellationToken cancel)
    {
        var plan = await db.Plans.Include(p => p.Tasks).ThenInclude(t => t.Shares).Include(p => p.Tasks).ThenInclude(t => t.Milestones)
            .Include(p => p.Indicators).ThenInclude(i => i.YearlyTargets).AsSplitQuery().FirstOrDefaultAsync(p => p.Key == planName.Name, cancel);
        if (plan is null)
        {
            Unknown(findings, planName, "plan", await db.Plans.Select(p => p.Key).ToListAsync(cancel));
            return null;
        }

        var departments = await db.Departments.Include(d => d.Aliases).Include(d => d.Members).Where(d => d.Region == plan.Region).AsSplitQuery().ToListAsync(cancel);
        var byName = new Dictionary<string, Department>();
        foreach (var (name, department) in departments.SelectMany(d => d.Aliases.Select(a => (a.Alias, d))).Concat(departments.Select(d => (d.Name, d))))
        {
            byName[name] = department;
        }

        return new LedgerNames(plan, byName, findings);
    }

    public Plan Plan => plan;

    public Department ById(int id) => departments.Values.First(d => d.Id == id);

    public PlanTask? Task(Named name) => Find(name, "task", plan.Tasks, t => t.Key);

    public Indicator? Indicator(Named name) => Find(name, "indicator", plan.Indicators, i => i.Name);

    public Department? Department(Named name)
    {
        if (departments.TryGetValue(name.Name, out var department))
        {
            return department;
        }

        Unknown(findings, name, "department", departments.Keys);
        return null;
    }

    /// <summary>The departments that are known; one that is named twice, by whatever names, is a finding.</summary>
    public IReadOnlyList<(Named Name, Department Department)> Departments(IEnumerable<Named> names)
    {
        var found = new List<(Named Name, Department Department)>();
        foreach (var name in names)
        {
            if (Department(name) is not { } department)
            {
                continue;
            }

            if (found.FirstOrDefault(f => f.Department == department) is { Department: not null } first)
            {
                findings.Add(name.At, "duplicate-department", $"\"{name.Name}\" is the department that stands here as \"{first.Name.Name}\" already; keep one of them.");
                continue;
            }

            found.Add((name, department));
        }

        return found;
    }

    private T? Find<T>(Named name, string what, IEnumerable<T> all, Func<T, string> keyOf)
        where T : class
    {
        var found = all.FirstOrDefault(x => keyOf(x) == name.Name);
        if (found is null)
        {
            Unknown(findings, name, what, all.Select(keyOf));
        }

        return found;
    }

    private static void Unknown(Findings findings, Named name, string what, IEnumerable<string> known)
    {
        var nearest = NearestName.Of(name.Name, known) is { } near ? $" Did you mean \"{near}\"?" : "";
        findings.Add(name.At, $"unknown-{what}", $"The ledger has no {what} \"{name.Name}\".{nearest}");
    }
}
