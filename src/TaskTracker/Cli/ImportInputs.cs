using TaskTracker.Documents;

namespace TaskTracker.Cli;

/// <summary>The documents that files and folders on the command line stand for, each once, folders in the order of their names.</summary>
/// <param name="Skipped">Files in folders that are no documents by their endings.</param>
internal sealed record ImportInputs(IReadOnlyList<string> Files, IReadOnlyList<string> Skipped, IReadOnlyList<string> Missing, bool HasFolder)
{
    // Office leaves "~$name.docx" beside a document that is open.
    private const string LockFile = "~$";

    private static readonly EnumerationOptions All = new()
    {
        RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    public static ImportInputs Of(IEnumerable<string> named)
    {
        var (files, skipped, missing, hasFolder) = (new List<string>(), new List<string>(), new List<string>(), false);
        foreach (var name in named)
        {
            if (File.Exists(name))
            {
                files.Add(name);
            }
            else if (Directory.Exists(name))
            {
                hasFolder = true;
                var found = Directory.EnumerateFiles(name, "*", All).Where(f => !Path.GetFileName(f).StartsWith(LockFile, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToLookup(IsDocument);
                files.AddRange(found[true]);
                skipped.AddRange(found[false]);
            }
            else
            {
                missing.Add(name);
            }
        }

        return new ImportInputs([.. files.DistinctBy(Path.GetFullPath)], skipped, missing, hasFolder);
    }

    private static bool IsDocument(string file) => ReadDocument.Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);
}
