using DocumentFormat.OpenXml.Spreadsheet;

namespace TaskTracker.Letters;

/// <summary>How the ledger's cells look; the numbers are places in the list of cell formats.</summary>
internal static class LedgerStyles
{
    public const int Title = 1;
    public const int About = 2;
    public const int Heading = 3;
    public const int Number = 4;
    public const int Text = 5;
    public const int Day = 6;

    private const uint DayFormat = 164;

    public static Stylesheet Sheet() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = DayFormat, FormatCode = "yyyy-mm-dd" }) { Count = 1 },
        new Fonts(Font("宋体", 10), Font("方正小标宋简体", 18), Font("宋体", 10), Font("黑体", 10.5)) { Count = 4 },
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })) { Count = 2 },
        new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()), Lined()) { Count = 2 },
        new CellStyleFormats(new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0 }) { Count = 1 },
        new CellFormats(
            Format(0, 0, HorizontalAlignmentValues.General, wrap: false), Format(1, 0, HorizontalAlignmentValues.Center, wrap: false),
            Format(2, 0, HorizontalAlignmentValues.Left, wrap: false), Format(3, 1, HorizontalAlignmentValues.Center, wrap: true),
            Format(0, 1, HorizontalAlignmentValues.Center, wrap: false), Format(0, 1, HorizontalAlignmentValues.Left, wrap: true),
            Format(0, 1, HorizontalAlignmentValues.Center, wrap: false, DayFormat)) { Count = 7 },
        new CellStyles(new CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 }) { Count = 1 });

    private static Font Font(string name, double size) => new(new FontSize { Val = size }, new FontName { Val = name });

    private static Border Lined() => new(
        new LeftBorder { Style = BorderStyleValues.Thin }, new RightBorder { Style = BorderStyleValues.Thin }, new TopBorder { Style = BorderStyleValues.Thin },
        new BottomBorder { Style = BorderStyleValues.Thin }, new DiagonalBorder());

    private static CellFormat Format(uint font, uint border, HorizontalAlignmentValues across, bool wrap, uint number = 0) =>
        new(new Alignment { Horizontal = across, Vertical = VerticalAlignmentValues.Center, WrapText = wrap })
        {
            NumberFormatId = number, FontId = font, FillId = 0, BorderId = border, FormatId = 0, ApplyFont = true, ApplyBorder = true, ApplyAlignment = true, ApplyNumberFormat = number > 0,
        };
}
