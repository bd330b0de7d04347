using System.IO.Compression;
using System.Text;
using TaskTracker.Documents;

namespace TaskTracker.Features.Evidence;

/// <summary>Looks into a .docx, .xlsx, .pptx or .ofd without unpacking more than its list of contents: what it is, and whether it would burst or run something where it is opened.</summary>
internal static class OfficeArchive
{
    private const int MostContentTypes = 1 << 20;
    private static readonly DocumentLimits Limits = DocumentLimits.Default;

    public static (EvidenceKind Kind, EvidenceRefusal? Refusal) Look(byte[] content)
    {
        if (!content.AsSpan().StartsWith("PK\u0003\u0004"u8) || !EndsWithDirectory(content))
        {
            return (default, EvidenceRefusal.Mixed);
        }

        // Counted before the directory is read, for a directory alone can fill the memory.
        if (content.AsSpan().Count("PK\u0001\u0002"u8) > Limits.ZipEntries)
        {
            return (default, EvidenceRefusal.Unpacks);
        }

        try
        {
            using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read, leaveOpen: false, Encoding.UTF8);
            return Look(zip);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException or DecoderFallbackException)
        {
            return (default, EvidenceRefusal.Damaged);
        }
    }

    private static (EvidenceKind Kind, EvidenceRefusal? Refusal) Look(ZipArchive zip)
    {
        var names = zip.Entries.Select(e => e.FullName.Replace('\\', '/').TrimStart('/')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        EvidenceKind? kind = names.Contains("word/document.xml") ? EvidenceKind.Docx
            : names.Contains("xl/workbook.xml") ? EvidenceKind.Xlsx
            : names.Contains("ppt/presentation.xml") ? EvidenceKind.Pptx
            : names.Contains("OFD.xml") ? EvidenceKind.Ofd : null;
        if (kind is null)
        {
            return (default, EvidenceRefusal.KindUnknown);
        }

        if (names.Any(n => n.Split('/').Contains("..")) || zip.Entries.Any(e => e.IsEncrypted))
        {
            return (kind.Value, EvidenceRefusal.Damaged);
        }

        if (zip.Entries.Sum(e => e.Length) > Limits.UnpackedBytes || zip.Entries.Any(e => e.Length > Limits.FreeBytes && e.Length / Math.Max(1, e.CompressedLength) > Limits.Ratio))
        {
            return (kind.Value, EvidenceRefusal.Unpacks);
        }

        var runs = names.Any(n => n.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)) || ContentTypes(zip).Contains("macroEnabled", StringComparison.OrdinalIgnoreCase);
        return (kind.Value, runs ? EvidenceRefusal.Macros : null);
    }

    private static string ContentTypes(ZipArchive zip)
    {
        if (zip.GetEntry("[Content_Types].xml") is not { } entry)
        {
            return "";
        }

        using var stream = entry.Open();
        var bytes = new byte[MostContentTypes];
        return Encoding.UTF8.GetString(bytes, 0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
    }

    /// <summary>The directory's end must be the file's end: what follows would be another file.</summary>
    private static bool EndsWithDirectory(ReadOnlySpan<byte> bytes)
    {
        var at = bytes.LastIndexOf("PK\u0005\u0006"u8);
        return at >= 0 && at + 22 <= bytes.Length && at + 22 + BitConverter.ToUInt16(bytes[(at + 20)..]) == bytes.Length;
    }
}
