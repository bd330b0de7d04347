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

        Should.Throw<FolderUnusableException>(() => SingleProcess.Enter(place, configuration)).Message.ShouldContain(database.Folder);
        first!.Dispose();
        using var next = SingleProcess.Enter(place, configuration);
        next.ShouldNotBeNull();
    }

    [Fact]
    public async Task Program_WhenAnotherWorksInTheFolder_IsRefusedUntilThatEnds()
    {
        var folder = Directory.CreateTempSubdirectory("tasktracker-test-");
        try
        {
            using (var first = TheProgram.Start(folder.FullName, "serve", "--urls", "http://127.0.0.1:0", "--data", folder.FullName))
            {
                try
                {
                    using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
                    string? line;
                    do
                    {
                        line = await first.StandardOutput.ReadLineAsync(patience.Token);
                    }
                    while (line?.StartsWith("Serving at ", StringComparison.Ordinal) == false);

                    line.ShouldNotBeNull(await ErrorsOfAsync(first, line));
                    var second = await TheProgram.RunAsync("sweep", "--data", folder.FullName);
                    (second.ExitCode, second.Out).ShouldBe((2, ""));
                    second.Error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("Another tasktracker works in");
                    second.Error.ShouldContain("--data");
                }
                finally
                {
                    first.Kill();
                    await first.WaitForExitAsync();
                }
            }

            (await TheProgram.RunAsync("sweep", "--as-of", "2024-11-20", "--data", folder.FullName)).ExitCode.ShouldBe(0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> ErrorsOfAsync(System.Diagnostics.Process process, string? line) => line is null ? await process.StandardError.ReadToEndAsync() : "";
}
