using DocumentFormat.OpenXml.Wordprocessing;
using TaskTracker.Documents.Office;

namespace TaskTracker.Documents.Word;

/// <summary>One counted number in the writing that a list's level asks for.</summary>
internal static class NumberFormat
{
    /// <param name="isLegal">All levels in plain digits, whatever their own format.</param>
    public static string Write(int number, NumberingFormat? format, bool isLegal) => isLegal ? NumberWords.Plain(number) : Write(number, format?.Val?.InnerText, format?.Format?.Value);

    private static string Write(int number, string? format, string? custom) => format switch
    {
        "none" or "bullet" => "",
        "decimalZero" => number is >= 0 and < 10 ? $"0{number}" : NumberWords.Plain(number),
        "chineseCounting" or "taiwaneseCounting" => NumberWords.Counting(number),
        "chineseCountingThousand" or "taiwaneseCountingThousand" or "japaneseDigitalTenThousand" or "koreanCounting" => NumberWords.CountingThousand(number),
        "chineseLegalSimplified" or "ideographLegalTraditional" or "japaneseLegal" => NumberWords.Legal(number),
        "ideographDigital" or "taiwaneseDigital" => NumberWords.Digital(number),
        "japaneseCounting" => NumberWords.Japanese(number),
        "decimalFullWidth" or "decimalFullWidth2" => NumberWords.FullWidth(number),
        "decimalEnclosedCircle" or "decimalEnclosedCircleChinese" => NumberWords.Sign(number, '①', 20),
        "decimalEnclosedFullstop" => NumberWords.Sign(number, '⒈', 20),
        "decimalEnclosedParen" => NumberWords.Sign(number, '⑴', 20),
        "ideographEnclosedCircle" => NumberWords.Sign(number, '㊀', 10),
        "ideographTraditional" => NumberWords.OneOf(number, "甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => NumberWords.OneOf(number, "子丑寅卯辰巳午未申酉戌亥"),
        "lowerLetter" => NumberWords.Letter(number, 'a'),
        "upperLetter" => NumberWords.Letter(number, 'A'),
        "lowerRoman" => NumberWords.Roman(number).ToLowerInvariant(),
        "upperRoman" => NumberWords.Roman(number),
        "numberInDash" => $"- {number} -",
        "hex" => number.ToString("X", System.Globalization.CultureInfo.InvariantCulture),
        // Written as its first numbers: "001, 002, 003, ...".
        "custom" when custom?.Split(',')[0].Trim() is { Length: > 0 and < 10 } first && first.All(char.IsAsciiDigit) => NumberWords.Plain(number).PadLeft(first.Length, '0'),
        _ => NumberWords.Plain(number),
    };
}
