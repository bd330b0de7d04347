using TaskTracker.Rules.Json;

namespace TaskTracker;

/// <summary>The text of a file that a person wrote. Whatever keeps it from being read is a finding, never half a text.</summary>
internal static class InputFile
{
    /// <summary>The largest of the five real plans takes 60 KB.</summary>
    private const int LargestMegabytes = 32;

    /// <returns>The text, or null where <paramref name="findings"/> says why not.</returns>
    public static string? Read(string path, Findings findings)
    {
        if (Directory.Exists(path))
        {
            findings.Add(1, 1, "not-a-file", "This is a folder; name a file in it.");
            return null;
        }

        if (!File.Exists(path))
        {
            findings.Add(1, 1, "no-file", "There is no such file; check the name and the folder.");
            return null;
        }

        try
        {
            if (new FileInfo(path).Length > LargestMegabytes * 1024L * 1024L)
            {
                findings.Add(1, 1, "too-large", $"The file is larger than {LargestMegabytes} MB, which no file of this kind is; check that it is the right one.");
                return null;
            }

            return Utf8Text.Decode(File.ReadAllBytes(path), findings);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            findings.Add(1, 1, "unreadable", $"The file cannot be read: {e.Message}");
            return null;
        }
    }
}
