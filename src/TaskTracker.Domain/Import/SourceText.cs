using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>A line of the document.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Start">Its first character, counted from 0 over the whole decoded text.</param>
/// <param name="Length">In characters, the line break left out.</param>
/// <param name="Text">Cleaned of editors' debris and of blanks at both ends.</param>
/// <param name="StartsCell">True where the line begins with a tab: text taken from a word processor's table begins every cell so.</param>
internal sealed record SourceLine(int Number, int Start, int Length, string Text, bool StartsCell)
{
    public int End => Start + Length;
    public bool IsEmpty => Text.Length == 0 && !StartsCell;

    /// <summary>True for a line that was emptied because it belongs to the printed page, not to the plan: a sentence may go on behind it.</summary>
    public bool IsFurniture { get; init; }
}

/// <summary>The first stage: a text file's bytes to its text, a text to lines.</summary>
public static partial class SourceText
{
    /// <param name="fileName">Without folder.</param>
    /// <param name="content">Text in UTF-8 or GB18030.</param>
    /// <exception cref="DecoderFallbackException">The bytes are neither.</exception>
    public static SourceDocument Read(string fileName, byte[] content) => new(fileName, Sha256(content), Decode(content));

    /// <exception cref="DecoderFallbackException">The bytes are neither UTF-8 nor GB18030.</exception>
    public static string Decode(byte[] content)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            var gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
            return gb18030.GetString(content);
        }
    }

    public static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    internal static IReadOnlyList<SourceLine> Lines(string text)
    {
        var lines = new List<SourceLine>();
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            var raw = text[start..end];
            lines.Add(new SourceLine(lines.Count + 1, start, raw.Length, Clean(raw), raw.StartsWith('\t')));
            start = end + 1;
        }

        return lines;
    }

    /// <summary>Invisible characters go, an unbreakable blank is a blank.</summary>
    private static string Clean(string raw) => Invisible().Replace(Bookmark().Replace(raw, ""), "").Replace('\u00A0', ' ').Trim();

    /// <summary>Word's bookmarks, which some exports leave in the middle of a word.</summary>
    [GeneratedRegex(@"\[bookmark:[^\]]{0,120}\]")]
    private static partial Regex Bookmark();

    [GeneratedRegex(@"[\u200B-\u200F\u202A-\u202E\u2060\uFEFF\u00AD\u0000-\u0008\u000B\u000C\u000E-\u001F]")]
    private static partial Regex Invisible();
}
