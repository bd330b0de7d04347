using System.Collections.Frozen;
using DocumentFormat.OpenXml.Spreadsheet;

namespace TaskTracker.Documents.Excel;

/// <summary>The number formats that a workbook's cells name.</summary>
internal sealed class NumberFormats
{
    /// <summary>1899-12-30, or the day of the workbooks of old Macintoshes.</summary>
    private readonly DateTime _dayZero;

    private readonly List<string> _formats = [];

    /// <summary>What numbers below 164 mean where a file does not say; those from 27 on as Chinese Excel has them.</summary>
    private static readonly FrozenDictionary<uint, string> BuiltIn = new Dictionary<uint, string>
    {
        [1] = "0", [2] = "0.00", [3] = "#,##0", [4] = "#,##0.00", [9] = "0%", [10] = "0.00%", [14] = "yyyy/m/d", [15] = "d-mmm-yy", [16] = "d-mmm", [17] = "mmm-yy",
        [18] = "h:mm AM/PM", [19] = "h:mm:ss AM/PM", [20] = "h:mm", [21] = "h:mm:ss", [22] = "yyyy/m/d h:mm",
        [27] = "yyyy年m月", [28] = "m月d日", [29] = "m月d日", [30] = "m-d-yy", [31] = "yyyy年m月d日", [32] = "h时mm分", [33] = "h时mm分ss秒", [36] = "yyyy年m月",
        [37] = "#,##0", [38] = "#,##0", [39] = "#,##0.00", [40] = "#,##0.00", [45] = "mm:ss", [46] = "[h]:mm:ss", [47] = "mm:ss",
        [50] = "yyyy年m月", [51] = "m月d日", [52] = "yyyy年m月", [53] = "m月d日", [54] = "m月d日", [57] = "yyyy年m月", [58] = "m月d日",
    }.ToFrozenDictionary();

    public NumberFormats(Stylesheet? styles, bool since1904)
    {
        _dayZero = since1904 ? new DateTime(1904, 1, 1) : new DateTime(1899, 12, 30);
        var own = new Dictionary<uint, string>();
        foreach (var format in styles?.NumberingFormats?.Elements<NumberingFormat>() ?? [])
        {
            if (format.NumberFormatId is { HasValue: true } id)
            {
                own.TryAdd(id.Value, format.FormatCode?.Value ?? "");
            }
        }

        foreach (var format in styles?.CellFormats?.Elements<CellFormat>() ?? [])
        {
            var id = format.NumberFormatId is { HasValue: true } number ? number.Value : 0;
            _formats.Add(own.TryGetValue(id, out var code) ? code : BuiltIn.GetValueOrDefault(id, ""));
        }
    }

    public string Write(double number, int style)
    {
        var format = style >= 0 && style < _formats.Count ? _formats[style] : "";
        if (DateFormat.PartsOf(format) is not { Length: > 0 } parts)
        {
            return NumberShape.Write(number, format);
        }

        // A date beyond the calendar is shown as the number it is.
        return number >= 0 && number < (DateTime.MaxValue - _dayZero).TotalDays ? DateFormat.Write(_dayZero.AddDays(number), parts) : NumberShape.Write(number, "");
    }
}
