using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace TaskTracker.Letters;

/// <summary>What comes below the body: the list of attachments, signature and date, the attachments themselves.</summary>
internal static class LetterFoot
{
    private const int Character = 320;

    /// <summary>附件说明, one line below the body.</summary>
    public static IEnumerable<OpenXmlElement> AttachmentList(IReadOnlyList<LetterAttachment> attachments, PrintWords words)
    {
        if (attachments.Count == 0)
        {
            yield break;
        }

        yield return LetterText.Plain("");
        for (var i = 0; i < attachments.Count; i++)
        {
            var label = i == 0 ? words["attachments"] : "";
            var number = attachments.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"{i + 1}.");

            // Two characters in; what is too long for the line goes on below its own beginning.
            var indent = 5 * Character + (number.Length * Character / 2);
            var hanging = i == 0 ? 3 * Character + (number.Length * Character / 2) : number.Length * Character / 2;
            yield return LetterText.Paragraph(
                new Indentation { Left = $"{indent}", Hanging = $"{hanging}" }, JustificationValues.Left,
                [LetterText.Run(label + number + PrintedText.OneLine(attachments[i].Title), LetterFont.Body, 16)]);
        }
    }

    /// <summary>署名 in the middle above 成文日期, which ends four characters before the edge; lines above them are free for the seal.</summary>
    public static IEnumerable<OpenXmlElement> Signature(OfficialLetter letter, PrintWords words)
    {
        var issuer = PrintedText.OneLine(letter.Issuer);
        var date = words.Day(letter.Date);
        var dateIndent = 4 * Character;
        var issuerIndent = dateIndent + ((WidthOf(date) - WidthOf(issuer)) / 2);
        if (issuerIndent < 2 * Character)
        {
            // A long name would stick out; the date moves in instead.
            dateIndent += (2 * Character) - issuerIndent;
            issuerIndent = 2 * Character;
        }

        for (var line = letter.IsCorrespondence ? 1 : 2; line > 0; line--)
        {
            yield return LetterText.Paragraph(null, JustificationValues.Both, [], keep: true);
        }

        yield return LetterText.Paragraph(new Indentation { Right = $"{issuerIndent}" }, JustificationValues.Right, [LetterText.Run(issuer, LetterFont.Body, 16)], keep: true);
        yield return LetterText.Paragraph(new Indentation { Right = $"{Math.Min(dateIndent, LetterPage.Width / 2)}" }, JustificationValues.Right, [LetterText.Run(date, LetterFont.Body, 16)]);
    }

    public static IEnumerable<OpenXmlElement> Attachment(LetterAttachment attachment, int number, int count, PrintWords words)
    {
        var label = words["attachment"] + (count == 1 ? "" : number.ToString(CultureInfo.InvariantCulture));
        var first = LetterText.Paragraph(null, JustificationValues.Left, [LetterText.Run(label, LetterFont.Bold, 16)]);
        first.ParagraphProperties!.PrependChild(new PageBreakBefore());
        return [first, LetterText.Plain(""), LetterHead.Title(attachment.Title), LetterText.Plain(""), .. LetterBody.Of(attachment.Body)];
    }

    /// <summary>Latin signs are half as wide as Chinese ones.</summary>
    private static int WidthOf(string text) => text.Sum(c => c < 128 ? Character / 2 : Character);
}
