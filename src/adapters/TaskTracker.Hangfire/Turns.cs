using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace TaskTracker.Hangfire;

/// <summary>
/// No job runs twice at once, on one node or on several. Hangfire's own locks over PostgreSQL run out after a fixed time, whether or not the
/// holder still works, and stay that long where it died; a lock of the database's session does neither.
/// </summary>
/// <param name="postgres">Null: this process alone.</param>
public sealed class Turns(string? postgres)
{
    private readonly ConcurrentDictionary<string, bool> _taken = new();

    /// <returns>To be disposed when the job is done; null where another has the turn.</returns>
    public async Task<IAsyncDisposable?> TakeAsync(string job, CancellationToken cancel)
    {
        if (postgres is null)
        {
            return _taken.TryAdd(job, true) ? new Turn(() => { _taken.TryRemove(job, out _); return default; }) : null;
        }

        // Not pooled, so that the end of the connection is the end of the lock.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(postgres) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancel);
            await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = KeyOf(job) } } };
            if (await command.ExecuteScalarAsync(cancel) is true)
            {
                return new Turn(connection.DisposeAsync);
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    private static long KeyOf(string job) => BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"tasktracker/{job}")));

    private sealed class Turn(Func<ValueTask> end) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => end();
    }
}
