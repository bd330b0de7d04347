using Microsoft.EntityFrameworkCore;
using TaskTracker.Persistence;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Persistence;

public sealed class MigrationsTests
{
    private const string SqliteCatalogue = """
        SELECT 'column', t.name, c.name, c.type, c."notnull", c.dflt_value, c.pk FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'
        UNION ALL
        SELECT 'index', t.name, i.name, c.name, i."unique", i.partial, c.seqno FROM sqlite_master t, pragma_index_list(t.name) i, pragma_index_info(i.name) c WHERE t.type = 'table'
        UNION ALL
        SELECT 'key', t.name, k."table", k."from", k."to", k.on_delete, k.seq FROM sqlite_master t, pragma_foreign_key_list(t.name) k WHERE t.type = 'table'
        """;

    private const string PostgresCatalogue = """
        SELECT 'column', table_name, column_name, concat_ws(' ', data_type, character_maximum_length, numeric_precision, numeric_scale, is_nullable, is_identity, column_default) FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL
        SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL
        SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        """;

    [DatabaseFact]
    public async Task Migrations_WhenApplied_GiveTheSchemaOfTheModel(TestDatabase migrated)
    {
        await using var created = await TestDatabase.CreateAsync(migrated.Provider);
        await using var migratedDb = migrated.Open();
        await using var createdDb = created.Open();

        await migratedDb.Database.MigrateAsync();
        await createdDb.Database.EnsureCreatedAsync();

        var expected = await CatalogueAsync(createdDb, migrated.Provider);
        expected.ShouldContain(row => row.Contains(nameof(TrackerDb.Responsibilities), StringComparison.OrdinalIgnoreCase));
        (await CatalogueAsync(migratedDb, migrated.Provider)).ShouldBe(expected);
    }

    [DatabaseFact]
    public async Task Migrations_WhenTheModelHasChanged_ContainTheChange(TestDatabase database)
    {
        await using var db = database.Open();
        db.Database.HasPendingModelChanges().ShouldBeFalse("tools/add-migration.sh NAME makes the migration that is missing");
    }

    [DatabaseFact]
    public async Task Migrations_WhenSeveralNodesStartAtOnce_AreAppliedOnce(TestDatabase database)
    {
        await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            await using var node = database.Open();
            await node.UpgradeAsync(default);
        }));

        await using var db = database.Open();
        (await db.Database.GetAppliedMigrationsAsync()).ShouldBe(db.Database.GetMigrations());
    }

    private static async Task<List<string>> CatalogueAsync(TrackerDb db, TestProvider provider)
    {
        var rows = new List<string>();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = provider == TestProvider.Sqlite ? SqliteCatalogue : PostgresCatalogue;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i))));
        }

        // SQLite keeps a table of its own beside the migrations'.
        return [.. rows.Where(row => !row.Contains("__EF", StringComparison.Ordinal) && !row.Contains("sqlite_sequence", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }
}
