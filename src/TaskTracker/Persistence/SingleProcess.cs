namespace TaskTracker.Persistence;

/// <summary>Another process works in the data folder.</summary>
internal sealed class FolderInUseException(string message) : Exception(message);

/// <summary>SQLite serves one process: a second one on the same folder is refused while the first runs. PostgreSQL serves many.</summary>
internal static class SingleProcess
{
    public const string LockFile = ".in-use";

    /// <returns>Keep it until the process is done with the folder; null where none is needed.</returns>
    /// <exception cref="FolderInUseException">Another process has it.</exception>
    public static IDisposable? Enter(Place place, IConfiguration configuration)
    {
        if (configuration.GetValue<DatabaseProvider>("Database:Provider") == DatabaseProvider.Postgres)
        {
            return null;
        }

        Directory.CreateDirectory(place.DataFolder);
        try
        {
            return new FileStream(Path.Combine(place.DataFolder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new FolderInUseException($"Another tasktracker works in {place.DataFolder}. SQLite serves one process at a time: stop the other, use another --data, or move to PostgreSQL.");
        }
    }
}
