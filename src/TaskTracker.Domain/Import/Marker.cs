using System.Globalization;
using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>The kinds of numbers that open headings, in the order in which documents nest them; documents skip kinds.</summary>
internal enum MarkerLevel { Part, Article, Section, Chapter, Bracket, Arabic, Decimal, ArabicBracket, HalfBracket, Circled }

/// <summary>The number that opens a heading.</summary>
/// <param name="Number">As printed, without brackets and stops; full-width and circled digits are written as ordinary ones.</param>
/// <param name="Ordinal">The number's value; of 2.3 the last part's.</param>
/// <param name="Length">In characters, blanks after the number included.</param>
internal sealed partial record Marker(MarkerLevel Level, string Number, int Ordinal, int Length)
{
    private const string ChineseDigits = "零一二三四五六七八九";
    private const string CircledDigits = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";

    public static Marker? Of(string line)
    {
        if (line.Length == 0 || !MayOpen(line[0]))
        {
            return null;
        }

        foreach (var (level, pattern) in Patterns)
        {
            if (pattern.Match(line) is { Success: true } match)
            {
                var number = Plain(match.Groups["n"].Value);
                return new Marker(level, number, OrdinalOf(number), match.Length);
            }
        }

        return null;
    }

    private static readonly (MarkerLevel Level, Regex Pattern)[] Patterns =
    [
        (MarkerLevel.Part, Part()),
        (MarkerLevel.Article, Article()),
        (MarkerLevel.Section, Section()),
        (MarkerLevel.Chapter, Chapter()),
        (MarkerLevel.Bracket, Bracket()),
        (MarkerLevel.Decimal, Decimals()),
        (MarkerLevel.Arabic, Arabic()),
        (MarkerLevel.ArabicBracket, ArabicBracket()),
        (MarkerLevel.HalfBracket, HalfBracket()),
        (MarkerLevel.Circled, Circled()),
    ];

    private static bool MayOpen(char c) => c is '第' or '（' or '(' or >= '①' and <= '⑳' || char.IsDigit(c) || "一二三四五六七八九十百〇零".Contains(c, StringComparison.Ordinal);

    private static string Plain(string number) => CircledDigits.IndexOf(number[0], StringComparison.Ordinal) is >= 0 and var circled
        ? $"{circled + 1}"
        : string.Concat(number.Where(c => !char.IsWhiteSpace(c)).Select(c => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c is '．' ? '.' : c));

    private static int OrdinalOf(string number)
    {
        return char.IsAsciiDigit(number[0]) ? int.Parse(number[(number.LastIndexOf('.') + 1)..], CultureInfo.InvariantCulture) : Chinese(number);
    }

    /// <summary>Up to 999, as headings count.</summary>
    private static int Chinese(string number)
    {
        var (sum, digit) = (0, 0);
        foreach (var c in number)
        {
            if (c is '十' or '百')
            {
                sum += Math.Max(digit, 1) * (c == '十' ? 10 : 100);
                digit = 0;
            }
            else
            {
                digit = ChineseDigits.IndexOf(c, StringComparison.Ordinal) is > 0 and var d ? d : 0;
            }
        }

        return sum + digit;
    }

    [GeneratedRegex(@"^第\s{0,3}(?<n>[一二三四五六七八九十百]{1,4}|\d{1,2})\s{0,3}(?:部分|篇|编)[\s、：:]*")]
    private static partial Regex Part();

    [GeneratedRegex(@"^第\s{0,3}(?<n>[一二三四五六七八九十百]{1,4}|\d{1,2})\s{0,3}章[\s、：:]*")]
    private static partial Regex Article();

    [GeneratedRegex(@"^第\s{0,3}(?<n>[一二三四五六七八九十百]{1,4}|\d{1,2})\s{0,3}节[\s、：:]*")]
    private static partial Regex Section();

    /// <summary>A number that only a blank parts from the words opens a heading where the line is one, not a sentence.</summary>
    [GeneratedRegex(@"^(?<n>[一二三四五六七八九十百]{1,4})(?:\s*[、．.]\s*|[ \u3000\t]{1,4}(?=[^。；，]{2,30}$))")]
    private static partial Regex Chapter();

    [GeneratedRegex(@"^[（(]\s*(?<n>[一二三四五六七八九十百]{1,4})\s*[）)]\s*[、.．]?\s*")]
    private static partial Regex Bracket();

    [GeneratedRegex(@"^(?<n>[\d０-９]{1,2}(?:[.．][\d０-９]{1,2}){1,3})[.．、]?[ \u3000\t]*(?=[\u4e00-\u9fff“《])(?!以[上下内]|左右|[个亿万千百元岁倍年月天次人张公平立方吨度米升分名家所处座条件项户级])")]
    private static partial Regex Decimals();

    /// <summary>A digit after the stop is a decimal, unless a year begins there.</summary>
    [GeneratedRegex(@"^(?<n>[\d０-９]{1,3})\s{0,8}[.．、](?![\d０-９]|[%％])\s*|^(?<n>[\d０-９]{1,3})\s{0,8}[.．、]\s*(?=20\d\d年)")]
    private static partial Regex Arabic();

    [GeneratedRegex(@"^[（(]\s*(?<n>[\d０-９]{1,3})\s*[）)]\s*[、.．]?\s*")]
    private static partial Regex ArabicBracket();

    [GeneratedRegex(@"^(?<n>[\d０-９]{1,3})\s*[）)]\s*")]
    private static partial Regex HalfBracket();

    [GeneratedRegex(@"^(?<n>[①-⑳])\s*")]
    private static partial Regex Circled();
}
