using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Progress;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Comments;

/// <summary>
/// A remark on a responsibility, and its withdrawal by who wrote it. Both are entries of the history and nothing else; nobody is written to. A
/// remark can't be changed: withdrawn, its text is no longer shown, and stays in the audit.
/// </summary>
internal sealed class RecordComment([WholeLedger] TrackerDb db, CurrentPerson me, HouseClock clock)
{
    public const int LongestText = 1000;
    private const int Tries = 10;

    public Task<CommentRefusal?> AddAsync(int responsibilityId, string text, FormStamp stamp, CancellationToken cancel) => WriteAsync(
        responsibilityId, stamp, new { Comment = text, Author = me.Id },
        (it, author) => Task.FromResult<(ProgressEvent?, CommentRefusal?)>(
            text.Length == 0 ? (null, CommentRefusal.TextMissing)
            : text.Length > LongestText ? (null, CommentRefusal.TextTooLong)
            : it.EndedOn is not null ? (null, CommentRefusal.NotInForce)
            : (new Commented(clock.Today, me.By, author, text), null)),
        cancel);

    /// <param name="number">Of the entry in the responsibility's chain.</param>
    public Task<CommentRefusal?> WithdrawAsync(int responsibilityId, int number, FormStamp stamp, CancellationToken cancel) => WriteAsync(
        responsibilityId, stamp, new { Withdraw = number, Author = me.Id },
        async (it, author) =>
        {
            var later = await db.Audit.AsNoTracking().Where(e => e.Subject == it.Chain && e.Sequence >= number && (e.Sequence == number || e.Kind == nameof(CommentWithdrawn))).ToListAsync(cancel);
            var events = later.OrderBy(e => e.Sequence).Select(e => HistoryJson.Read(e.Kind, e.Data)).ToList();
            return events is [Commented comment, ..] && comment.Author == author && !events.OfType<CommentWithdrawn>().Any(w => w.Number == number)
                ? (new CommentWithdrawn(clock.Today, me.By, author, number), null) : (null, CommentRefusal.NotThere);
        },
        cancel);

    /// <summary>Whoever works on it or oversees it; leaders and evaluators look on.</summary>
    public static bool May(CurrentPerson person, int departmentId, string region, int planId) => person.May(Act.Work, departmentId, region, planId) || person.May(Act.Oversee, departmentId, region, planId);

    private async Task<CommentRefusal?> WriteAsync(int id, FormStamp stamp, object words, Func<Responsibility, int, Task<(ProgressEvent?, CommentRefusal?)>> decide, CancellationToken cancel)
    {
        var digest = stamp.DigestOf(words);
        for (var tries = 1; ; tries++)
        {
            db.ChangeTracker.Clear();
            if (me.Id is not { } author
                || await db.Responsibilities.IgnoreQueryFilters(TrackerDb.Ended).Include(r => r.Task).ThenInclude(t => t.Plan).FirstOrDefaultAsync(r => r.Id == id, cancel) is not { } it
                || !May(me, it.DepartmentId, it.Task.Plan.Region, it.Task.PlanId))
            {
                return CommentRefusal.NotThere;
            }

            if (await SentForm.IsDoneAsync(db, it.Chain, digest, cancel))
            {
                return null;
            }

            var (happened, refusal) = await decide(it, author);
            if (refusal is not null)
            {
                return refusal;
            }

            RecordProgress.Write(it, happened!, clock.UtcNow);
            db.Forms.Add(new SentForm { Subject = it.Chain, Digest = digest });
            try
            {
                await db.SaveChangesAsync(cancel);
                return null;
            }
            catch (DbUpdateException e) when (tries < Tries && (e is DbUpdateConcurrencyException || e.Entries.Any(entry => entry.Entity is SentForm)))
            {
                // Somebody did something at the same moment, perhaps with this very form; the next look tells.
            }
        }
    }
}
