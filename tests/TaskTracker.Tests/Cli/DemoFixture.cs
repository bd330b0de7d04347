using TaskTracker.Mail;
using TaskTracker.Persistence;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Cli;

/// <summary>One run of the demo as a person starts it, shared by the tests that look at what it left.</summary>
public sealed class DemoFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tasktracker-demo-");

    internal ProgramRun Run { get; private set; } = null!;

    public string Folder => Path.Combine(_folder.FullName, "once");

    public async Task InitializeAsync() => Run = await RunAsync(Folder);

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    internal static Task<ProgramRun> RunAsync(string folder) => TheProgram.RunAsync("demo", "--once", "--data", folder);

    /// <summary>A copy of the ledger without its mails, to go on from.</summary>
    public string Copy()
    {
        var copy = Directory.CreateDirectory(Path.Combine(_folder.FullName, Guid.NewGuid().ToString("N"))).FullName;
        foreach (var file in Directory.GetFiles(Folder))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }

    internal static TrackerDb Open(string folder) => TestDatabase.OpenSqlite(folder);

    internal static IReadOnlyList<StoredMail> Mails(string folder) => [.. new MailFolder(Path.Combine(folder, "mail")).List()];
}
