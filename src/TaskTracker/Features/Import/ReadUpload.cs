using System.Text;
using TaskTracker.Domain.Import;

namespace TaskTracker.Features.Import;

/// <summary>The one place at which an uploaded file becomes a document that the importer can read.</summary>
internal static class ReadUpload
{
    /// <summary>What can be read, in lower case.</summary>
    public static IReadOnlyList<string> Types { get; } = [".txt", ".md"];

    /// <returns>Null where the content isn't what the file's name says.</returns>
    public static SourceDocument? Read(string fileName, byte[] content)
    {
        try
        {
            // No text holds a NUL; Word files, pictures and UTF-16 do.
            return content.Contains((byte)0) ? null : SourceText.Read(fileName, content);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
