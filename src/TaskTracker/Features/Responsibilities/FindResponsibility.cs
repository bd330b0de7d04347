using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Persistence;
using TaskTracker.Rules.Json;

namespace TaskTracker.Features.Responsibilities;

/// <summary>Finds a responsibility by its id, or as <c>PLAN/TASK/DEPARTMENT</c> by the keys of plan files and a department's name or alias.</summary>
internal sealed class FindResponsibility(TrackerDb db)
{
    /// <returns>Its id; or what was not found, with the nearest right name.</returns>
    public async Task<(int? Id, string Problem)> HandleAsync(string named, CancellationToken cancel)
    {
        if (int.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return await db.Responsibilities.IgnoreQueryFilters().AnyAsync(r => r.Id == id, cancel)
                ? (id, "") : (null, $"The ledger has no responsibility {id}. The address of its page ends in its id; or write PLAN/TASK/DEPARTMENT.");
        }

        // A task's key may contain the sign too.
        var (first, last) = (named.IndexOf('/', StringComparison.Ordinal), named.LastIndexOf('/'));
        if (first <= 0 || last <= first + 1 || last == named.Length - 1)
        {
            return (null, $"\"{named}\" is neither an id such as 12 nor PLAN/TASK/DEPARTMENT.");
        }

        var (plan, task, department) = (named[..first], named[(first + 1)..last], named[(last + 1)..]);
        if (await db.Plans.Where(p => p.Key == plan).Select(p => (int?)p.Id).FirstOrDefaultAsync(cancel) is not { } planId)
        {
            return (null, Unknown("plan", plan, await db.Plans.Select(p => p.Key).ToListAsync(cancel)));
        }

        if (await db.Tasks.Where(t => t.PlanId == planId && t.Key == task).Select(t => (int?)t.Id).FirstOrDefaultAsync(cancel) is not { } taskId)
        {
            return (null, Unknown($"task in plan {plan}", task, await db.Tasks.Where(t => t.PlanId == planId).Select(t => t.Key).ToListAsync(cancel)));
        }

        var shares = await db.Responsibilities.Where(r => r.TaskId == taskId)
            .Select(r => new { r.Id, r.Department.Name, Aliases = r.Department.Aliases.Select(a => a.Alias).ToList() }).AsNoTracking().ToListAsync(cancel);
        return shares.FirstOrDefault(s => s.Name == department || s.Aliases.Contains(department)) is { } found ? (found.Id, "")
            : (null, Unknown($"responsibility in task {task}", department, shares.SelectMany(s => s.Aliases.Append(s.Name)), shares.Select(s => s.Name)));
    }

    private static string Unknown(string what, string name, IEnumerable<string> known, IEnumerable<string>? all = null) =>
        $"The ledger has no {what} \"{name}\"." + (NearestName.Of(name, known) is { } near ? $" Did you mean \"{near}\"?" : all is null ? "" : $" There are: {string.Join("、", all)}.");
}
