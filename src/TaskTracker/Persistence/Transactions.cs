using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace TaskTracker.Persistence;

internal static class Transactions
{
    /// <summary>Runs the steps in one transaction: one of its own, or the one that the caller has begun and will end.</summary>
    public static async Task InTransactionAsync(this DatabaseFacade database, Func<Task> steps, CancellationToken cancel)
    {
        await using IDbContextTransaction? own = database.CurrentTransaction is null ? await database.BeginTransactionAsync(cancel) : null;
        await steps();
        if (own is not null)
        {
            await own.CommitAsync(cancel);
        }
    }
}
