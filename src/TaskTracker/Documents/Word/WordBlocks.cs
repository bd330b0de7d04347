using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace TaskTracker.Documents.Word;

/// <summary>Paragraphs and tables in order, wherever they are nested, to lines of the document or, within a table, of its cell.</summary>
internal sealed partial class WordBlocks(DocumentWriter writer, WordStyles styles, WordNumbering numbering)
{
    private readonly WordFields _fields = new();

    /// <summary>Where lines go while a cell is read; null: to the document.</summary>
    private List<string>? _cell;

    /// <summary>A caption 目录, kept back until it is known whether Word's own table of contents follows, which goes without its caption too.</summary>
    private string _contentsCaption = "";

    /// <summary>What a paragraph whose mark is deleted or hidden leaves to the next one.</summary>
    private string _joined = "";

    public void Read(OpenXmlElement block)
    {
        switch (block)
        {
            case Paragraph paragraph:
                ReadParagraph(paragraph);
                break;
            case Table table:
                ReadTable(table);
                break;
            case SdtBlock control when IsContents(control):
                _contentsCaption = "";
                break;
            case AlternateContent alternatives:
                ReadAll(alternatives.GetFirstChild<AlternateContentChoice>() ?? (OpenXmlElement)alternatives);
                break;
            case AltChunk:
                writer.Finding("embedded-document", "此处嵌入了另一份文件，未读入；请在 Word 中打开后另存，再行导入。");
                break;
            case SdtBlock or SdtContentBlock or CustomXmlBlock or AlternateContentChoice or AlternateContentFallback or InsertedRun or MoveToRun:
                ReadAll(block);
                break;
        }
    }

    public void End()
    {
        WriteCaption();
        if (_joined.Length > 0)
        {
            Line(_joined, null);
            _joined = "";
        }
    }

    private void ReadAll(OpenXmlElement parent)
    {
        foreach (var child in parent.ChildElements)
        {
            Read(child);
        }
    }

    private void ReadParagraph(Paragraph paragraph)
    {
        var properties = paragraph.ParagraphProperties;
        var depth = styles.HeadingDepth(properties);
        var inContents = _fields.IsContents;
        var reader = new WordText(styles, _fields);
        var text = reader.Read(paragraph);
        if (depth is not null)
        {
            _fields.EndContents();
        }
        else if (styles.IsContents(properties) || ((inContents || _fields.IsContents) && IsContentsLine(paragraph, text)))
        {
            _contentsCaption = "";
            return;
        }

        WriteCaption();
        if (_cell is null && ContentsCaption().IsMatch(text))
        {
            _contentsCaption = text;
            return;
        }

        if (IsJoined(properties))
        {
            _joined += text.Length > 0 ? numbering.Next(properties) + text : "";
        }
        else
        {
            Write(_joined + numbering.Next(properties) + text, depth, properties?.Justification?.Val?.InnerText == "center");
            _joined = "";
        }

        foreach (var box in reader.Boxes)
        {
            ReadAll(box);
        }
    }

    /// <summary>A break within a heading or a centred line is there for the looks; elsewhere each piece is a line of its own.</summary>
    private void Write(string text, int? depth, bool isCentred)
    {
        if (depth is not null || (isCentred && _cell is null))
        {
            Line(text.Replace(WordText.LineBreak.ToString(), "", StringComparison.Ordinal), depth);
            return;
        }

        foreach (var line in text.Split(WordText.LineBreak))
        {
            Line(line, null);
        }
    }

    private void Line(string text, int? depth)
    {
        if (_cell is null)
        {
            writer.Line(text, depth);
        }
        else
        {
            _cell.Add(text);
        }
    }

    /// <summary>Word runs a paragraph on into the next one where its mark is hidden, and so will it once the mark's deletion is accepted.</summary>
    private static bool IsJoined(ParagraphProperties? properties) => properties?.ParagraphMarkRunProperties is { } mark
        && (mark.GetFirstChild<Deleted>() is not null || mark.GetFirstChild<MoveFrom>() is not null || (mark.GetFirstChild<Vanish>() is { } vanish && WordStyles.On(vanish.Val)));

    private static bool IsContents(SdtBlock control) =>
        control.SdtProperties?.GetFirstChild<SdtContentDocPartObject>()?.DocPartGallery?.Val?.Value?.Contains("Table of Contents", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsContentsLine(Paragraph paragraph, string text) => text.Length == 0 || EndsInPage().IsMatch(text)
        || paragraph.Descendants<Hyperlink>().Any() || paragraph.Descendants<FieldCode>().Any(c => c.Text.Contains("PAGEREF", StringComparison.OrdinalIgnoreCase));

    private void WriteCaption()
    {
        if (_contentsCaption.Length > 0)
        {
            Line(_contentsCaption, null);
            _contentsCaption = "";
        }
    }

    private void ReadTable(Table table)
    {
        WriteCaption();
        if (_cell is not null)
        {
            Flatten(table);
            return;
        }

        // One cell with headings or tables in it is a frame around a part of the document.
        if (WordTable.Rows(table).SelectMany(WordTable.Cells).Take(2).ToList() is [var only] && (only.Descendants<Table>().Any() || only.Descendants<Paragraph>().Any(IsHeading)))
        {
            Flatten(table);
        }
        else
        {
            writer.Table(WordTable.Read(table, CellLines));
        }
    }

    private bool IsHeading(Paragraph paragraph) => styles.HeadingDepth(paragraph.ParagraphProperties) is not null;

    private void Flatten(Table table)
    {
        foreach (var cell in WordTable.Rows(table).SelectMany(WordTable.Cells))
        {
            ReadAll(cell);
            End();
        }
    }

    private List<string> CellLines(TableCell cell)
    {
        var lines = _cell = [];
        ReadAll(cell);
        End();
        _cell = null;
        return lines;
    }

    [GeneratedRegex(@"^\s*目\s*[录次]\s*$")]
    private static partial Regex ContentsCaption();

    [GeneratedRegex(@"[\s\t…\.·]\d{1,4}\s*$")]
    private static partial Regex EndsInPage();
}
