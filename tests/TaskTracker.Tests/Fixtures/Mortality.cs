using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TaskTracker.Tests.Fixtures;

/// <summary>The process is gone: nothing it does after this reaches the database.</summary>
internal sealed class ProcessDiedException(int step) : Exception($"The process died at step {step}.");

/// <summary>
/// Lets a process die at its n-th step: before each write, before and after each commit, after each write outside a transaction. The
/// transaction under way is rolled back, as the database does when the connection breaks.
/// </summary>
internal sealed class Mortality(int diesAt)
{
    public int Steps { get; private set; }
    public bool Dead { get; private set; }

    public IInterceptor[] Interceptors => [new Commands(this), new Commits(this), new Connections(this)];

    public void Step()
    {
        Alive();
        if (++Steps == diesAt)
        {
            Dead = true;
            throw new ProcessDiedException(Steps);
        }
    }

    private void Alive()
    {
        if (Dead)
        {
            throw new ProcessDiedException(Steps);
        }
    }

    private void Before(DbCommand command)
    {
        Alive();
        if (IsWrite(command))
        {
            Step();
        }
    }

    private void After(DbCommand command)
    {
        if (IsWrite(command) && command.Transaction is null)
        {
            Step();
        }
    }

    private static bool IsWrite(DbCommand command) =>
        command.CommandText.Contains("INSERT INTO", StringComparison.Ordinal) || command.CommandText.Contains("UPDATE ", StringComparison.Ordinal)
        || command.CommandText.Contains("DELETE FROM", StringComparison.Ordinal);

    private sealed class Commands(Mortality life) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            life.Before(command);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            life.Before(command);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            life.After(command);
            return ValueTask.FromResult(result);
        }

        public override async ValueTask<InterceptionResult> DataReaderClosingAsync(DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result)
        {
            // By then the statement has run to its end.
            await eventData.DataReader.CloseAsync();
            life.After(command);
            return result;
        }
    }

    private sealed class Commits(Mortality life) : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            life.Step();
            return ValueTask.FromResult(result);
        }

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            life.Step();
            return Task.CompletedTask;
        }
    }

    private sealed class Connections(Mortality life) : DbConnectionInterceptor
    {
        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            life.Alive();
            return ValueTask.FromResult(result);
        }
    }
}
