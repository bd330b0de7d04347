namespace TaskTracker.Cli;

/// <summary>Where <c>import --out</c> writes.</summary>
internal sealed class PlanFolder(string folder, bool overwrite)
{
    private readonly HashSet<string> _written = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>The plan file's path, or what keeps it from being written.</returns>
    public async Task<(string Path, string? Refused)> WriteAsync(string id, string text, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, id + ".json");
        if (!_written.Add(path))
        {
            return (path, $"Another document of this call has the same name, and its plan is in \"{path}\" now; rename one of them.");
        }

        if (File.Exists(path) && !overwrite)
        {
            return (path, $"\"{path}\" is there already and was left as it is; move it away, name another folder, or add --force.");
        }

        // Whole or not at all: a plan file cut short could still be one.
        var part = path + ".part";
        await File.WriteAllTextAsync(part, text, cancel);
        File.Move(part, path, overwrite: true);
        return (path, null);
    }
}
