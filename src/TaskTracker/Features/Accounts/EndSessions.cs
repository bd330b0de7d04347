using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Accounts;

/// <summary>Ends a person's own sessions: this one, another, or all others.</summary>
internal sealed class EndSessions(IDbContextFactory<TrackerDb> databases, CurrentPerson me, AccountLog log)
{
    public async Task SignOutAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.Sessions.Where(s => s.Id == me.SessionId).ExecuteDeleteAsync(cancel);
        await log.WriteAsync(AccountEventKind.SignedOut, me.Id);
    }

    /// <param name="sessionId">Null for all but this one.</param>
    public async Task OthersAsync(int? sessionId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Sessions.Where(s => s.PersonId == me.Id && s.Id != me.SessionId && (sessionId == null || s.Id == sessionId)).ExecuteDeleteAsync(cancel) > 0)
        {
            await log.WriteAsync(AccountEventKind.SessionsEnded, me.Id);
        }
    }
}
