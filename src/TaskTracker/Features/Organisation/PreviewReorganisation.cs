using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Organisation;

/// <param name="Department">Its id.</param>
/// <param name="Meets">Names of successors that have a responsibility in the task already: given to one of them, this one ends.</param>
internal sealed record MovingResponsibility(int Id, int Department, string Plan, string Number, string Task, ResponsibilityRole Role, IReadOnlyList<string> Meets);

/// <param name="Closed">Responsibilities that stay under the old name.</param>
/// <param name="Holders">Who holds its posts on the first day of the new order.</param>
/// <param name="Groups">Groups in which the successors take its place.</param>
/// <param name="Indicators">That it reports.</param>
/// <param name="Orders">Numbers of supervision orders that are open.</param>
internal sealed record EndingDepartment(int Id, string Name, int Closed, IReadOnlyList<(PostKind Kind, string Person)> Holders, IReadOnlyList<string> Groups, IReadOnlyList<string> Indicators, IReadOnlyList<string> Orders);

/// <param name="New">Successors that are not in the ledger yet.</param>
/// <param name="Renamed">One to one: the holders of the posts go along.</param>
internal sealed record ReorganisationPreview(IReadOnlyList<EndingDepartment> Departments, IReadOnlyList<MovingResponsibility> Open, IReadOnlyList<string> New, bool Renamed)
{
    /// <summary>Tells whether a second look comes to the same.</summary>
    public string Mark => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
    {
        Departments = Departments.Select(d => new { d.Id, d.Closed, Holders = d.Holders.Select(h => $"{h.Kind} {h.Person}"), d.Groups, d.Indicators, d.Orders }), Open, New,
    }))))[..16];
}

/// <summary>What a reorganisation would move.</summary>
internal sealed class PreviewReorganisation([WholeLedger] TrackerDb db, CurrentPerson me)
{
    public async Task<ReorganisationPreview> GetAsync(IReadOnlyList<int> departments, IReadOnlyList<string> successors, DateOnly from, CancellationToken cancel)
    {
        var olds = (await db.Departments.AsNoTracking().Include(d => d.Posts).ThenInclude(p => p.Holders).ThenInclude(h => h.Person).Where(d => departments.Contains(d.Id)).OrderBy(d => d.Id).AsSplitQuery().ToListAsync(cancel))
            .Where(d => me.Supervises(d.Region)).ToList();
        var ids = olds.ConvertAll(d => d.Id);
        var known = olds.Count == 0 ? [] : await db.Departments.AsNoTracking().Where(d => d.Region == olds[0].Region && successors.Contains(d.Name)).Select(d => new { d.Id, d.Name }).ToListAsync(cancel);
        var knownIds = known.ConvertAll(d => d.Id);
        var open = await db.Responsibilities.AsNoTracking().Where(r => ids.Contains(r.DepartmentId) && r.ClosedOn == null).OrderBy(r => r.Task.PlanId).ThenBy(r => r.Task.Position).ThenBy(r => r.Id)
            .Select(r => new { r.Id, r.DepartmentId, Plan = r.Task.Plan.Title, r.Task.Number, r.Task.Title, r.TaskId, r.Role }).ToListAsync(cancel);
        var tasks = open.ConvertAll(r => r.TaskId);
        var there = (await db.Responsibilities.AsNoTracking().Where(r => tasks.Contains(r.TaskId) && knownIds.Contains(r.DepartmentId)).Select(r => new { r.TaskId, r.DepartmentId }).ToListAsync(cancel)).ToLookup(r => r.TaskId, r => r.DepartmentId);
        var closed = (await db.Responsibilities.AsNoTracking().Where(r => ids.Contains(r.DepartmentId) && r.ClosedOn != null).GroupBy(r => r.DepartmentId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel)).ToDictionary(g => g.Key, g => g.Count);
        var groups = await db.Departments.AsNoTracking().Where(d => d.IsGroup).OrderBy(d => d.Id).Select(d => new { d.Name, Members = d.Members.Where(m => ids.Contains(m.MemberId)).Select(m => m.MemberId).ToList() }).ToListAsync(cancel);
        var indicators = (await db.Indicators.AsNoTracking().Where(i => i.ReportingDepartmentId != null && ids.Contains(i.ReportingDepartmentId.Value)).OrderBy(i => i.Id).Select(i => new { Of = i.ReportingDepartmentId!.Value, i.Name }).ToListAsync(cancel)).ToLookup(i => i.Of, i => i.Name);
        var orders = (await db.Orders.AsNoTracking().Where(o => ids.Contains(o.DepartmentId) && o.EndedOn == null).OrderBy(o => o.Id).Select(o => new { o.DepartmentId, o.Number }).ToListAsync(cancel)).ToLookup(o => o.DepartmentId, o => o.Number);
        return new(
            olds.ConvertAll(d => new EndingDepartment(
                d.Id, d.Name, closed.GetValueOrDefault(d.Id), [.. d.Posts.OrderBy(p => p.Kind).SelectMany(p => p.Holders.Where(h => h.HoldsOn(from)).Select(h => (p.Kind, h.Person.Name)))],
                [.. groups.Where(g => g.Members.Contains(d.Id)).Select(g => g.Name)], [.. indicators[d.Id]], [.. orders[d.Id]])),
            open.ConvertAll(r => new MovingResponsibility(
                r.Id, r.DepartmentId, r.Plan, r.Number, r.Title, r.Role, [.. known.Where(k => k.Id != r.DepartmentId && there[r.TaskId].Contains(k.Id)).Select(k => k.Name)])),
            [.. successors.Except(known.Select(k => k.Name))], olds.Count == 1 && successors.Count == 1);
    }
}
