using System.Text;
using TaskTracker.Documents;

namespace TaskTracker.Features.Evidence;

/// <summary>
/// Tells what a file is by its content and holds it against its name's ending. A file that is two things at once, that has something behind its end, or
/// that holds markup where none belongs is refused, since some other program might see the other thing in it.
/// </summary>
internal static class EvidenceKinds
{
    private const int TailBytes = 2048;

    private static readonly Dictionary<string, EvidenceKind> ByEnding = new(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = EvidenceKind.Pdf, [".docx"] = EvidenceKind.Docx, [".xlsx"] = EvidenceKind.Xlsx, [".pptx"] = EvidenceKind.Pptx, [".ofd"] = EvidenceKind.Ofd, [".doc"] = EvidenceKind.Doc,
        [".xls"] = EvidenceKind.Xls, [".png"] = EvidenceKind.Png, [".jpg"] = EvidenceKind.Jpeg, [".jpeg"] = EvidenceKind.Jpeg, [".txt"] = EvidenceKind.Text,
    };

    /// <summary>What runs when a browser takes the file for a page.</summary>
    private static readonly byte[][] Markup = [.. new[] { "<script", "<html", "<svg", "<!doctype html", "<iframe", "<?php" }.Select(Encoding.ASCII.GetBytes)];

    public static IReadOnlyCollection<string> Endings => ByEnding.Keys;

    /// <summary>The one type that the file is ever served as.</summary>
    public static string MediaType(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Pdf => "application/pdf",
        EvidenceKind.Png => "image/png",
        EvidenceKind.Jpeg => "image/jpeg",
        EvidenceKind.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        EvidenceKind.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        EvidenceKind.Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        EvidenceKind.Doc => "application/msword",
        EvidenceKind.Xls => "application/vnd.ms-excel",
        _ => "application/octet-stream",
    };

    /// <returns>What it is, or why it is not taken.</returns>
    public static (EvidenceKind Kind, EvidenceRefusal? Refusal) Of(string name, byte[] content)
    {
        ReadOnlySpan<byte> bytes = content;
        if (bytes.IsEmpty || bytes.IndexOfAnyExcept((byte)0) < 0)
        {
            return (default, EvidenceRefusal.Empty);
        }

        if (!ByEnding.TryGetValue(Path.GetExtension(name), out var named))
        {
            return (default, EvidenceRefusal.KindUnknown);
        }

        var (kind, refusal) = Look(content);
        return refusal is not null ? (kind, refusal) : kind == named ? (kind, null) : (kind, EvidenceRefusal.KindDiffers);
    }

    private static (EvidenceKind Kind, EvidenceRefusal? Refusal) Look(byte[] content)
    {
        ReadOnlySpan<byte> bytes = content;
        if (bytes.StartsWith("PK"u8))
        {
            return OfficeArchive.Look(content);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            return OfCompoundFile(bytes);
        }

        // An archive is read from its end, so it hides behind anything.
        if (HasMarkup(bytes) || bytes[^Math.Min(bytes.Length, 65_557)..].IndexOf("PK\u0005\u0006"u8) >= 0)
        {
            return (default, EvidenceRefusal.Mixed);
        }

        if (bytes.StartsWith("%PDF-"u8))
        {
            return (EvidenceKind.Pdf, bytes[^Math.Min(bytes.Length, TailBytes)..].IndexOf("%%EOF"u8) >= 0 ? null : EvidenceRefusal.Damaged);
        }

        if (Pictures.LooksLikePng(bytes) || Pictures.LooksLikeJpeg(bytes))
        {
            var kind = Pictures.LooksLikePng(bytes) ? EvidenceKind.Png : EvidenceKind.Jpeg;
            return (kind, Pictures.IsWhole(bytes) ? bytes.IndexOf("%PDF-"u8) < 0 ? null : EvidenceRefusal.Mixed : EvidenceRefusal.Damaged);
        }

        return IsText(content) ? (EvidenceKind.Text, null) : (default, EvidenceRefusal.KindUnknown);
    }

    /// <summary>Office's older files name their streams in UTF-16.</summary>
    private static (EvidenceKind Kind, EvidenceRefusal? Refusal) OfCompoundFile(ReadOnlySpan<byte> bytes)
    {
        var has = (ReadOnlySpan<byte> all, string stream) => all.IndexOf(Encoding.Unicode.GetBytes(stream)) >= 0;
        return has(bytes, "EncryptedPackage") ? (default, EvidenceRefusal.Encrypted)
            : has(bytes, "_VBA_PROJECT") || has(bytes, "Macros") ? (default, EvidenceRefusal.Macros)
            : has(bytes, "WordDocument") ? (EvidenceKind.Doc, null)
            : has(bytes, "Workbook") ? (EvidenceKind.Xls, null)
            : (default, EvidenceRefusal.KindUnknown);
    }

    private static bool HasMarkup(ReadOnlySpan<byte> bytes)
    {
        for (var rest = bytes; rest.IndexOf((byte)'<') is >= 0 and var at; rest = rest[(at + 1)..])
        {
            var here = rest[at..];
            foreach (var word in Markup)
            {
                if (here.Length >= word.Length && Ascii.EqualsIgnoreCase(here[..word.Length], word))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsText(byte[] content)
    {
        try
        {
            var text = TextBytes.Decode(content).Text;
            return !HasMarkup(Encoding.UTF8.GetBytes(text)) && !text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t' or '\f'));
        }
        catch (UnreadableDocumentException)
        {
            return false;
        }
    }
}
