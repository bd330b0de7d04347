using DocumentFormat.OpenXml;

namespace TaskTracker.Documents.Office;

/// <summary>Typed elements out of a part's XML.</summary>
internal static class PartReader
{
    /// <summary>The part's root, whole; null where the part is something else.</summary>
    public static T? Load<T>(Stream part)
        where T : OpenXmlElement
    {
        using (part)
        using (var reader = new TypedOpenXmlPartReader(part))
        {
            return reader.Read() && reader.ElementType == typeof(T) ? (T?)reader.LoadCurrentElement() : null;
        }
    }

    /// <summary>The children of the first element of a type, one at a time.</summary>
    public static IEnumerable<OpenXmlElement> Children<T>(Stream part)
        where T : OpenXmlElement
    {
        using (part)
        using (var reader = new TypedOpenXmlPartReader(part))
        {
            while (reader.Read() && (reader.ElementType != typeof(T) || !reader.IsStartElement))
            {
            }

            if (reader.EOF || !reader.ReadFirstChild())
            {
                yield break;
            }

            do
            {
                if (reader.LoadCurrentElement() is { } child)
                {
                    yield return child;
                }
            }
            while (reader.ReadNextSibling());
        }
    }
}
