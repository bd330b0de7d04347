using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Cli;
using TaskTracker.Features;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker.Tests.Fixtures;

/// <summary>The program's parts over a test database, as a command would wire them, on one simulated day.</summary>
internal sealed class Ledger : IAsyncDisposable
{
    public static readonly DateOnly Day = new(2024, 11, 20);

    private readonly TestDatabase _database;
    private int _files;

    private Ledger(TestDatabase database, ServiceProvider services, ShiftedTime time)
    {
        _database = database;
        Services = services;
        Time = time;
    }

    public ServiceProvider Services { get; }

    public ShiftedTime Time { get; }

    public static RulesFolder ShippedRules { get; } = new(Path.Combine(AppContext.BaseDirectory, "rules"));

    public static async Task<Ledger> OpenAsync(TestDatabase database)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = database.Options.Provider.ToString(),
            ["Database:ConnectionString"] = database.Options.ConnectionString,
        }).Build();
        var time = new ShiftedTime(new HouseOptions().Zone(), Day, Common.HourOfAsOf);
        var services = Common.Services(new Place(database.Folder, ShippedRules), configuration, time);
        await services.GetRequiredService<IDbContextFactory<TrackerDb>>().UpgradeAsync(default);
        return new Ledger(database, services, time);
    }

    public TrackerDb Open() => _database.Open();

    /// <summary>Loads a text as a file; it must be sound.</summary>
    public async Task<IReadOnlyList<string>> LoadAsync(FileKind kind, string text, DateOnly? day = null)
    {
        var result = await TryAsync(kind, text, day);
        result.Findings.ShouldBeEmpty();
        return result.Done;
    }

    public async Task<LoadResult> TryAsync(FileKind kind, string text, DateOnly? day = null)
    {
        var file = Path.Combine(_database.Folder, string.Create(CultureInfo.InvariantCulture, $"{kind}-{++_files}.json"));
        await File.WriteAllTextAsync(file, text);
        return await TryAsync(kind, [file], day);
    }

    public async Task<LoadResult> TryAsync(FileKind kind, string[] files, DateOnly? day = null)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<LoadFiles>().HandleAsync(kind, files, day ?? Day, default);
    }

    public async Task<LoadResult> ShippedAsync(FileKind kind, params string[] names) =>
        await TryAsync(kind, [.. names.Select(n => Path.Combine(ShippedRules.Path, n))]);

    /// <summary>Runs something with a handler of the program, in a scope of its own.</summary>
    public async Task<TResult> WithAsync<THandler, TResult>(Func<THandler, Task<TResult>> body)
        where THandler : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await body(scope.ServiceProvider.GetRequiredService<THandler>());
    }

    /// <summary>Every row of every table as text, in an order of its own; two equal lists are two equal databases.</summary>
    public async Task<IReadOnlyList<string>> EverythingAsync()
    {
        await using var db = Open();
        await db.Database.OpenConnectionAsync();
        var rows = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Distinct().Order(StringComparer.Ordinal))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                rows.Add($"{table}: " + string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetName(i)}={Text(reader.GetValue(i))}")));
            }
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    public async ValueTask DisposeAsync() => await Services.DisposeAsync();

    private static string Text(object value) => value is Array items ? $"[{string.Join(",", items.Cast<object>())}]" : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
