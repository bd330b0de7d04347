using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TaskTracker.Persistence;

namespace TaskTracker.Tests.Fixtures;

public enum TestProvider { Sqlite, Postgres }

/// <summary>An empty database and data folder of its own for one test, gone when disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>Names the environment variable with the connection string of a PostgreSQL server on which databases may be created.</summary>
    public const string PostgresVariable = "TASKTRACKER_TEST_POSTGRES";

    private const string Keep = """
        DO $$ DECLARE t text; BEGIN
          CREATE SCHEMA kept;
          FOR t IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' LOOP EXECUTE 'CREATE TABLE kept.' || t || ' AS TABLE public.' || t; END LOOP;
        END $$
        """;

    private const string PutBack = """
        DO $$ DECLARE t text; BEGIN
          SET LOCAL session_replication_role = replica;
          FOR t IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' LOOP
            EXECUTE 'DELETE FROM public.' || t;
            EXECUTE 'INSERT INTO public.' || t || ' SELECT * FROM kept.' || t;
          END LOOP;
        END $$
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tasktracker-test-");
    private readonly string? _server;
    private bool _kept;

    private TestDatabase(TestProvider provider, string? server, string? name)
    {
        Provider = provider;
        _server = server;
        ConnectionString = provider == TestProvider.Sqlite
            ? SqliteIn(Folder)
            : new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20, IncludeErrorDetail = true }.ToString();
    }

    public TestProvider Provider { get; }
    public string ConnectionString { get; }

    /// <summary>What <c>--data</c> names; with SQLite the database lies in it.</summary>
    public string Folder => _folder.FullName;

    /// <summary>The section <c>Database</c> of the configuration that leads here, together with <see cref="Folder"/>.</summary>
    internal DatabaseOptions Options => new()
    {
        Provider = Provider == TestProvider.Sqlite ? DatabaseProvider.Sqlite : DatabaseProvider.Postgres,
        ConnectionString = Provider == TestProvider.Sqlite ? "" : ConnectionString,
    };

    /// <summary>A context on the database, whose schema is there only after <c>Database.MigrateAsync</c>.</summary>
    internal TrackerDb Open() => Provider == TestProvider.Sqlite
        ? OpenSqlite(Folder)
        : new PostgresTrackerDb(new DbContextOptionsBuilder<PostgresTrackerDb>().UseNpgsql(ConnectionString).Options);

    /// <summary>The ledger that lies in a data folder.</summary>
    internal static TrackerDb OpenSqlite(string folder) =>
        new SqliteTrackerDb(new DbContextOptionsBuilder<SqliteTrackerDb>().UseSqlite(SqliteIn(folder)).Options);

    private static string SqliteIn(string folder) => new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, DatabaseSetup.SqliteFile), DefaultTimeout = 30 }.ToString();

    /// <returns>The reason for which tests on this provider must be skipped, or null where they can run.</returns>
    public static string? WhyAbsent(TestProvider provider, string? postgresServer) =>
        provider == TestProvider.Postgres && string.IsNullOrWhiteSpace(postgresServer)
            ? $"No PostgreSQL server: {PostgresVariable} is not set (tests/run.sh sets it)."
            : null;

    /// <inheritdoc cref="WhyAbsent(TestProvider, string?)"/>
    public static string? WhyAbsent(TestProvider provider) => WhyAbsent(provider, Environment.GetEnvironmentVariable(PostgresVariable));

    public static async Task<TestDatabase> CreateAsync(TestProvider provider)
    {
        if (provider == TestProvider.Sqlite)
        {
            return new TestDatabase(provider, null, null);
        }

        var server = Environment.GetEnvironmentVariable(PostgresVariable);
        var name = $"tasktracker_test_{Guid.NewGuid():N}";
        await ExecuteAsync(server, $"CREATE DATABASE {name}");
        return new TestDatabase(provider, server, name);
    }

    /// <summary>Keeps the content at the first call, and puts it back at every further one. Nobody may be at work in the database meanwhile.</summary>
    public async Task RewindAsync()
    {
        if (Provider == TestProvider.Sqlite)
        {
            await using var live = new SqliteConnection(ConnectionString);
            await using var kept = new SqliteConnection($"Data Source={Path.Combine(Folder, "kept.db")};Pooling=False");
            await live.OpenAsync();
            await kept.OpenAsync();
            var (from, to) = _kept ? (kept, live) : (live, kept);
            from.BackupDatabase(to);
        }
        else
        {
            await ExecuteAsync(ConnectionString, _kept ? PutBack : Keep);
        }

        _kept = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (Provider == TestProvider.Sqlite)
        {
            using var connection = new SqliteConnection(ConnectionString);
            SqliteConnection.ClearPool(connection);
        }
        else
        {
            await using var connection = new NpgsqlConnection(ConnectionString);
            NpgsqlConnection.ClearPool(connection);
            await ExecuteAsync(_server, $"DROP DATABASE IF EXISTS {connection.Database} WITH (FORCE)");
        }

        _folder.Delete(recursive: true);
    }

    private static async Task ExecuteAsync(string? server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server!);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
