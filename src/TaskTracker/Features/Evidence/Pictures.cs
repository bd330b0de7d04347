using System.Buffers.Binary;

namespace TaskTracker.Features.Evidence;

/// <summary>Walks through a picture to its end. It is whole where nothing but padding stands behind that; cameras put further pictures behind the first.</summary>
internal static class Pictures
{
    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool LooksLikePng(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Png);

    public static bool LooksLikeJpeg(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    public static bool IsWhole(ReadOnlySpan<byte> bytes) => LooksLikePng(bytes) ? IsWholePng(bytes) : IsWholeJpeg(bytes);

    private static bool IsWholePng(ReadOnlySpan<byte> bytes)
    {
        var rest = bytes[Png.Length..];
        var isFirst = true;
        while (rest.Length >= 12)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 12 || (isFirst && !rest[4..8].SequenceEqual("IHDR"u8)))
            {
                return false;
            }

            if (rest[4..8].SequenceEqual("IEND"u8))
            {
                return rest.Length == 12 + length;
            }

            isFirst = false;
            rest = rest[(int)(12 + length)..];
        }

        return false;
    }

    private static bool IsWholeJpeg(ReadOnlySpan<byte> bytes)
    {
        var at = 2;
        while (at + 4 <= bytes.Length && bytes[at] == 0xFF)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (marker == 0xDA)
            {
                // What follows is the picture itself, in which FF is always followed by 00 or a restart mark.
                return at < bytes.Length && bytes[at..].LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) >= 0;
            }
        }

        return false;
    }
}
