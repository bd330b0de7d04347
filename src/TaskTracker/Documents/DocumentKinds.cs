using System.Text;

namespace TaskTracker.Documents;

internal enum DocumentKind { Text, Markdown, Html, Word, Excel }

/// <summary>Tells what a file is by its first bytes, and where they leave it open, by its name.</summary>
internal static class DocumentKinds
{
    private const int HeadBytes = 4096;

    /// <summary>First bytes of what is told apart only to be refused by name.</summary>
    private static readonly (byte[] Start, string Problem)[] Refused =
    [
        ("%PDF"u8.ToArray(), "pdf"),
        ("{\\rtf"u8.ToArray(), "rtf"),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "picture"),
        ([0xFF, 0xD8, 0xFF], "picture"),
        ("GIF8"u8.ToArray(), "picture"),
        ("BM"u8.ToArray(), "picture"),
        ("II*\0"u8.ToArray(), "picture"),
        ("MM\0*"u8.ToArray(), "picture"),
        ("RIFF"u8.ToArray(), "picture"),
        ("Rar!"u8.ToArray(), "archive"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "archive"),
        ([0x1F, 0x8B], "archive"),
    ];

    /// <exception cref="UnreadableDocumentException">It is nothing that is read here, with what to do about it.</exception>
    public static DocumentKind Of(string name, byte[] content)
    {
        ReadOnlySpan<byte> bytes = content;
        if (bytes.IsEmpty || bytes.IndexOfAnyExcept((byte)0) < 0)
        {
            throw new UnreadableDocumentException("empty");
        }

        if (bytes.StartsWith("PK"u8))
        {
            return OfZip(bytes);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            throw new UnreadableDocumentException(OfCompoundFile(name, bytes));
        }

        foreach (var (start, problem) in Refused)
        {
            if (bytes.StartsWith(start) && (start is not [(byte)'B', (byte)'M'] || bytes.Contains((byte)0)))
            {
                throw new UnreadableDocumentException(problem);
            }
        }

        return OfText(Path.GetExtension(name), bytes[..Math.Min(bytes.Length, HeadBytes)]);
    }

    /// <summary>Names in a zip stand unpacked in its directory; the directory itself is read later, with care.</summary>
    private static DocumentKind OfZip(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf("word/document"u8) >= 0 || bytes.IndexOf("word\\document"u8) >= 0)
        {
            return DocumentKind.Word;
        }

        if (bytes.IndexOf("xl/w"u8) >= 0 || bytes.IndexOf("xl\\w"u8) >= 0)
        {
            return DocumentKind.Excel;
        }

        throw new UnreadableDocumentException(
            bytes.IndexOf("OFD.xml"u8) >= 0 ? "ofd"
            : bytes.IndexOf("ppt/"u8) >= 0 ? "presentation"
            : bytes.IndexOf("application/vnd.oasis.opendocument"u8) >= 0 ? "open-document"
            : bytes.IndexOf("word/"u8) >= 0 || bytes.IndexOf("xl/"u8) >= 0 ? "damaged"
            : "archive");
    }

    private static string OfCompoundFile(string name, ReadOnlySpan<byte> bytes)
    {
        bool Has(string stream, ReadOnlySpan<byte> all) => all.IndexOf(Encoding.Unicode.GetBytes(stream)) >= 0;
        return Has("EncryptedPackage", bytes) ? "encrypted"
            : Has("WordDocument", bytes) ? Path.GetExtension(name).Equals(".wps", StringComparison.OrdinalIgnoreCase) ? "wps" : "old-word"
            : Has("Workbook", bytes) || Has("Book", bytes) ? "old-excel"
            : Has("PowerPoint Document", bytes) ? "presentation"
            : Path.GetExtension(name).ToUpperInvariant() switch { ".DOC" => "old-word", ".WPS" => "wps", ".XLS" or ".ET" => "old-excel", _ => "old-office" };
    }

    private static DocumentKind OfText(string ending, ReadOnlySpan<byte> head)
    {
        var text = Encoding.Latin1.GetString(head).Replace("\0", "", StringComparison.Ordinal).TrimStart('\u00EF', '\u00BB', '\u00BF', '\u00FE', '\u00FF', ' ', '\t', '\r', '\n');
        var isMarkdown = ending.ToUpperInvariant() is ".MD" or ".MARKDOWN";
        if (text.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || (!isMarkdown && text.StartsWith('<') && text.Contains("<html", StringComparison.OrdinalIgnoreCase)))
        {
            return DocumentKind.Html;
        }

        if (text.Contains("MIME-Version:", StringComparison.OrdinalIgnoreCase) && text.Contains("Content-Type: multipart/", StringComparison.OrdinalIgnoreCase))
        {
            throw new UnreadableDocumentException("web-archive");
        }

        return isMarkdown ? DocumentKind.Markdown
            : ending.ToUpperInvariant() is ".HTML" or ".HTM" or ".XHTML" || (text.StartsWith('<') && text.Contains("</", StringComparison.Ordinal)) ? DocumentKind.Html
            : DocumentKind.Text;
    }
}
