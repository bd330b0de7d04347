using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TaskTracker.Mail;

/// <summary>
/// Takes out of foreign text what a reader cannot see but a mail client obeys: direction overrides and other format characters,
/// controls, line breaks, halves of surrogate pairs.
/// </summary>
public static partial class PlainText
{
    /// <summary>One line of visible text; a run of blanks, breaks and controls becomes one blank.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        var blank = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is ' ' || IsBreak(Rune.GetUnicodeCategory(rune)))
            {
                blank = true;
            }
            else if (!IsHidden(rune))
            {
                line.Append(blank && line.Length > 0 ? " " : "").Append(rune.ToString());
                blank = false;
            }
        }

        return line.ToString();
    }

    /// <summary>At most <paramref name="length"/> characters as a reader counts them; what is cut off becomes an ellipsis.</summary>
    public static string Shorten(string text, int length)
    {
        var characters = new StringInfo(text);
        return characters.LengthInTextElements <= length ? text : characters.SubstringByTextElements(0, length - 1) + "…";
    }

    /// <summary>
    /// Markup without hidden characters, written as such or as the numeric entities that the encoder makes of them.
    /// A text that shows such an entity is safe from this: its ampersand is encoded.
    /// </summary>
    public static string Markup(string html) =>
        EncodedOrFormat().Replace(html, m => Decode(m) is var rune && IsHidden(rune) ? "" : IsOtherBreak(rune) ? " " : m.Value);

    private static Rune Decode(Match m)
    {
        var value = m.Groups[1].Success ? int.Parse(m.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture) : m.Value[0];
        return Rune.IsValid(value) ? new Rune(value) : Rune.ReplacementChar;
    }

    // Joiners stay: they shape scripts and emoji and reorder nothing.
    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D);

    private static bool IsOtherBreak(Rune rune) => rune.Value is not ('\n' or '\t') && IsBreak(Rune.GetUnicodeCategory(rune));

    private static bool IsBreak(UnicodeCategory category) =>
        category is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    [GeneratedRegex(@"&#x([0-9A-F]{1,6});|[\p{Cf}\p{Cc}\u2028\u2029-[\n\t]]")]
    private static partial Regex EncodedOrFormat();
}
