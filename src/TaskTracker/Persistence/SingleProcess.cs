namespace TaskTracker.Persistence;

/// <summary>The data folder cannot be worked in, since another process does, or it cannot be written to.</summary>
internal sealed class FolderUnusableException(string message) : Exception(message);

/// <summary>SQLite serves one process: a second one on the same folder is refused while the first runs. PostgreSQL serves many.</summary>
internal static class SingleProcess
{
    public const string LockFile = ".in-use";

    /// <returns>Keep it until the process is done with the folder; null where none is needed.</returns>
    /// <exception cref="FolderUnusableException">Another process has it, or it cannot be written to.</exception>
    public static IDisposable? Enter(Place place, IConfiguration configuration)
    {
        if (configuration.GetValue<DatabaseProvider>("Database:Provider") == DatabaseProvider.Postgres)
        {
            return null;
        }

        try
        {
            Directory.CreateDirectory(place.DataFolder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FolderUnusableException($"The folder {place.DataFolder} cannot be made: {e.Message} Name another with --data.");
        }

        try
        {
            return new FileStream(Path.Combine(place.DataFolder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new FolderUnusableException($"The folder {place.DataFolder} cannot be written to: {e.Message} Name another with --data.");
        }
        catch (IOException)
        {
            throw new FolderUnusableException($"Another tasktracker works in {place.DataFolder}. SQLite serves one process at a time: stop the other, use another --data, or move to PostgreSQL.");
        }
    }
}
