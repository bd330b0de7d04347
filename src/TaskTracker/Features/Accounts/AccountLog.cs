using Microsoft.EntityFrameworkCore;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Accounts;

/// <summary>Writes what happens to accounts and rights into the ledger, at once and whatever becomes of the rest.</summary>
internal sealed class AccountLog(IDbContextFactory<TrackerDb> databases, IHttpContextAccessor request, HouseClock clock)
{
    private const int LongestDetail = 300;

    public async Task WriteAsync(AccountEventKind kind, int? personId, string by = "", string detail = "")
    {
        await using var db = await databases.CreateDbContextAsync();
        db.AccountEvents.Add(new AccountEvent
        {
            At = clock.UtcNow, Kind = kind, PersonId = personId, By = by, Detail = detail.Length > LongestDetail ? detail[..LongestDetail] : detail,
            Address = request.HttpContext?.Connection.RemoteIpAddress?.ToString() ?? "",
        });
        await db.SaveChangesAsync();
    }
}
