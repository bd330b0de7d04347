using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Organisation;
using TaskTracker.Features.Accounts;
using TaskTracker.Persistence;

namespace TaskTracker.Features.People;

internal enum HandOverRefusal { NoSuchDepartment, NotAllowed, UnknownPerson, HolderIsLater, SamePerson, Oneself }

/// <summary>
/// A successor takes over a post from a day on; whoever holds it leaves the day before. Responsibilities stay with the department and need no
/// new acceptance. Without a successor the post is vacant from that day.
/// </summary>
internal sealed class HandOverPost([WholeLedger] TrackerDb db, CurrentPerson me, AccountLog log)
{
    /// <param name="personKey">The successor's id; empty for none.</param>
    /// <param name="from">The successor's first day.</param>
    public async Task<HandOverRefusal?> HandleAsync(int departmentId, PostKind kind, string personKey, DateOnly from, CancellationToken cancel)
    {
        if (await db.Departments.Include(d => d.Posts).ThenInclude(p => p.Holders).FirstOrDefaultAsync(d => d.Id == departmentId && !d.IsGroup, cancel) is not { } department)
        {
            return HandOverRefusal.NoSuchDepartment;
        }

        if (!May(me, kind, department.Region))
        {
            return HandOverRefusal.NotAllowed;
        }

        var successor = personKey.Length == 0 ? null : await db.People.FirstOrDefaultAsync(p => p.Key == personKey, cancel);
        if (successor is null && personKey.Length > 0)
        {
            return HandOverRefusal.UnknownPerson;
        }

        if (successor is not null && successor.Id == me.Id)
        {
            return HandOverRefusal.Oneself;
        }

        var post = department.Posts.FirstOrDefault(p => p.Kind == kind);
        if (post?.Holders.Any(h => h.From >= from) == true)
        {
            return HandOverRefusal.HolderIsLater;
        }

        var now = post?.Holders.FirstOrDefault(h => h.HoldsOn(from));
        if (now is not null && now.PersonId == successor?.Id)
        {
            return HandOverRefusal.SamePerson;
        }

        if (now is not null)
        {
            now.Until = from.AddDays(-1);
        }

        if (successor is not null)
        {
            if (post is null)
            {
                department.Posts.Add(post = new Post { Kind = kind });
            }

            post.Holders.Add(new PostHolder { PersonId = successor.Id, From = from });
        }

        await db.SaveChangesAsync(cancel);
        await log.WriteAsync(AccountEventKind.PostHandedOver, successor?.Id ?? now?.PersonId, me.Name, $"{department.Region} {department.Name} {kind} {from:O} → {personKey}");
        return null;
    }

    /// <summary>Posts that see more than a department are the security administrator's to give.</summary>
    public static bool May(CurrentPerson person, PostKind kind, string region) =>
        (person.Scope is null && !person.IsSignedIn) || person.Is(Role.SecurityAdministrator) || (kind is PostKind.Liaison or PostKind.DepartmentHead && person.Supervises(region));
}
