using Microsoft.Extensions.Configuration;
using TaskTracker.Persistence;
using TaskTracker.Sweep;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Persistence;

public sealed class SingleProcessTests
{
    [DatabaseFact]
    public void Enter_WhenAnotherWorksInTheFolder_IsRefusedOnSqliteAndFreeOnPostgres(TestDatabase database)
    {
        var place = new Place(database.Folder, new RulesFolder(""));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Database:Provider", database.Options.Provider.ToString())]).Build();
        using var first = SingleProcess.Enter(place, configuration);

        if (database.Provider == TestProvider.Postgres)
        {
            SingleProcess.Enter(place, configuration).ShouldBeNull();
            return;
        }

        Should.Throw<FolderInUseException>(() => SingleProcess.Enter(place, configuration)).Message.ShouldContain(database.Folder);
        first!.Dispose();
        using var next = SingleProcess.Enter(place, configuration);
        next.ShouldNotBeNull();
    }
}
