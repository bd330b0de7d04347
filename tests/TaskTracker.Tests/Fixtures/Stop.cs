using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TaskTracker.Tests.Fixtures;

/// <summary>Runs something once, before the n-th command or transaction that comes outside a transaction.</summary>
internal sealed class Stop(int at, Func<Task> meanwhile)
{
    private int _count;

    /// <summary>Whether that command was ever reached.</summary>
    public bool Happened => _count >= at;

    public IInterceptor[] Interceptors => [new Commands(this), new Transactions(this)];

    private async Task MaybeAsync()
    {
        if (++_count == at)
        {
            await meanwhile();
        }
    }

    private sealed class Commands(Stop stop) : DbCommandInterceptor
    {
        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            await (command.Transaction is null ? stop.MaybeAsync() : Task.CompletedTask);
            return result;
        }

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            await (command.Transaction is null ? stop.MaybeAsync() : Task.CompletedTask);
            return result;
        }
    }

    private sealed class Transactions(Stop stop) : DbTransactionInterceptor
    {
        public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
        {
            await stop.MaybeAsync();
            return result;
        }
    }
}
