using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features;

/// <summary>Tests in a browser, each over a small house of its own; where there is no browser there is no house either.</summary>
public abstract class HouseInBrowser : IAsyncLifetime
{
    private TestDatabase? _database;

    private protected SmallHouse House { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (BrowserFixture.Executable is not null)
        {
            _database = await TestDatabase.CreateAsync(TestProvider.Sqlite);
            House = await SmallHouse.OpenAsync(_database);
        }
    }

    public async Task DisposeAsync()
    {
        if (_database is not null)
        {
            await House.DisposeAsync();
            await _database.DisposeAsync();
        }
    }

    private protected string At(string address) => new Uri(House.Address, address).ToString();
}
