using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace TaskTracker.Documents.Word;

/// <summary>A paragraph's visible text, line by line, and the text boxes that hang on it.</summary>
internal sealed class WordText(WordStyles styles, WordFields fields)
{
    /// <summary>Parts the lines of one paragraph.</summary>
    public const char LineBreak = '\n';

    private readonly StringBuilder _text = new();
    private ParagraphProperties? _properties;

    /// <summary>Contents of text boxes and shapes, in order.</summary>
    public List<TextBoxContent> Boxes { get; } = [];

    public string Read(Paragraph paragraph)
    {
        _properties = paragraph.ParagraphProperties;
        Walk(paragraph, hidden: false);
        fields.EndParagraph();
        return _text.ToString();
    }

    private void Walk(OpenXmlElement parent, bool hidden)
    {
        foreach (var child in parent.ChildElements)
        {
            switch (child)
            {
                case DeletedRun or MoveFromRun or ParagraphProperties or RunProperties or SdtProperties or DeletedText or DeletedFieldCode:
                    break;
                case SdtElement { SdtProperties: { } control } when control.GetFirstChild<ShowingPlaceholder>() is { } placeholder && WordStyles.On(placeholder.Val):
                    break;
                case FieldCode code:
                    fields.Code(code);
                    break;
                case TextBoxContent box:
                    Boxes.Add(box);
                    break;
                case AlternateContent alternatives:
                    Choose(alternatives, hidden);
                    break;
                case FieldChar mark:
                    fields.Mark(mark.FieldCharType?.InnerText);
                    break;
                case SimpleField field when WordFields.IsFurniture(field.Instruction?.Value):
                    break;
                case Run run:
                    Walk(run, hidden || styles.IsHidden(run.RunProperties, _properties));
                    break;
                case Ruby ruby when ruby.RubyBase is { } below:
                    Walk(below, hidden);
                    break;
                default:
                    if (!hidden && fields.IsShown && TextOf(child) is { } text)
                    {
                        _text.Append(text);
                    }

                    Walk(child, hidden);
                    break;
            }
        }
    }

    /// <summary>A shape stands twice in a file, for newer and for older programs.</summary>
    private void Choose(AlternateContent alternatives, bool hidden)
    {
        var choice = alternatives.Elements<AlternateContentChoice>().FirstOrDefault(c => c.Descendants<TextBoxContent>().Any() || c.Descendants<Text>().Any());
        OpenXmlElement? chosen = choice is null ? alternatives.GetFirstChild<AlternateContentFallback>() : choice;
        if (chosen is not null)
        {
            Walk(chosen, hidden);
        }
    }

    private static string? TextOf(OpenXmlElement element) => element switch
    {
        Text text => text.Text,
        DocumentFormat.OpenXml.Math.Text text => text.Text,
        TabChar or PositionalTab => " ",
        Break or CarriageReturn => LineBreak.ToString(),
        NoBreakHyphen => "-",
        SymbolChar symbol => SymbolOf(symbol),
        _ => null,
    };

    /// <summary>Signs of symbol fonts stand in a private area that means nothing without the font; a few ticks and boxes are worth their names.</summary>
    private static string? SymbolOf(SymbolChar symbol) =>
        symbol.Char?.Value is { } hex && int.TryParse(hex, System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture, out var code)
            ? code switch
            {
                0xF0FC or 0xF050 or 0xF052 or 0xF0FE => "√",
                0xF0A3 or 0xF06F or 0xF0A8 => "□",
                >= 0xE000 and <= 0xF8FF => "",
                > 0x20 and < 0xD800 => ((char)code).ToString(),
                _ => "",
            }
            : "";
}
