using System.Xml;

namespace TaskTracker.Documents.Office;

/// <summary>Looks through XML before anything is built of it.</summary>
internal static class XmlCheck
{
    /// <summary>No document type, so no entities of its own, and nothing is ever resolved.</summary>
    public static XmlReaderSettings Settings() => new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, CloseInput = true,
    };

    public static void Check(Stream stream, DocumentLimits limits, int mostElements)
    {
        using var xml = XmlReader.Create(stream, Settings());
        var elements = 0;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.Depth > limits.Depth)
            {
                throw new UnreadableDocumentException("too-deep", limits.Depth);
            }

            // An attribute weighs in memory what an element does.
            elements += 1 + xml.AttributeCount;
            if (elements > mostElements)
            {
                throw new UnreadableDocumentException("too-many-elements", mostElements);
            }
        }
    }
}
