using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Plans;
using TaskTracker.Features.Progress;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Organisation;

internal enum ReorganiseRefusal { NotAllowed, NothingChosen, DecisionMissing, NameMissing, NameTwice, DayInFuture, NotInForce, IsGroup, TextTooLong, ManyToMany, UnknownDestination, DestinationMissing }

/// <summary>机构改革: departments are renamed (one to one), merged (many to one) or split (one to many).</summary>
/// <param name="Departments">Those that end; of one region, no groups.</param>
/// <param name="Successors">Their names: departments in force or new ones. A department that goes on beside a new one stands here too.</param>
/// <param name="From">The first day of the new order, today at the latest.</param>
/// <param name="Goes">Where a department is split, the successor's name for each open responsibility of it.</param>
internal sealed record Reorganisation(IReadOnlyList<int> Departments, IReadOnlyList<string> Successors, DateOnly From, string Decision, IReadOnlyDictionary<int, string> Goes);

/// <summary>
/// Hands the open responsibilities of departments over to their successors with all that has happened; what is closed stays under the old
/// name. Shares, groups, milestones, indicators and open orders follow, and after a renaming the holders of the posts.
/// </summary>
internal sealed class Reorganise([WholeLedger] TrackerDb db, ShareOutPlans shareOut, TimeProvider time, CurrentPerson me)
{
    private const int Tries = 10, LongestDecision = 200, LongestName = 200;

    /// <param name="formKey">Goes with the form, so that one sent twice counts once; null where no person filled one.</param>
    /// <returns>Why nothing was done; null where it was.</returns>
    public async Task<ReorganiseRefusal?> HandleAsync(Reorganisation wanted, DateOnly today, CancellationToken cancel, string? formKey = null)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await TryAsync(wanted, today, formKey, cancel);
            }
            catch (DbUpdateException e) when (tries < Tries && (e is DbUpdateConcurrencyException || e.Entries.Any(entry => entry.Entity is SentForm)))
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<ReorganiseRefusal?> TryAsync(Reorganisation wanted, DateOnly today, string? formKey, CancellationToken cancel)
    {
        var names = wanted.Successors.Select(n => n.Trim()).ToList();
        var olds = await db.Departments.Include(d => d.Successors).Include(d => d.Posts).ThenInclude(p => p.Holders).Where(d => wanted.Departments.Contains(d.Id)).AsSplitQuery().ToListAsync(cancel);
        if (olds.Exists(d => !me.Supervises(d.Region)))
        {
            return ReorganiseRefusal.NotAllowed;
        }

        var digest = formKey is null ? null : new FormStamp(formKey, 0).DigestOf(wanted with { Goes = new SortedDictionary<int, string>(wanted.Goes.ToDictionary()) });
        if (digest is not null && olds.Count > 0 && await SentForm.IsDoneAsync(db, AuditSubject.Region(olds[0].Region), digest, cancel))
        {
            return null;
        }

        if (Refusal(wanted, olds, today) is { } refusal)
        {
            return refusal;
        }

        var region = olds[0].Region;
        var successors = await db.Departments.Include(d => d.Posts).Where(d => d.Region == region && names.Contains(d.Name)).ToListAsync(cancel);
        if (successors.Exists(d => d.IsGroup || !d.InForceOn(today)))
        {
            return ReorganiseRefusal.NotInForce;
        }

        var oldIds = olds.Select(d => d.Id).ToList();
        var open = await db.Responsibilities.Whole().Where(r => oldIds.Contains(r.DepartmentId) && r.ClosedOn == null).OrderBy(r => r.Id).ToListAsync(cancel);
        if (names.Count > 1 && open.Exists(r => !wanted.Goes.ContainsKey(r.Id)))
        {
            return ReorganiseRefusal.DestinationMissing;
        }

        var utcNow = time.GetUtcNow().UtcDateTime;
        db.Record(
            AuditSubject.Region(region), me.By, "DepartmentsReorganised",
            new { On = today, Departments = olds.Select(d => d.Name), Successors = names, wanted.From, Decision = wanted.Decision.Trim(), Responsibilities = open.Select(r => r.Id) }, utcNow);
        if (digest is not null)
        {
            db.Forms.Add(new SentForm { Subject = AuditSubject.Region(region), Digest = digest });
        }

        await db.Database.InTransactionAsync(
            async () =>
            {
                successors.AddRange(names.Except(successors.Select(d => d.Name)).Select(name => new Department { Region = region, Name = name, From = wanted.From }));
                db.Departments.AddRange(successors.Where(d => d.Id == 0));
                await db.SaveChangesAsync(cancel);
                var byName = successors.ToDictionary(d => d.Name);
                Department To(int responsibility) => names.Count == 1 ? byName[names[0]] : byName[wanted.Goes[responsibility]];

                await HandOverAsync(open, olds, To, wanted.Decision.Trim(), today, utcNow, cancel);
                foreach (var old in olds.Except(successors))
                {
                    End(old, successors, wanted.From, renamed: olds.Count == 1 && names.Count == 1);
                }

                await FollowAsync(olds.Except(successors).Select(d => d.Id).ToList(), [.. names.Select(n => byName[n])], cancel);
                await db.SaveChangesAsync(cancel);
                await shareOut.HandleAsync(region, today, cancel);
            },
            cancel);
        return null;
    }

    /// <summary>What can be told of it before anything else is read.</summary>
    /// <param name="olds">The departments that it names, as far as they are there.</param>
    public static ReorganiseRefusal? Refusal(Reorganisation wanted, List<Department> olds, DateOnly today) => Refusal(wanted, [.. wanted.Successors.Select(n => n.Trim())], olds, today);

    private static ReorganiseRefusal? Refusal(Reorganisation wanted, List<string> names, List<Department> olds, DateOnly today) =>
        olds.Count == 0 || olds.Count != wanted.Departments.Distinct().Count() || olds.Select(d => d.Region).Distinct().Count() > 1 ? ReorganiseRefusal.NothingChosen
        : string.IsNullOrWhiteSpace(wanted.Decision) ? ReorganiseRefusal.DecisionMissing
        : names.Count == 0 || names.Exists(string.IsNullOrEmpty) || (names.Count == 1 && olds.Exists(d => d.Name == names[0]) && olds.Count == 1) ? ReorganiseRefusal.NameMissing
        : wanted.Decision.Length > LongestDecision || names.Exists(n => n.Length > LongestName) ? ReorganiseRefusal.TextTooLong
        : names.Distinct().Count() < names.Count ? ReorganiseRefusal.NameTwice
        : wanted.From > today ? ReorganiseRefusal.DayInFuture
        : olds.Exists(d => d.IsGroup) ? ReorganiseRefusal.IsGroup
        : olds.Exists(d => !d.InForceOn(today)) ? ReorganiseRefusal.NotInForce
        : olds.Count > 1 && names.Count > 1 ? ReorganiseRefusal.ManyToMany
        : wanted.Goes.Values.Any(name => !names.Contains(name)) ? ReorganiseRefusal.UnknownDestination
        : null;

    private async Task HandOverAsync(List<Responsibility> open, List<Department> olds, Func<int, Department> to, string decision, DateOnly today, DateTime utcNow, CancellationToken cancel)
    {
        var tasks = open.Select(r => r.TaskId).Distinct().ToList();
        var all = (await db.Responsibilities.IgnoreQueryFilters(TrackerDb.Ended).Where(r => tasks.Contains(r.TaskId)).ToListAsync(cancel)).ToLookup(r => r.TaskId);
        var cured = new List<int>();
        foreach (var responsibility in open)
        {
            var (old, successor) = (olds.Single(d => d.Id == responsibility.DepartmentId), to(responsibility.Id));
            if (old.Id == successor.Id)
            {
                continue;
            }

            if (all[responsibility.TaskId].FirstOrDefault(r => r.DepartmentId == successor.Id) is { } there)
            {
                // One department has one responsibility in a task: where the successor has its own, the old one ends, and its dates come by sharing out.
                RecordProgress.Write(responsibility, new Ended(today, me.By, $"{decision}（{old.Name} → {successor.Name}）"), utcNow);
                cured.Add(responsibility.Id);
                if (there.EndedOn is not null)
                {
                    RecordProgress.Write(there, new Assigned(today, me.By), utcNow);
                }
            }
            else
            {
                RecordProgress.Write(responsibility, new HandedOver(today, me.By, successor.Id, old.Name, successor.Name, decision), utcNow);
            }

            Follow(responsibility.Task, old.Id, successor.Id);
        }

        foreach (var notice in await db.Notices.Where(n => n.CuredOn == null && n.ResponsibilityId != null && cured.Contains(n.ResponsibilityId.Value)).ToListAsync(cancel))
        {
            notice.CuredOn = today;
        }

        foreach (var item in await db.OrderItems.Where(i => open.Select(r => r.Id).Contains(i.ResponsibilityId)).ToListAsync(cancel))
        {
            var order = await db.Orders.SingleAsync(o => o.Id == item.OrderId, cancel);
            order.DepartmentId = order.IsOpen ? to(item.ResponsibilityId).Id : order.DepartmentId;
        }
    }

    /// <summary>The share keeps what the plan prints; a successor that has a share of its own keeps that one.</summary>
    private void Follow(PlanTask task, int from, int to)
    {
        if (task.Shares.Find(s => s.DepartmentId == from) is { } share)
        {
            if (task.Shares.Exists(s => s.DepartmentId == to))
            {
                task.Shares.Remove(share);
                db.Remove(share);
            }
            else
            {
                share.DepartmentId = to;
            }
        }

        foreach (var milestone in db.Milestones.Local.Where(m => m.TaskId == task.Id && m.DepartmentIds.Contains(from)))
        {
            milestone.DepartmentIds = [.. milestone.DepartmentIds.Where(d => d != from).Append(to).Distinct().Order()];
        }
    }

    private static void End(Department old, List<Department> successors, DateOnly from, bool renamed)
    {
        var last = from.AddDays(-1);
        old.Until = old.Until < from ? old.Until : last;
        old.Successors.AddRange(successors.Where(s => old.Successors.TrueForAll(k => k.SuccessorId != s.Id)).Select(s => new DepartmentSuccessor { SuccessorId = s.Id }));
        foreach (var post in old.Posts)
        {
            var holders = post.Holders.Where(h => h.HoldsOn(from)).ToList();
            if (renamed && holders.Count > 0 && successors[0].Posts.TrueForAll(p => p.Kind != post.Kind))
            {
                var same = new Post { Kind = post.Kind };
                same.Holders.AddRange(holders.Select(h => new PostHolder { PersonId = h.PersonId, From = from, Until = h.Until }));
                successors[0].Posts.Add(same);
            }

            holders.ForEach(h => h.Until = last);
        }
    }

    /// <summary>Groups count the successors among their members, and an indicator's reporting department is succeeded by the first of them.</summary>
    private async Task FollowAsync(List<int> olds, List<Department> successors, CancellationToken cancel)
    {
        foreach (var group in await db.Departments.Include(d => d.Members).Where(d => d.IsGroup && d.Members.Any(m => olds.Contains(m.MemberId))).ToListAsync(cancel))
        {
            group.Members.AddRange(successors.Where(s => group.Members.TrueForAll(m => m.MemberId != s.Id)).Select(s => new GroupMember { MemberId = s.Id }));
        }

        foreach (var indicator in await db.Indicators.Where(i => i.ReportingDepartmentId != null && olds.Contains(i.ReportingDepartmentId.Value)).ToListAsync(cancel))
        {
            indicator.ReportingDepartmentId = successors[0].Id;
        }
    }
}
