using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using TaskTracker.Documents.Office;

namespace TaskTracker.Letters;

/// <summary>Headings, which number themselves, paragraphs and tables.</summary>
internal static class LetterBody
{
    private const int Levels = 3;

    public static IEnumerable<OpenXmlElement> Of(IEnumerable<LetterBlock> blocks)
    {
        var numbers = new int[Levels + 1];
        foreach (var block in blocks)
        {
            switch (block)
            {
                case LetterHeading heading:
                    numbers[heading.Level]++;
                    Array.Clear(numbers, heading.Level + 1, Levels - heading.Level);
                    yield return Heading(heading, numbers[heading.Level]);
                    break;
                case LetterParagraph paragraph:
                    foreach (var line in PrintedText.Lines(paragraph.Text))
                    {
                        yield return LetterText.Body(LetterText.Run(line, LetterFont.Body, 16));
                    }

                    break;
                case LetterTable table:
                    yield return LetterTables.Of(table);
                    break;
            }
        }
    }

    /// <summary>一、黑体 （一）楷体 1.仿宋加粗; what goes on behind it is plain.</summary>
    private static Paragraph Heading(LetterHeading heading, int number)
    {
        var title = PrintedText.OneLine(heading.Title);
        var text = PrintedText.OneLine(heading.Text);
        var head = heading.Level switch
        {
            1 => LetterText.Run($"{NumberWords.CountingThousand(number)}、{title}", LetterFont.Bold, 16),
            2 => LetterText.Run($"（{NumberWords.CountingThousand(number)}）{title}", LetterFont.Kai, 16),
            _ => LetterText.Run($"{NumberWords.Plain(number)}.{title}", LetterFont.Body, 16, bold: true),
        };
        var paragraph = LetterText.Body(text.Length == 0 ? [head] : [head, LetterText.Run(text, LetterFont.Body, 16)]);
        paragraph.ParagraphProperties!.PrependChild(new KeepNext { Val = text.Length == 0 });
        return paragraph;
    }
}
