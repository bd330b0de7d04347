using System.Text;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Documents;

/// <summary>Bytes to text in the encodings that Chinese offices use: UTF-8, GB18030 (and so GBK and GB2312), UTF-16 with its mark.</summary>
internal static class TextBytes
{
    /// <summary>A text with fewer wrong characters than one in so many is that text, damaged.</summary>
    private const int OneIn = 500;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    public static Encoding Gb18030 { get; } = CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    public static Encoding Lenient { get; } = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    /// <exception cref="UnreadableDocumentException">The bytes are text in none of these encodings.</exception>
    public static (string Text, PlanWarning? Finding) Decode(byte[] content)
    {
        if (ByMark(content) is { } marked)
        {
            return (marked, null);
        }

        if (Try(Utf8, content) is { } utf8)
        {
            return (utf8, null);
        }

        // A file cut within a character is still valid GB18030 now and then, and then every character of it is another one.
        if (Mostly(Encoding.UTF8, content) is { } damaged)
        {
            return damaged;
        }

        return Try(Gb18030, content) is { } gb ? (gb, null)
            : Mostly(Lenient, content) ?? throw new UnreadableDocumentException("not-text");
    }

    public static string? Try(Encoding strict, byte[] content)
    {
        try
        {
            return strict.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    public static string? ByMark(byte[] content) => content switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Try(Utf8, content[3..]),
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(content, 2, content.Length - 2),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(content, 2, content.Length - 2),
        _ => null,
    };

    private static (string Text, PlanWarning? Finding)? Mostly(Encoding lenient, byte[] content)
    {
        const char wrong = '\uFFFD';
        var text = lenient.GetString(content);
        var count = text.Count(c => c == wrong);
        if (count * (long)OneIn > text.Length && !(count <= 2 && text.Length > 20))
        {
            return null;
        }

        var line = text.AsSpan(0, Math.Max(text.IndexOf(wrong, StringComparison.Ordinal), 0)).Count('\n') + 1;
        return (text.TrimStart('\uFEFF'), new PlanWarning(line, "damaged-characters", $"有{count}处文字损坏，无法还原，以“{wrong}”代替；请对照原文补正。"));
    }
}
