using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace TaskTracker.Tests.Features.Evidence;

/// <summary>Small files of the kinds that are taken, and hostile ones.</summary>
internal static class EvidenceFiles
{
    public static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
    public static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    public static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 1, 0xFF, 0xDA, 0, 4, 1, 1, 9, 8, 7, 0xFF, 0xD9];
    public static readonly byte[] Svg = Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"window.xss=1\"><script>window.xss=1</script></svg>");
    public static readonly byte[] Html = Encoding.UTF8.GetBytes("<!DOCTYPE html><script>window.xss=1</script>");

    public static byte[] Doc(string stream = "WordDocument") => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[504], .. Encoding.Unicode.GetBytes(stream), .. new byte[64]];

    public static byte[] Zip(params (string Name, string Content)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.SmallestSize).Open());
                writer.Write(content);
            }
        }

        return bytes.ToArray();
    }

    public static byte[] Docx(params (string Name, string Content)[] more) => Zip([("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<document/>"), .. more]);

    /// <summary>A bomb: a part of a hundred megabytes of the same letter.</summary>
    public static byte[] Bomb() => Docx(("word/media.xml", new string('a', 100 << 20)));

    /// <summary>A directory of far more entries than any document has.</summary>
    public static byte[] ManyEntries()
    {
        var docx = Docx();
        var fake = new byte[46 * 20_000];
        for (var at = 0; at < fake.Length; at += 46)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(fake.AsSpan(at), 0x02014B50);
        }

        var end = docx.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        return [.. docx.AsSpan(0, end), .. fake, .. docx.AsSpan(end)];
    }
}
