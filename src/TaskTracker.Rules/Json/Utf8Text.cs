using System.Buffers;
using System.Text.Unicode;

namespace TaskTracker.Rules.Json;

/// <summary>Text out of bytes, strictly: a file in GBK or a picture is refused, not read as question marks.</summary>
public static class Utf8Text
{
    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <returns>The text without byte order mark, or null where the bytes are not UTF-8; then <paramref name="findings"/> says where.</returns>
    public static string? Decode(byte[] bytes, Findings findings)
    {
        var text = WithoutMark(bytes);
        var characters = new char[text.Length];
        if (Utf8.ToUtf16(text, characters, out var read, out var written, replaceInvalidSequences: false) == OperationStatus.Done)
        {
            return new string(characters, 0, written);
        }

        var (line, column) = new SourceLines(text.ToArray()).PositionOf(read);
        findings.Add(line, column, "not-utf8", "From here on this is not text in UTF-8. If it is a text file in another encoding (GBK, GB18030, UTF-16), save it again as UTF-8.");
        return null;
    }

    internal static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Mark) ? bytes[Mark.Length..] : bytes;
}
