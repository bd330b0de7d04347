using System.IO.Compression;
using System.Text;
using System.Xml;

namespace TaskTracker.Documents.Office;

/// <summary>A part that another one names.</summary>
/// <param name="Kind">The last piece of the relationship's type, e.g. <c>styles</c>.</param>
internal sealed record PartLink(string Id, string Kind, string Part);

/// <summary>
/// The parts of a .docx or .xlsx. A name in the file is only ever compared with other names in it: no path is made of it, nothing is followed out of it,
/// and of what is packed only the parts asked for are unpacked, each counted while it is.
/// </summary>
internal sealed class OfficePackage : IDisposable
{
    private readonly DocumentLimits _limits;
    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);
    private long _unpacked;

    private OfficePackage(byte[] content, DocumentLimits limits)
    {
        _limits = limits;

        // Counted before the directory is read, for a directory alone can fill the memory.
        if (content.AsSpan().Count("PK\u0001\u0002"u8) > limits.ZipEntries)
        {
            throw new UnreadableDocumentException("too-many-entries", limits.ZipEntries);
        }

        _zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read, leaveOpen: false, Encoding.UTF8);
        foreach (var entry in _zip.Entries)
        {
            _parts.TryAdd(Normal(entry.FullName), entry);
        }
    }

    /// <summary>Opens a package and hands it to a reader; whatever is malformed in it comes out as one problem.</summary>
    public static void Read(byte[] content, DocumentLimits limits, Action<OfficePackage> read)
    {
        try
        {
            using var package = new OfficePackage(content, limits);
            read(package);
        }
        catch (XmlException e) when (e.Message.Contains("DTD", StringComparison.Ordinal))
        {
            throw new UnreadableDocumentException(new DocumentProblem("dtd"), e);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or EndOfStreamException or NotSupportedException or DecoderFallbackException)
        {
            throw new UnreadableDocumentException(new DocumentProblem("damaged"), e);
        }
    }

    public bool Has(string part) => _parts.ContainsKey(part);

    /// <summary>The part that the package itself names as the document, e.g. <c>word/document.xml</c>.</summary>
    public string MainPart(string usual)
    {
        var named = Links("").FirstOrDefault(l => l.Kind == "officeDocument")?.Part;
        return named is not null && Has(named) ? named : Has(usual) ? usual : throw new UnreadableDocumentException("damaged");
    }

    /// <summary>The parts within the file that a part names. What lies outside the file is left out here, and so for everybody.</summary>
    public IReadOnlyList<PartLink> Links(string part)
    {
        var slash = part.LastIndexOf('/') + 1;
        var list = $"{part[..slash]}_rels/{part[slash..]}.rels";
        if (!Has(list))
        {
            return [];
        }

        var links = new List<PartLink>();
        using var xml = XmlReader.Create(Open(list, _limits.SmallPartElements), XmlCheck.Settings());
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && xml.GetAttribute("TargetMode") != "External"
                && xml.GetAttribute("Id") is { } id && xml.GetAttribute("Type") is { } type && xml.GetAttribute("Target") is { } target)
            {
                links.Add(new PartLink(id, type[(type.LastIndexOf('/') + 1)..], Resolve(part[..slash], target)));
            }
        }

        return links;
    }

    /// <summary>A part's XML from its begin, looked through once for depth, size and document types.</summary>
    /// <param name="mostElements">More elements make it a part that is not read.</param>
    public Stream Open(string part, int mostElements)
    {
        using (var look = Unpack(part))
        {
            XmlCheck.Check(look, _limits, mostElements);
        }

        return Unpack(part);
    }

    public void Dispose() => _zip.Dispose();

    private CountedStream Unpack(string part)
    {
        var entry = _parts.TryGetValue(part, out var found) ? found : throw new UnreadableDocumentException("damaged");
        var most = Math.Min(_limits.PartBytes, Math.Max(_limits.FreeBytes, entry.CompressedLength * _limits.Ratio));
        return new CountedStream(entry.Open(), most, _limits.MarkupBytes, Count);
    }

    // Every part is unpacked twice, once to look through it.
    private void Count(int bytes)
    {
        _unpacked += bytes;
        if (_unpacked > 2 * _limits.UnpackedBytes)
        {
            throw new UnreadableDocumentException("unpacks-too-large", _limits.UnpackedBytes >> 20);
        }
    }

    private static string Resolve(string folder, string target)
    {
        var pieces = new List<string>();
        foreach (var piece in (target.StartsWith('/') ? target : folder + target).Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (piece == "..")
            {
                pieces.RemoveRange(Math.Max(pieces.Count - 1, 0), Math.Min(pieces.Count, 1));
            }
            else if (piece != ".")
            {
                pieces.Add(piece);
            }
        }

        return string.Join('/', pieces);
    }

    private static string Normal(string name) => name.Replace('\\', '/').TrimStart('/');
}
