using System.Globalization;
using System.Text;

namespace TaskTracker.Cli;

/// <summary>Text for a terminal: Chinese characters take two places, and nothing in a document can steer it.</summary>
internal static class Terminal
{
    private const int UsualWidth = 120;
    private const int LeastWidth = 60;

    /// <summary>In places; <see cref="UsualWidth"/> where the output goes elsewhere.</summary>
    public static int Width => Console.IsOutputRedirected ? UsualWidth : Math.Max(LeastWidth, Console.WindowWidth - 1);

    /// <summary>One line: control and invisible characters are written as U+XXXX.</summary>
    public static string Line(string text) => string.Concat(text.EnumerateRunes().Select(r => IsVisible(r) ? r.ToString() : $"U+{r.Value:X4}"));

    public static int WidthOf(string text) => text.EnumerateRunes().Sum(WidthOf);

    /// <summary>Filled with blanks up to a width.</summary>
    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - WidthOf(text)));

    /// <summary>Pieces no wider than a width, broken anywhere, as Chinese text is.</summary>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        var (pieces, piece, filled) = (new List<string>(), new StringBuilder(), 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (filled + WidthOf(rune) > width && piece.Length > 0)
            {
                pieces.Add(piece.ToString());
                piece.Clear();
                filled = 0;
            }

            piece.Append(rune.ToString());
            filled += WidthOf(rune);
        }

        pieces.Add(piece.ToString());
        return pieces;
    }

    private static int WidthOf(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0 : IsWide(rune.Value) ? 2 : 1;

    /// <summary>East Asian Wide and Fullwidth, and the quotation marks and dashes that Chinese terminals draw as wide.</summary>
    private static bool IsWide(int value) => value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF01 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD)
        or 0x2014 or 0x2018 or 0x2019 or 0x201C or 0x201D or 0x2026;

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);
}
