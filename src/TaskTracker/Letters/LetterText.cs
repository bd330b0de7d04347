using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace TaskTracker.Letters;

/// <summary>The typefaces of an official document. What a machine lacks is replaced by the name behind it.</summary>
internal sealed record LetterFont(string Name, string Instead)
{
    public static LetterFont Title { get; } = new("方正小标宋简体", "宋体");
    public static LetterFont Body { get; } = new("仿宋_GB2312", "仿宋");
    public static LetterFont Kai { get; } = new("楷体_GB2312", "楷体");
    public static LetterFont Bold { get; } = new("黑体", "SimHei");
    public static LetterFont Song { get; } = new("宋体", "SimSun");

    public static IReadOnlyList<LetterFont> All { get; } = [Title, Body, Kai, Bold, Song];
}

/// <summary>Runs and paragraphs of a letter.</summary>
internal static class LetterText
{
    public const string Red = "FF0000";

    public static Run Run(string text, LetterFont font, double points, bool bold = false, string? colour = null) =>
        new(Look(font, points, bold, colour), new Text(text) { Space = SpaceProcessingModeValues.Preserve });

    public static RunProperties Look(LetterFont font, double points, bool bold = false, string? colour = null)
    {
        var look = new RunProperties(new RunFonts { Ascii = font.Name, HighAnsi = font.Name, EastAsia = font.Name, ComplexScript = font.Name });
        look.Append(bold ? [new Bold()] : []);
        look.Append(colour is null ? [] : [new Color { Val = colour }]);
        look.Append(new FontSize { Val = $"{(int)(points * 2)}" });
        return look;
    }

    /// <summary>A paragraph of the body: 3号仿宋, two characters in.</summary>
    public static Paragraph Body(params IEnumerable<Run> runs) => Paragraph(new Indentation { FirstLine = "640", FirstLineChars = 200 }, JustificationValues.Both, runs);

    public static Paragraph Plain(string text) => Paragraph(null, JustificationValues.Both, text.Length == 0 ? [] : [Run(text, LetterFont.Body, 16)]);

    public static Paragraph Paragraph(Indentation? indent, JustificationValues justify, IEnumerable<Run> runs, string line = "", bool keep = false)
    {
        var look = new ParagraphProperties();
        look.Append(keep ? [new KeepNext()] : []);
        look.Append(line.Length > 0 ? [new SpacingBetweenLines { Line = line, LineRule = LineSpacingRuleValues.Exact }] : []);
        look.Append(indent is null ? [] : [indent]);
        look.Append(new Justification { Val = justify });
        return new Paragraph([look, .. runs]);
    }
}
