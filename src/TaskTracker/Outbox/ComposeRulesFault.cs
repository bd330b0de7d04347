using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Organisation;
using TaskTracker.Mail;
using TaskTracker.Persistence;
using TaskTracker.Sweep;
using TaskTracker.Words;

namespace TaskTracker.Outbox;

/// <summary>Says what is wrong in the rules folder, as long as it is, to whoever holds a supervision post then.</summary>
internal sealed class ComposeRulesFault(TrackerDb db, HouseRules house, HouseClock clock, HouseOptions options)
{
    /// <returns>Null where the fault has been mended meanwhile, or the recipient has left the post.</returns>
    public async Task<RulesFaultMail?> HandleAsync(QueuedMail mail, CancellationToken cancel)
    {
        var today = clock.Today;
        var holds = await db.PostHolders.AnyAsync(
            h => h.PersonId == mail.PersonId && h.From <= today && (h.Until == null || h.Until >= today) && db.Posts.Any(p => p.Id == h.PostId && p.Kind == PostKind.Supervision), cancel);
        var fault = await db.RulesFaults.AsNoTracking().SingleOrDefaultAsync(f => f.RunId == mail.RunId && f.MendedAt == null, cancel);
        return fault is null || !holds ? null : new RulesFaultMail
        {
            RecipientName = mail.Person.Name,
            RecipientPost = LedgerWords.Chinese.Of(PostKind.Supervision),
            FoundAt = clock.ToLocal(fault.FoundAt),
            Folder = fault.Folder,
            VersionInForce = house.InForce.Number,
            Faults = [.. fault.All().Take(RulesFaultMail.FaultsListed).Select(f => new RulesFaultLine(f.File, f.Line, f.Column, f.Message))],
            FaultsInAll = fault.FindingsInAll,
            Url = new Uri(new Uri(options.BaseAddress), "rules"),
        };
    }
}
