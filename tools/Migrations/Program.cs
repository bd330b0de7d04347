// Makes the next migration of each database whose model has changed since its last: dotnet ef without dotnet ef.
// The model and the last snapshots are those compiled into the program.

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Design.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Sqlite.Design.Internal;
using Microsoft.Extensions.DependencyInjection;
using Npgsql.EntityFrameworkCore.PostgreSQL.Design.Internal;

if (args is not [var name, var project])
{
    Console.Error.WriteLine("Usage: Migrations NAME FOLDER-OF-THE-PROJECT (tools/add-migration.sh NAME does it)");
    return 2;
}

#pragma warning disable EF1001 // The design-time services of the providers are internal to EF Core and stable in practice.
Add("Sqlite", builder => builder.UseSqlite("Data Source=:memory:"), new SqliteDesignTimeServices());
Add("Postgres", builder => builder.UseNpgsql("Host=localhost"), new NpgsqlDesignTimeServices());
return 0;

void Add(string provider, Action<DbContextOptionsBuilder> use, IDesignTimeServices design)
{
    if (!HasChanged(provider, use))
    {
        Console.WriteLine($"{provider}: the model has not changed since its last migration.");
        return;
    }

    using var db = CreateContext(provider, use);
    var services = new ServiceCollection().AddEntityFrameworkDesignTimeServices().AddDbContextDesignTimeServices(db);
    design.ConfigureDesignTimeServices(services);
    using var built = services.BuildServiceProvider();
    using var scope = built.CreateScope();
    var scaffolder = scope.ServiceProvider.GetRequiredService<IMigrationsScaffolder>();
    var migration = scaffolder.ScaffoldMigration(name, "TaskTracker", $"Persistence.{provider}.Migrations");
    var files = scaffolder.Save(project, migration, Path.Combine(project, "Persistence", provider, "Migrations"), dryRun: false);
    Console.WriteLine($"{provider}: {Path.GetRelativePath(project, files.MigrationFile!)}");
}

// On a context of its own: the question seals the snapshot it reads, and the scaffolder takes a sealed snapshot for none at all.
static bool HasChanged(string provider, Action<DbContextOptionsBuilder> use)
{
    using var db = CreateContext(provider, use);
    return db.Database.HasPendingModelChanges();
}

static DbContext CreateContext(string provider, Action<DbContextOptionsBuilder> use)
{
    var type = Type.GetType($"TaskTracker.Persistence.{provider}TrackerDb, tasktracker", throwOnError: true)!;
    var builder = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(type))!;
    use(builder);
    return (DbContext)Activator.CreateInstance(type, builder.Options)!;
}
