using System.Globalization;

namespace TaskTracker.Domain.Import;

/// <summary>Reads 12, 1,200, 3.5, 十二, 二十, 一百五十, 二〇二五.</summary>
internal static class ChineseNumber
{
    private const string Digits = "〇一二三四五六七八九";

    public static decimal? Read(string text)
    {
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        return text.Length > 0 && text.All(c => Digits.Contains(c, StringComparison.Ordinal)) ? Spelled(text) : Counted(text);
    }

    private static decimal Spelled(string text) => text.Aggregate(0m, (sum, c) => (sum * 10) + Digits.IndexOf(c, StringComparison.Ordinal));

    private static decimal? Counted(string text)
    {
        decimal sum = 0, digit = 0;
        foreach (var c in text)
        {
            var value = c == '两' ? 2 : Digits.IndexOf(c, StringComparison.Ordinal);
            var power = c switch { '十' => 10, '百' => 100, '千' => 1000, _ => 0 };
            if (value < 0 && power == 0)
            {
                return null;
            }

            sum += power == 0 ? 0 : Math.Max(digit, 1) * power;
            digit = power == 0 ? value : 0;
        }

        return text.Length == 0 ? null : sum + digit;
    }
}
