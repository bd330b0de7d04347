using System.Globalization;
using DocumentFormat.OpenXml.Wordprocessing;

namespace TaskTracker.Letters;

/// <summary>发文机关标志 in red; in 信函格式 with red double lines 170 mm wide, thick outside, at the head and the foot of the first page.</summary>
internal static class Masthead
{
    private const double LargestPoints = 56;
    private const double SmallestPoints = 28;
    private const int AreaInPoints = LetterPage.Width / 20;

    // 170 mm are 7 mm more on either side than the printed area.
    private const string Beyond = "-397";

    /// <summary>As large as one line allows; a very long name takes several.</summary>
    public static Run Mark(string issuer)
    {
        var name = PrintedText.OneLine(issuer);
        var points = Math.Clamp(Math.Floor(AreaInPoints * 0.9 / Math.Max(1, new StringInfo(name).LengthInTextElements)), SmallestPoints, LargestPoints);
        return LetterText.Run(name, LetterFont.Title, points, colour: LetterText.Red);
    }

    public static Paragraph Top(string issuer) => new(
        Look(new ParagraphBorders(new BottomBorder { Val = BorderValues.ThickThinSmallGap, Size = 24, Space = 11, Color = LetterText.Red })), Mark(issuer));

    public static Footer Bottom() => new(new Paragraph(Look(new ParagraphBorders(new BottomBorder { Val = BorderValues.ThinThickSmallGap, Size = 24, Space = 1, Color = LetterText.Red }))));

    private static ParagraphProperties Look(ParagraphBorders borders) => new(
        borders, new SnapToGrid { Val = false }, new SpacingBetweenLines { Line = "240", LineRule = LineSpacingRuleValues.Auto }, new Indentation { Left = Beyond, Right = Beyond },
        new Justification { Val = JustificationValues.Center });
}
