using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>The text of a cell, made comparable.</summary>
internal static partial class CellText
{
    /// <summary>As printed, but a cell that was broken over lines is one again: a blank between two Chinese characters is where it broke.</summary>
    public static string Joined(string text) => Broken().Replace(text.Trim(), "");

    /// <summary>Without blanks, and with the half-width form of digits, letters and signs.</summary>
    public static string Bare(string text)
    {
        Span<char> bare = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                bare[length++] = c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c;
            }
        }

        return new string(bare[..length]);
    }

    public static bool IsDash(string text) => text.Length is > 0 and <= 6 && text.All(c => c is '-' or '—' or '－' or '–' or '―' or '/' or '／' or '\\' or '一' or ' ') && text != "一";

    /// <summary>A page's number, which exports leave in the middle of a table.</summary>
    public static bool IsPageNumber(string text) => PageNumber().IsMatch(text);

    public static bool IsNote(string text) => Note().IsMatch(text);

    [GeneratedRegex(@"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")]
    private static partial Regex Broken();

    [GeneratedRegex(@"^(?:[-—–－]{1,2}\s*\d{1,4}\s*[-—–－]{1,2}|第\s*\d{1,4}\s*页.{0,12})$")]
    private static partial Regex PageNumber();

    [GeneratedRegex(@"^[（(*]?(?:注释?|备\s*注|说明|附注|资料来源|数据来源)\s*\d{0,2}[：:]|^带?[*＊★]号?(?:的|为|表示|指)|^[\[【（(]\s*[\]】）)]")]
    private static partial Regex Note();
}
