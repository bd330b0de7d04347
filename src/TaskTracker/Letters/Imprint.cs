using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace TaskTracker.Letters;

/// <summary>版记 at the foot of the last page: 抄送, 印发机关 and 印发日期 between ruled lines, the outer ones thicker. 信函格式 has 抄送 alone, without lines.</summary>
internal static class Imprint
{
    // One character in, and what is too long for a line goes on behind 抄送：. The lines begin where the first line does.
    private const string Hanging = "1120";

    public static IEnumerable<OpenXmlElement> Of(OfficialLetter letter, PrintWords words)
    {
        if (letter.Copies.Count > 0)
        {
            yield return Row(letter.IsCorrespondence, LetterText.Run($"　{words["copies"]}{PrintedText.List(letter.Copies, '，')}。", LetterFont.Body, 14));
        }

        if (!letter.IsCorrespondence)
        {
            yield return Row(false, LetterText.Run($"　{PrintedText.OneLine(letter.Issuer)}", LetterFont.Body, 14), new Run(new TabChar()), LetterText.Run(words.Format("printed", words.Day(letter.Date)), LetterFont.Body, 14));
        }

        // What stands in a frame hangs on the paragraph behind it.
        yield return LetterText.Paragraph(null, JustificationValues.Left, [], line: "20");
    }

    private static Paragraph Row(bool bare, params Run[] runs)
    {
        var look = new ParagraphProperties(new FrameProperties
        {
            Width = $"{LetterPage.Width}", Wrap = TextWrappingValues.NotBeside, VerticalPosition = VerticalAnchorValues.Margin, HorizontalPosition = HorizontalAnchorValues.Margin,
            XAlign = HorizontalAlignmentValues.Left, YAlign = VerticalAlignmentValues.Bottom,
        });
        look.Append(bare ? [] : [new ParagraphBorders(
            new TopBorder { Val = BorderValues.Single, Size = 8, Space = 1 }, new BottomBorder { Val = BorderValues.Single, Size = 8, Space = 1 }, new BetweenBorder { Val = BorderValues.Single, Size = 6, Space = 1 })]);
        look.Append(
            new Tabs(new TabStop { Val = TabStopValues.Right, Position = LetterPage.Width - 280 }), new SnapToGrid { Val = false },
            new SpacingBetweenLines { Line = "480", LineRule = LineSpacingRuleValues.Exact }, new Indentation { Left = Hanging, Hanging = Hanging }, new Justification { Val = JustificationValues.Left });
        return new Paragraph([look, .. runs]);
    }
}
