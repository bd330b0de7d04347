using System.Globalization;
using System.Text;

namespace TaskTracker.Documents.Office;

/// <summary>Numbers in the writings that Word and Excel count with.</summary>
internal static class NumberWords
{
    private const string Digits = "〇一二三四五六七八九";
    private const string LegalDigits = "零壹贰叁肆伍陆柒捌玖";
    private const int LargestCounted = 99_999;

    /// <summary>二十一, 一百零五. Below twenty the ten stands without 一.</summary>
    public static string CountingThousand(int number) => Places(number, "零一二三四五六七八九", "十百千", "万", "零", tenWithoutOne: true);

    /// <summary>As <see cref="CountingThousand"/> up to 99, then digit by digit with a circle for zero: 一○○.</summary>
    public static string Counting(int number) => number < 100 ? CountingThousand(number) : Digital(number).Replace('〇', '○');

    /// <summary>壹拾, 贰拾壹.</summary>
    public static string Legal(int number) => Places(number, LegalDigits, "拾佰仟", "万", "零", tenWithoutOne: false);

    /// <summary>百, 千 and 十 without 一 before them, and no 零 for empty places.</summary>
    public static string Japanese(int number)
    {
        if (number is <= 0 or > LargestCounted)
        {
            return Plain(number);
        }

        var text = new StringBuilder();
        foreach (var (size, sign) in new[] { (10_000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "") })
        {
            var digit = number / size % 10;
            text.Append(digit == 0 ? "" : (digit > 1 || size is 1 or 10_000 ? Digits[digit].ToString() : "") + sign);
        }

        return text.ToString();
    }

    /// <summary>Digit by digit: 一〇, 一一.</summary>
    public static string Digital(int number) => string.Concat(Plain(number).Select(c => char.IsAsciiDigit(c) ? Digits[c - '0'] : c));

    public static string FullWidth(int number) => string.Concat(Plain(number).Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + '０') : c));

    /// <summary>One sign for each number; beyond the last, plain digits.</summary>
    public static string Sign(int number, char first, int count) => number >= 1 && number <= count ? ((char)(first + number - 1)).ToString() : Plain(number);

    public static string OneOf(int number, string signs) => number >= 1 && number <= signs.Length ? signs[number - 1].ToString() : Plain(number);

    /// <summary>a … z, then aa, bb.</summary>
    public static string Letter(int number, char first) =>
        number is < 1 or > 780 ? Plain(number) : new string((char)(first + ((number - 1) % 26)), ((number - 1) / 26) + 1);

    public static string Roman(int number)
    {
        if (number is < 1 or > 32_767)
        {
            return Plain(number);
        }

        var text = new StringBuilder();
        foreach (var (size, sign) in new[]
        {
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        })
        {
            for (; number >= size; number -= size)
            {
                text.Append(sign);
            }
        }

        return text.ToString();
    }

    public static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Places(int number, string digits, string units, string tenThousand, string zero, bool tenWithoutOne)
    {
        if (number is < 0 or > LargestCounted)
        {
            return Plain(number);
        }

        if (number == 0)
        {
            return zero;
        }

        var text = new StringBuilder();
        var gap = false;
        for (var (size, place) = (10_000, 4); size > 0; (size, place) = (size / 10, place - 1))
        {
            var digit = number / size % 10;
            if (digit == 0)
            {
                gap = text.Length > 0;
                continue;
            }

            text.Append(gap ? zero : "");
            gap = false;
            text.Append(tenWithoutOne && digit == 1 && place == 1 && text.Length == 0 ? "" : digits[digit]);
            text.Append(place == 4 ? tenThousand : place == 0 ? "" : units[place - 1]);
        }

        return text.ToString();
    }
}
