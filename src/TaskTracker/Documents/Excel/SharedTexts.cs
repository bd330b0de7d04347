using System.Text;
using System.Xml;
using TaskTracker.Documents.Office;

namespace TaskTracker.Documents.Excel;

/// <summary>The texts that a workbook's cells share.</summary>
internal static class SharedTexts
{
    public static List<string> Read(Stream part, DocumentLimits limits)
    {
        var texts = new List<string>();
        long characters = 0;
        using var xml = XmlReader.Create(part, XmlCheck.Settings());
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                var text = TextOf(xml);
                texts.Add(text);
                characters += text.Length;
                if (texts.Count > limits.SharedTexts || characters > limits.Characters)
                {
                    throw new UnreadableDocumentException("too-much-text", limits.Characters / 10_000);
                }
            }
        }

        return texts;
    }

    /// <summary>The pieces of a rich text, without the readings that Japanese workbooks put above them. The reader ends at the element's end.</summary>
    public static string TextOf(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var text = new StringBuilder();
        var depth = xml.Depth;
        var reading = false;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "rPh")
            {
                reading = !xml.IsEmptyElement;
            }
            else if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "rPh")
            {
                reading = false;
            }
            else if (!reading && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                text.Append(xml.Value);
            }
        }

        return text.ToString();
    }
}
