using TaskTracker.Domain.Import;

namespace TaskTracker.Documents;

/// <summary>Either a document or the one reason why it cannot be read.</summary>
internal sealed record DocumentReading(SourceDocument? Document, DocumentProblem? Problem);

/// <summary>A file's bytes to a document. What the bytes are is told by themselves first, then by the name. Nothing outside the bytes is ever opened.</summary>
internal static class ReadDocument
{
    /// <summary>The endings that a folder is searched for.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".docx", ".docm", ".xlsx", ".xlsm", ".html", ".htm", ".md", ".markdown", ".txt"];

    /// <param name="fileName">With or without folder; only its last part is used.</param>
    public static DocumentReading Read(string fileName, byte[] content, DocumentLimits? limits = null)
    {
        limits ??= DocumentLimits.Default;
        var name = Path.GetFileName(fileName.Replace('\\', '/'));
        try
        {
            return new DocumentReading(Read(name, content, limits, DocumentKinds.Of(name, content)), null);
        }
        catch (UnreadableDocumentException e)
        {
            return new DocumentReading(null, e.Problem);
        }
    }

    /// <summary>Reads no more of the stream than a document may have.</summary>
    public static async Task<DocumentReading> ReadAsync(string fileName, Stream content, DocumentLimits? limits = null, CancellationToken cancel = default)
    {
        limits ??= DocumentLimits.Default;
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while ((read = await content.ReadAsync(buffer, cancel)) > 0)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > limits.InputBytes)
            {
                return new DocumentReading(null, TooLarge(limits.InputBytes));
            }
        }

        return Read(fileName, bytes.ToArray(), limits);
    }

    public static DocumentProblem TooLarge(int limit) => new("too-large", limit >> 20);

    private static SourceDocument Read(string name, byte[] content, DocumentLimits limits, DocumentKind kind)
    {
        var most = kind is DocumentKind.Word or DocumentKind.Excel ? limits.InputBytes : limits.TextBytes;
        if (content.Length > most)
        {
            throw new UnreadableDocumentException(TooLarge(most));
        }

        if (kind == DocumentKind.Text)
        {
            return TextFile.Read(name, content, limits);
        }

        var writer = new DocumentWriter(limits);
        switch (kind)
        {
            case DocumentKind.Word:
                WordDocument.Read(content, writer);
                break;
            case DocumentKind.Excel:
                Workbook.Read(content, writer);
                break;
            case DocumentKind.Markdown:
                MarkdownText.Read(content, writer);
                break;
            default:
                HtmlPage.Read(content, writer);
                break;
        }

        if (writer.IsEmpty)
        {
            throw new UnreadableDocumentException("no-text");
        }

        return writer.Finish(name, SourceText.Sha256(content));
    }
}
