using System.Globalization;
using System.Text;
using TaskTracker.Documents.Office;

namespace TaskTracker.Documents.Excel;

/// <summary>A number in the shape of a format: decimals, thousands, percent, signs around it. Fractions and exponents are written plainly.</summary>
internal static class NumberShape
{
    private const int MostDecimals = 15;

    public static string Write(double number, string format)
    {
        var sections = Sections(format);
        var section = sections.Count switch
        {
            > 2 when number == 0 => sections[2],
            > 1 when number < 0 => sections[1],
            _ => sections.Count > 0 ? sections[0] : "",
        };

        // A section of its own for what is negative says itself how that shows.
        var shown = sections.Count > 1 && number < 0 ? -number : number;
        return section.Length == 0 && sections.Count < 2 ? Plain(number) : Shape(shown, section);
    }

    /// <summary>As much as Excel shows in a cell that is wide enough: fifteen digits, no exponent within what plans count.</summary>
    private static string Plain(double number)
    {
        var text = number.ToString("G15", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) && Math.Abs(number) is < 1e21 and > 1e-10 ? number.ToString("0.####################", CultureInfo.InvariantCulture) : text;
    }

    private static string Shape(double number, string section)
    {
        var (before, after, digits) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        var counting = false;
        for (var i = 0; i < section.Length; i++)
        {
            var around = digits.Length == 0 ? before : after;
            switch (section[i])
            {
                case '"':
                    var end = section.IndexOf('"', i + 1);
                    end = end < 0 ? section.Length : end;
                    around.Append(section, i + 1, end - i - 1);
                    i = end;
                    break;
                case '\\':
                    around.Append(i + 1 < section.Length ? section[++i] : "");
                    break;
                case '_' or '*':
                    i++;
                    break;
                case '[':
                    var close = section.IndexOf(']', i);
                    var inside = close < 0 ? section[i..] : section[i..close];
                    counting |= inside.StartsWith("[DBNum", StringComparison.OrdinalIgnoreCase);
                    around.Append(inside.StartsWith("[$", StringComparison.Ordinal) ? inside[2..].Split('-')[0] : "");
                    i = close < 0 ? section.Length : close;
                    break;
                case '0' or '#' or '?' or '.' or ',':
                    digits.Append(section[i]);
                    break;
                case 'E' or 'e' or '/':
                    return Plain(number);
                case '@':
                    digits.Append('G');
                    break;
                case 'G' or 'g' when section.AsSpan(i).StartsWith("General", StringComparison.OrdinalIgnoreCase):
                    digits.Append('G');
                    i += "General".Length - 1;
                    break;
                default:
                    around.Append(section[i]);
                    break;
            }
        }

        var value = after.ToString().Contains('%', StringComparison.Ordinal) || before.ToString().Contains('%', StringComparison.Ordinal) ? number * 100 : number;
        return before + Digits(value, digits.ToString(), counting) + after;
    }

    private static string Digits(double number, string digits, bool counting)
    {
        if (digits.Length == 0)
        {
            return "";
        }

        if (counting && number == Math.Floor(number) && number is >= 0 and < 100_000)
        {
            return NumberWords.CountingThousand((int)number);
        }

        if (digits.Contains('G', StringComparison.Ordinal))
        {
            return Plain(number);
        }

        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? "" : digits[(point + 1)..].Replace(",", "", StringComparison.Ordinal);
        var whole = point < 0 ? digits : digits[..point];
        var least = Math.Min(whole.Count(c => c == '0'), MostDecimals);
        var thousands = whole.TrimEnd(',').Contains(',', StringComparison.Ordinal) ? "#,##" : "";
        var scaled = number / Math.Pow(1000, whole.Length - whole.TrimEnd(',').Length);
        var pattern = thousands + (least == 0 ? "#" : new string('0', least));
        if (decimals.Length > 0)
        {
            pattern += "." + decimals[..Math.Min(decimals.Length, MostDecimals)].Replace('?', '#');
        }

        // Excel rounds what a person would, not what the binary fraction is.
        var exact = Math.Abs(scaled) < 1e15 ? (object)Math.Round((decimal)scaled, Math.Min(decimals.Length, MostDecimals), MidpointRounding.AwayFromZero) : scaled;
        return string.Format(CultureInfo.InvariantCulture, $"{{0:{pattern}}}", exact);
    }

    private static List<string> Sections(string format)
    {
        var sections = new List<string>();
        var (start, quoted) = (0, false);
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] == '"')
            {
                quoted = !quoted;
            }
            else if (format[i] == '\\')
            {
                i++;
            }
            else if (format[i] == ';' && !quoted)
            {
                sections.Add(format[start..i]);
                start = i + 1;
            }
        }

        if (format.Length > 0)
        {
            sections.Add(format[start..]);
        }

        return sections;
    }
}
