using System.Globalization;
using System.Text;

namespace TaskTracker.Documents.Excel;

/// <summary>Dates in the one writing that the importer's later stages read, as exactly as the cell's format shows them.</summary>
internal static class DateFormat
{
    /// <summary>The letters of year, month, day and hour that a format uses, e.g. <c>yyyymd</c>; empty where it formats no date.</summary>
    public static string PartsOf(string format)
    {
        var letters = Letters(format);
        if (letters.IndexOfAny(['y', 'd', 'h', 's', 'e']) < 0 && !(letters.Contains('m', StringComparison.Ordinal) && letters.All(c => c == 'm')))
        {
            return "";
        }

        return letters.IndexOfAny(['0', '#', '?', '%']) >= 0 ? "" : letters;
    }

    public static string Write(DateTime time, string parts)
    {
        var hasYear = parts.IndexOfAny(['y', 'e']) >= 0;
        var hasDay = parts.Contains('d', StringComparison.Ordinal);

        // Where neither year nor day stands beside it, m is minutes, unless it stands alone.
        var hasMonth = parts.Contains('m', StringComparison.Ordinal) && (hasYear || hasDay || parts.IndexOfAny(['h', 's']) < 0);
        var text = new StringBuilder();
        text.Append(hasYear ? $"{time.Year}年" : "").Append(hasMonth ? $"{time.Month}月" : "").Append(hasDay ? $"{time.Day}日" : "");
        if (parts.IndexOfAny(['h', 's']) >= 0 && (text.Length == 0 || time.TimeOfDay > TimeSpan.Zero))
        {
            text.Append(text.Length > 0 ? " " : "").Append(time.ToString("HH:mm", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    /// <summary>The first section's letters, without what stands in quotes or brackets.</summary>
    private static string Letters(string format)
    {
        var letters = new StringBuilder();
        for (var i = 0; i < format.Length && format[i] != ';'; i++)
        {
            switch (format[i])
            {
                case '"':
                    i = EndOf(format, '"', i);
                    break;
                case '[' when i + 1 < format.Length && char.ToLowerInvariant(format[i + 1]) is 'h' or 's' or 'm':
                    break;
                case '[':
                    i = EndOf(format, ']', i);
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case 'G' or 'g' when format.AsSpan(i).StartsWith("General", StringComparison.OrdinalIgnoreCase):
                    return "";
                case '0' or '#' or '?' or '%':
                    letters.Append(format[i]);
                    break;
                case 'A' or 'a' when format.AsSpan(i).StartsWith("AM/PM", StringComparison.OrdinalIgnoreCase):
                    i += 4;
                    break;
                case 'E' or 'e' when i + 1 < format.Length && format[i + 1] is '+' or '-':
                    return "";
                default:
                    letters.Append(char.ToLowerInvariant(format[i]) is 'y' or 'm' or 'd' or 'h' or 's' or 'e' ? char.ToLowerInvariant(format[i]).ToString() : "");
                    break;
            }
        }

        return letters.ToString();
    }

    private static int EndOf(string format, char close, int from)
    {
        var end = format.IndexOf(close, from + 1);
        return end < 0 ? format.Length : end;
    }
}
