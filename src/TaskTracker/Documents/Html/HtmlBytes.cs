using System.Text;
using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Documents.Html;

/// <summary>A page's bytes to text. What the bytes are counts for more than what the page says of them, for pages are copied between encodings.</summary>
internal static partial class HtmlBytes
{
    private const int HeadBytes = 8192;

    public static (string Text, PlanWarning? Finding) Decode(byte[] content)
    {
        if (TextBytes.ByMark(content) is null && TextBytes.Try(new UTF8Encoding(false, throwOnInvalidBytes: true), content) is null
            && Charset().Match(Encoding.Latin1.GetString(content, 0, Math.Min(content.Length, HeadBytes))) is { Success: true } match
            && Foreign(match.Groups[1].Value) is { } encoding && TextBytes.Try(encoding, content) is { } text)
        {
            return (text, null);
        }

        return TextBytes.Decode(content);
    }

    /// <summary>The other Chinese encodings; everything else is found out from the bytes.</summary>
    private static Encoding? Foreign(string name) => name.ToUpperInvariant() is "BIG5" or "BIG5-HKSCS"
        ? CodePagesEncodingProvider.Instance.GetEncoding("big5", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback) : null;

    [GeneratedRegex("""charset\s*=\s*["']?\s*([\w-]{1,40})""", RegexOptions.IgnoreCase)]
    private static partial Regex Charset();
}
