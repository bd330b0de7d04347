using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>A number that opens a line, of a heading or of a box's entry alike.</summary>
/// <param name="Depth">By its form alone, outermost first: 第一章, 第一节, 一、, （一）, 1., （1）, ①.</param>
/// <param name="Value">From 1; 0 where the numeral can't be read.</param>
/// <param name="Length">In characters, blanks after the number included.</param>
internal sealed partial record EntryNumber(int Depth, int Value, int Length)
{
    public const int Outermost = 2;
    public const int Depths = 7;

    public static EntryNumber? Of(string line)
    {
        if (line.Length < 2 || !MayOpen(line[0]))
        {
            return null;
        }

        for (var depth = 0; depth < Depths; depth++)
        {
            if (Forms[depth].Match(line) is { Success: true } match)
            {
                return new EntryNumber(depth, ValueOf(match.Groups[1].Value), match.Length);
            }
        }

        return null;
    }

    private static bool MayOpen(char c) => char.IsAsciiDigit(c) || c is >= '０' and <= '９' or >= '①' and <= '⑳' or '（' or '(' or '第' || "一二三四五六七八九十百".Contains(c, StringComparison.Ordinal);

    private static int ValueOf(string numeral)
    {
        if (numeral[0] is >= '①' and <= '⑳')
        {
            return numeral[0] - '①' + 1;
        }

        var value = 0;
        var digit = 0;
        foreach (var c in numeral)
        {
            var place = c is '十' ? 10 : c is '百' ? 100 : 0;
            if (place > 0)
            {
                value += Math.Max(digit, 1) * place;
                digit = 0;
            }
            else
            {
                digit = char.IsAsciiDigit(c) ? (digit * 10) + (c - '0') : c is >= '０' and <= '９' ? (digit * 10) + (c - '０') : "零一二三四五六七八九".IndexOf(c, StringComparison.Ordinal);
            }
        }

        return value + digit;
    }

    private static readonly Regex[] Forms = [Part(), Section(), Chapter(), Bracket(), Arabic(), ArabicBracket(), Circled()];

    [GeneratedRegex(@"^第([一二三四五六七八九十百]{1,4}|\d{1,2})(?:部分|章|篇)\s*")]
    private static partial Regex Part();

    [GeneratedRegex(@"^第([一二三四五六七八九十百]{1,4}|\d{1,2})节\s*")]
    private static partial Regex Section();

    [GeneratedRegex(@"^([一二三四五六七八九十百]{1,4})\s*[、.．]\s*")]
    private static partial Regex Chapter();

    [GeneratedRegex(@"^[（(]\s*([一二三四五六七八九十百]{1,4})\s*[）)]\s*")]
    private static partial Regex Bracket();

    [GeneratedRegex(@"^([0-9０-９]{1,3})\s*[.．、](?![0-9])\s*")]
    private static partial Regex Arabic();

    [GeneratedRegex(@"^[（(]?\s*([0-9０-９]{1,2})\s*[）)]\s*[.．、]?\s*")]
    private static partial Regex ArabicBracket();

    [GeneratedRegex(@"^([①-⑳])\s*")]
    private static partial Regex Circled();
}
