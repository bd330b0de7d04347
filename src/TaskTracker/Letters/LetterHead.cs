using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace TaskTracker.Letters;

/// <summary>版头 and title: the issuer in red 35 mm below the edge of the printed area, two lines, the number, a red line 4 mm below, two lines, the title.</summary>
internal static class LetterHead
{
    private const int BelowTheEdge = 1984;
    private const int TitlePoints = 22;
    private const int TitleLine = LetterPage.Width / 20 / TitlePoints;

    public static IEnumerable<OpenXmlElement> Of(OfficialLetter letter, PrintWords words)
    {
        if (!letter.IsCorrespondence)
        {
            yield return new Paragraph(
                new ParagraphProperties(
                    new SnapToGrid { Val = false }, new SpacingBetweenLines { Before = $"{BelowTheEdge}", Line = "240", LineRule = LineSpacingRuleValues.Auto },
                    new Justification { Val = JustificationValues.Center }),
                Masthead.Mark(letter.Issuer));
            yield return LetterText.Plain("");
            yield return LetterText.Plain("");
        }

        yield return Number(letter, words);
        yield return LetterText.Plain("");

        // A form that is addressed to nobody must fit on its page.
        if (letter.To.Count > 0)
        {
            yield return LetterText.Plain("");
        }

        yield return Title(letter.Title);
        if (letter.To.Count > 0)
        {
            yield return LetterText.Plain("");
            yield return LetterText.Plain(PrintedText.List(letter.To) + "：");
        }
        else
        {
            yield return LetterText.Paragraph(null, JustificationValues.Left, [], line: "200");
        }
    }

    /// <summary>2号小标宋, centred; two lines part behind a title in marks or a quotation, where both halves then fit.</summary>
    public static Paragraph Title(string title)
    {
        var text = PrintedText.OneLine(title);
        var cut = text.Length <= TitleLine ? 0 : Enumerable.Range(1, text.Length - 1).Where(i => text[i - 1] is '》' or '”' && i <= TitleLine && text.Length - i <= TitleLine)
            .OrderBy(i => Math.Abs(text.Length - (2 * i))).FirstOrDefault();
        Run[] runs = cut == 0 ? [Large(text)] : [Large(text[..cut]), new Run(new Break()), Large(text[cut..])];
        return LetterText.Paragraph(null, JustificationValues.Center, runs, line: "700");
    }

    private static Run Large(string text) => LetterText.Run(text, LetterFont.Title, TitlePoints);

    /// <summary>A draft shows where its signer goes. Signed, a document bears its number in the middle above the red line, a letter on the right below it.</summary>
    private static Paragraph Number(OfficialLetter letter, PrintWords words)
    {
        var number = LetterText.Run(PrintedText.OneLine(letter.Number) is { Length: > 0 } given ? given : words["number.blank"], LetterFont.Body, 16);
        Run[] signer = letter.IsDraft ? [LetterText.Run(words["signer"], LetterFont.Body, 16), LetterText.Run(words["signer.blank"], LetterFont.Kai, 16)] : [];
        var look = new ParagraphProperties();
        look.Append(letter.IsCorrespondence ? [] : [new ParagraphBorders(new BottomBorder { Val = BorderValues.Single, Size = 12, Space = 11, Color = LetterText.Red })]);
        look.Append(new Tabs(new TabStop { Val = TabStopValues.Right, Position = LetterPage.Width }));
        look.Append(new Justification { Val = letter.IsDraft ? JustificationValues.Left : letter.IsCorrespondence ? JustificationValues.Right : JustificationValues.Center });
        Run[] both = !letter.IsDraft ? [number] : letter.IsCorrespondence ? [.. signer, new Run(new TabChar()), number] : [number, new Run(new TabChar()), .. signer];
        return new Paragraph([look, .. both]);
    }
}
