using System.IO.Compression;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;

namespace TaskTracker.Letters;

/// <param name="Path">Within the package, without a slash before it.</param>
internal sealed record OfficePart(string Path, string ContentType);

/// <param name="Owner">The part it starts from; empty for the package itself.</param>
/// <param name="Target">As the owner sees it.</param>
internal sealed record OfficeLink(string Owner, string Id, string Kind, string Target);

/// <summary>
/// A .docx or .xlsx, written part after part to a stream that need not be one to seek in. The same parts give the same bytes: what the SDK's
/// own package writer would stamp with the time of day bears a fixed one.
/// </summary>
internal sealed class OfficePackage : IDisposable
{
    private const string ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
    private const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private static readonly DateTimeOffset Stamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.None };

    private readonly ZipArchive _zip;

    public OfficePackage(Stream to, IReadOnlyList<OfficePart> parts, IReadOnlyList<OfficeLink> links)
    {
        _zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        Write("[Content_Types].xml", xml => WriteTypes(xml, parts));
        foreach (var owner in links.GroupBy(l => l.Owner))
        {
            var (folder, name) = owner.Key.LastIndexOf('/') is > 0 and var slash ? (owner.Key[..(slash + 1)], owner.Key[(slash + 1)..]) : ("", owner.Key);
            Write($"{folder}_rels/{name}.rels", xml => WriteLinks(xml, owner));
        }
    }

    public void Write(string path, OpenXmlElement root) => Write(path, root.WriteTo);

    public void Write(string path, Action<XmlWriter> content)
    {
        var entry = _zip.CreateEntry(path, CompressionLevel.Fastest);
        entry.LastWriteTime = Stamp;
        using var stream = entry.Open();
        using var xml = XmlWriter.Create(stream, Settings);
        xml.WriteStartDocument(standalone: true);
        content(xml);
    }

    public async Task WriteAsync(string path, Func<XmlWriter, Task> content)
    {
        var entry = _zip.CreateEntry(path, CompressionLevel.Fastest);
        entry.LastWriteTime = Stamp;
        await using var stream = entry.Open();
        using var xml = XmlWriter.Create(stream, Settings);
        xml.WriteStartDocument(standalone: true);
        await content(xml);
    }

    public void Dispose() => _zip.Dispose();

    private static void WriteTypes(XmlWriter xml, IReadOnlyList<OfficePart> parts)
    {
        xml.WriteStartElement("Types", ContentTypes);
        xml.WriteStartElement("Default", ContentTypes);
        xml.WriteAttributeString("Extension", "rels");
        xml.WriteAttributeString("ContentType", "application/vnd.openxmlformats-package.relationships+xml");
        xml.WriteEndElement();
        foreach (var part in parts)
        {
            xml.WriteStartElement("Override", ContentTypes);
            xml.WriteAttributeString("PartName", "/" + part.Path);
            xml.WriteAttributeString("ContentType", "application/vnd.openxmlformats-officedocument." + part.ContentType + "+xml");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteLinks(XmlWriter xml, IEnumerable<OfficeLink> links)
    {
        xml.WriteStartElement("Relationships", Relations);
        foreach (var link in links)
        {
            xml.WriteStartElement("Relationship", Relations);
            xml.WriteAttributeString("Id", link.Id);
            xml.WriteAttributeString("Type", Kinds + link.Kind);
            xml.WriteAttributeString("Target", link.Target);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
