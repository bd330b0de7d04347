using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;

namespace TaskTracker.Persistence;

internal enum DatabaseProvider { Sqlite, Postgres }

/// <summary>Where the ledger is kept. By default one SQLite file in the data folder; PostgreSQL when several nodes share it.</summary>
internal sealed class DatabaseOptions
{
    public DatabaseProvider Provider { get; set; }

    /// <summary>Of PostgreSQL; ignored for SQLite, whose file is <c>tasktracker.db</c> in the data folder.</summary>
    public string ConnectionString { get; set; } = "";
}

internal static class DatabaseSetup
{
    public const string SqliteFile = "tasktracker.db";

    /// <summary>Any number that nothing else in the database takes for a lock.</summary>
    private const long UpgradeLock = 7_238_156_001;

    /// <summary>Registers the ledger's context and its factory under the one type that everybody asks for.</summary>
    public static IServiceCollection AddLedger(this IServiceCollection services, DatabaseOptions options, string dataFolder)
    {
        if (options.Provider == DatabaseProvider.Postgres)
        {
            services.AddDbContextFactory<PostgresTrackerDb>(o => o.UseNpgsql(options.ConnectionString));
            return services.AddContexts<PostgresTrackerDb>();
        }

        Directory.CreateDirectory(dataFolder);
        services.AddDbContextFactory<SqliteTrackerDb>(o => o.UseSqlite($"Data Source={Path.Combine(dataFolder, SqliteFile)};Default Timeout=30"));
        return services.AddContexts<SqliteTrackerDb>();
    }

    /// <summary>Whoever asks for a context gets what the person at work may see; who decides and changes asks for the whole ledger, and for the right first.</summary>
    private static IServiceCollection AddContexts<TContext>(this IServiceCollection services)
        where TContext : TrackerDb => services
        .AddSingleton<IDbContextFactory<TrackerDb>>(s => new Factory<TContext>(s.GetRequiredService<IDbContextFactory<TContext>>()))
        .AddKeyedScoped<TrackerDb>(WholeLedgerAttribute.Name, (s, _) => s.GetRequiredService<TContext>())
        .AddScoped<TrackerDb>(s =>
        {
            if (s.GetRequiredService<CurrentPerson>().Scope is not { } scope)
            {
                return s.GetRequiredKeyedService<TrackerDb>(WholeLedgerAttribute.Name);
            }

            var narrowed = s.GetRequiredService<IDbContextFactory<TContext>>().CreateDbContext();
            narrowed.Scope = scope;
            return narrowed;
        });

    /// <summary>Creates the schema or brings an older one up to date.</summary>
    public static async Task UpgradeAsync(this IDbContextFactory<TrackerDb> databases, CancellationToken cancel, TimeProvider? time = null)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.UpgradeAsync(cancel, time);
    }

    /// <inheritdoc cref="UpgradeAsync(IDbContextFactory{TrackerDb}, CancellationToken, TimeProvider?)"/>
    public static async Task UpgradeAsync(this TrackerDb db, CancellationToken cancel, TimeProvider? time = null)
    {
        var utcNow = (time ?? TimeProvider.System).GetUtcNow().UtcDateTime;
        if (db is not PostgresTrackerDb)
        {
            await db.Database.MigrateAsync(cancel);
            await ChainHistory.HandleAsync(db, utcNow, cancel);
            return;
        }

        // EF Core's own lock ends with each migration's transaction, so of two nodes that start at once both would begin the second migration.
        await db.Database.OpenConnectionAsync(cancel);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({UpgradeLock})", cancel);
        try
        {
            await db.Database.MigrateAsync(cancel);
            await ChainHistory.HandleAsync(db, utcNow, cancel);
        }
        finally
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({UpgradeLock})", CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>
    /// Tells SQLite how its tables have grown, by which it chooses its indexes; it does so by itself only when asked. PostgreSQL needs no telling.
    /// </summary>
    public static async Task TellSizesAsync(this TrackerDb db, CancellationToken cancel)
    {
        if (db is SqliteTrackerDb)
        {
            // All tables, not only those that this connection has asked.
            await db.Database.ExecuteSqlRawAsync("PRAGMA optimize = 0x10002", cancel);
        }
    }

    private sealed class Factory<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<TrackerDb>
        where TContext : TrackerDb
    {
        public TrackerDb CreateDbContext() => inner.CreateDbContext();
    }
}
