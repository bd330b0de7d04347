using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Accounts;

/// <summary>Ends a person's tokens: their own one by one, and all of them where an administrator acts on the account.</summary>
internal sealed class EndTokens(IDbContextFactory<TrackerDb> databases, CurrentPerson me, AccountLog log, HouseClock clock)
{
    public Task OneOfMineAsync(int tokenId, CancellationToken cancel) => me.Id is { } id ? EndAsync(id, "", t => t.Id == tokenId, cancel) : Task.CompletedTask;

    /// <param name="by">Who acts on the account.</param>
    public Task AllOfAsync(int personId, string by) => EndAsync(personId, by, t => true, default);

    private async Task EndAsync(int personId, string by, Func<ApiToken, bool> which, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var open = (await db.Tokens.Where(t => t.PersonId == personId && t.EndedAt == null).ToListAsync(cancel)).Where(which).ToList();
        open.ForEach(t => t.EndedAt = clock.UtcNow);
        await db.SaveChangesAsync(cancel);
        foreach (var token in open)
        {
            await log.WriteAsync(AccountEventKind.TokenEnded, personId, by, token.Name);
        }
    }
}
