using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Accounts;

internal sealed record TokenRow(int Id, string Name, TokenScope Scopes, DateOnly MadeOn, DateOnly Until, DateOnly? UsedOn);

/// <summary>The tokens of the person at work that are still good.</summary>
internal sealed class ListTokens(TrackerDb db, CurrentPerson me, HouseClock clock)
{
    public async Task<IReadOnlyList<TokenRow>> GetAsync(CancellationToken cancel)
    {
        var today = clock.Today;
        return [.. (await db.Tokens.AsNoTracking().Where(t => t.PersonId == me.Id && t.EndedAt == null && t.Until >= today).OrderBy(t => t.Id).ToListAsync(cancel))
            .Select(t => new TokenRow(t.Id, t.Name, t.Scopes, DateOnly.FromDateTime(clock.ToLocal(t.CreatedAt)), t.Until, t.UsedOn))];
    }
}
