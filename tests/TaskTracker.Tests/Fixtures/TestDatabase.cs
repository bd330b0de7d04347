using Microsoft.Data.Sqlite;
using Npgsql;

namespace TaskTracker.Tests.Fixtures;

public enum DatabaseProvider { Sqlite, Postgres }

/// <summary>An empty database of its own for one test, gone when disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>Names the environment variable with the connection string of a PostgreSQL server on which databases may be created.</summary>
    public const string PostgresVariable = "TASKTRACKER_TEST_POSTGRES";

    private readonly Func<ValueTask> _remove;

    private TestDatabase(DatabaseProvider provider, string connectionString, Func<ValueTask> remove)
    {
        Provider = provider;
        ConnectionString = connectionString;
        _remove = remove;
    }

    public DatabaseProvider Provider { get; }
    public string ConnectionString { get; }

    /// <returns>The reason for which tests on this provider must be skipped, or null where they can run.</returns>
    public static string? WhyAbsent(DatabaseProvider provider, string? postgresServer) =>
        provider == DatabaseProvider.Postgres && string.IsNullOrWhiteSpace(postgresServer)
            ? $"No PostgreSQL server: {PostgresVariable} is not set (tests/run.sh sets it)."
            : null;

    /// <inheritdoc cref="WhyAbsent(DatabaseProvider, string?)"/>
    public static string? WhyAbsent(DatabaseProvider provider) => WhyAbsent(provider, Environment.GetEnvironmentVariable(PostgresVariable));

    public static async Task<TestDatabase> CreateAsync(DatabaseProvider provider) =>
        provider == DatabaseProvider.Sqlite ? CreateSqlite() : await CreatePostgresAsync();

    public ValueTask DisposeAsync() => _remove();

    private static TestDatabase CreateSqlite()
    {
        var folder = Directory.CreateTempSubdirectory("tasktracker-test-");
        var connectionString = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder.FullName, "test.db") }.ToString();
        return new TestDatabase(DatabaseProvider.Sqlite, connectionString, () =>
        {
            using (var connection = new SqliteConnection(connectionString))
            {
                SqliteConnection.ClearPool(connection);
            }

            folder.Delete(recursive: true);
            return ValueTask.CompletedTask;
        });
    }

    private static async Task<TestDatabase> CreatePostgresAsync()
    {
        var server = Environment.GetEnvironmentVariable(PostgresVariable);
        var name = $"tasktracker_test_{Guid.NewGuid():N}";
        await ExecuteAsync(server, $"CREATE DATABASE {name}");
        var connectionString = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20, IncludeErrorDetail = true }.ToString();
        return new TestDatabase(DatabaseProvider.Postgres, connectionString, async () =>
        {
            await using (var connection = new NpgsqlConnection(connectionString))
            {
                NpgsqlConnection.ClearPool(connection);
            }

            await ExecuteAsync(server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        });
    }

    private static async Task ExecuteAsync(string? server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server!);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
