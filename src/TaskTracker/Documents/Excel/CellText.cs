using System.Globalization;

namespace TaskTracker.Documents.Excel;

/// <summary>A cell's value as Excel shows it.</summary>
internal sealed class CellText(IReadOnlyList<string> shared, NumberFormats formats)
{
    /// <param name="type">The cell's <c>t</c>; null for a number.</param>
    /// <param name="style">The cell's <c>s</c>.</param>
    public string Of(string value, string? type, int style) => type switch
    {
        "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < shared.Count ? shared[at] : "",
        "b" => value.Trim() == "1" ? "TRUE" : value.Length == 0 ? "" : "FALSE",
        "str" or "e" => value,
        "d" => DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? DateFormat.Write(day, "yyyymd") : value,
        _ => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? formats.Write(number, style) : value,
    };
}
