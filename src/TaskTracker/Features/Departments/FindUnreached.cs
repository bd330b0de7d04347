using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Organisation;
using TaskTracker.Features.Responsibilities;
using TaskTracker.Outbox;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Departments;

/// <param name="Vacant">True where nobody is its liaison; false where the last mail to one of its people did not arrive.</param>
internal sealed record UnreachedDepartment(int Id, string Name, string Region, bool Vacant);

/// <summary>Departments with something open whose liaison's post is vacant, or to one of whose people the last mail did not arrive.</summary>
internal sealed class FindUnreached(TrackerDb db, HouseClock clock)
{
    public async Task<IReadOnlyList<UnreachedDepartment>> GetAsync(CancellationToken cancel)
    {
        var today = clock.Today;
        var open = Lines.Of(db).Watched().Where(l => l.Of.ClosedOn == null).Select(l => l.Of.DepartmentId).Distinct();
        var failed = db.Mails.Where(m => (m.State == MailState.Refused || m.State == MailState.GivenUp)
            && !db.Mails.Any(later => later.PersonId == m.PersonId && later.Id > m.Id && later.State == MailState.Sent));
        var found = await db.Departments.AsNoTracking().Where(d => open.Contains(d.Id))
            .Select(d => new
            {
                d.Id, d.Name, d.Region,
                Vacant = !d.Posts.Any(p => p.Kind == PostKind.Liaison && p.Holders.Any(h => h.From <= today && (h.Until == null || h.Until >= today))),
                Failed = d.Posts.Any(p => p.Holders.Any(h => h.From <= today && (h.Until == null || h.Until >= today) && failed.Any(m => m.PersonId == h.PersonId))),
            }).Where(d => d.Vacant || d.Failed).OrderBy(d => d.Region).ThenBy(d => d.Name).ToListAsync(cancel);
        return [.. found.Select(d => new UnreachedDepartment(d.Id, d.Name, d.Region, d.Vacant))];
    }
}
