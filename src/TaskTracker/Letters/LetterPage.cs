using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Vml = DocumentFormat.OpenXml.Vml;

namespace TaskTracker.Letters;

/// <summary>The page by GB/T 9704: A4, 版心 156 × 225 mm, 22 lines of 28 characters, page numbers outside, the mark of a draft.</summary>
internal static class LetterPage
{
    /// <summary>Of the printed area, in twentieths of a point: 156 mm.</summary>
    public const int Width = PaperWidth - Left - Right;

    /// <summary>Of a body line: 225 mm over 22 lines.</summary>
    public const int Line = 579;

    private const int PaperWidth = 11906;
    private const int Left = 1587;
    private const int Right = 1474;

    // 天头 37 mm; what is left below 225 mm is 35 mm. The number stands 7 mm under the printed area.
    private const int Top = 2098;
    private const int Bottom = 1984;
    private const int FooterAt = 1230;

    // 28 characters of 16 points are wider than 156 mm: each gives up a fifth of a point, in 4096ths.
    private const int CharacterSpace = -850;

    /// <summary>The same for programs and paragraphs without a grid, in twentieths of a point.</summary>
    public const int Closer = -5;

    // 信函格式: 发文机关标志 30 mm below the paper's edge.
    private const int LetterheadAt = 1701;

    // 15 mm below the paper's edge.
    private const int CornerAt = 850;

    public static SectionProperties Section(OfficialLetter letter, IEnumerable<(HeaderFooterValues Pages, string Header, string Footer)> parts) => new(
        [
            .. parts.SelectMany(p => new OpenXmlElement[] { new HeaderReference { Type = p.Pages, Id = p.Header }, new FooterReference { Type = p.Pages, Id = p.Footer } }),
            new PageSize { Width = PaperWidth, Height = 16838 },
            new PageMargin { Top = Top, Right = Right, Bottom = Bottom, Left = Left, Header = letter.IsCorrespondence ? (uint)LetterheadAt : CornerAt, Footer = FooterAt, Gutter = 0 },
            .. letter.IsCorrespondence ? [new TitlePage()] : Array.Empty<OpenXmlElement>(),
            new DocGrid { Type = DocGridValues.LinesAndChars, LinePitch = Line, CharacterSpace = CharacterSpace },
        ]);

    /// <summary>Odd pages bear their number on the right, even ones on the left, one character in.</summary>
    public static Footer Numbers(bool even)
    {
        var paragraph = new Paragraph(new ParagraphProperties(
            new SpacingBetweenLines { Line = "240", LineRule = LineSpacingRuleValues.Auto },
            even ? new Indentation { Left = "280" } : new Indentation { Right = "280" },
            new Justification { Val = even ? JustificationValues.Left : JustificationValues.Right }));
        paragraph.Append(
            Number(new Text("— ") { Space = SpaceProcessingModeValues.Preserve }), Number(new FieldChar { FieldCharType = FieldCharValues.Begin }),
            Number(new FieldCode(" PAGE ") { Space = SpaceProcessingModeValues.Preserve }), Number(new FieldChar { FieldCharType = FieldCharValues.Separate }),
            Number(new Text("1")), Number(new FieldChar { FieldCharType = FieldCharValues.End }), Number(new Text(" —") { Space = SpaceProcessingModeValues.Preserve }));
        return new Footer(paragraph);
    }

    /// <summary>草稿 in the corner of the page, in a frame of its own, for programs that draw no shapes.</summary>
    public static Paragraph DraftCorner(string word) => new(
        new ParagraphProperties(
            new FrameProperties
            {
                Wrap = TextWrappingValues.Around, VerticalPosition = VerticalAnchorValues.Page, HorizontalPosition = HorizontalAnchorValues.Page, X = $"{Left}", Y = $"{CornerAt}",
            },
            new SpacingBetweenLines { Line = "240", LineRule = LineSpacingRuleValues.Auto }),
        LetterText.Run(word, LetterFont.Bold, 16));

    /// <summary>草稿 across the page.</summary>
    /// <param name="number">Tells the shapes of one document apart.</param>
    public static Run DraftAcross(string word, int number) => new(new Picture(
        new Vml.Shapetype(new Vml.TextPath { On = true, FitShape = true })
        {
            Id = "_x0000_t136", CoordinateSize = "21600,21600", OptionalNumber = 136, EdgePath = "m@7,l@8,m@5,21600l@6,21600e",
        },
        new Vml.Shape(new Vml.Fill { Opacity = ".4" }, new Vml.TextPath { String = word, Style = "font-family:\"黑体\";font-size:1pt" })
        {
            Id = $"draft{number}", Type = "#_x0000_t136", FillColor = "#c0c0c0", Stroked = false,
            Style = "position:absolute;margin-left:0;margin-top:0;width:330pt;height:165pt;rotation:315;z-index:-251658752;"
                + "mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin",
        }));

    // 4号半角宋体.
    private static Run Number(OpenXmlElement content) => new(LetterText.Look(LetterFont.Song, 14), content);
}
