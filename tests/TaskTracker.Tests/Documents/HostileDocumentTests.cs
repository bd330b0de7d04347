using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using TaskTracker.Documents;
using static TaskTracker.Tests.Documents.OfficeFiles;

namespace TaskTracker.Tests.Documents;

/// <summary>Attack 10, file by file: one clear error or a document, soon.</summary>
public sealed class HostileDocumentTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    public static TheoryData<string> Names => [.. HostileFiles.All.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Document_WhenHostile_GivesOneErrorOrIsRead(string name)
    {
        var file = HostileFiles.All.Single(f => f.Name == name);
        var content = file.Make();
        var started = Stopwatch.GetTimestamp();
        var reading = ReadDocument.Read(file.Name, content);
        var took = Stopwatch.GetElapsedTime(started);
        if (reading.Document is { } document)
        {
            Shown.Check(document);
        }

        reading.Problem?.Code.ShouldBe(file.Problem);
        (reading.Problem is null).ShouldBe(file.Problem is null, $"{file.Problem} was expected");
        took.ShouldBeLessThan(Soon);
    }

    [Fact]
    public async Task Document_ThatNamesAddresses_FetchesNothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var connection = listener.AcceptTcpClientAsync();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/x";
        const string kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        string Link(string id, string kind) => $"<Relationship Id=\"{id}\" Type=\"{kinds}/{kind}\" Target=\"{address}\" TargetMode=\"External\"/>";

        var outside = Link("e1", "attachedTemplate") + Link("e2", "image") + Link("e3", "aFChunk") + Link("e4", "styles") + Link("e5", "hyperlink") + Link("e6", "oleObject");
        Shown.Lines("plan.docx", Docx(
            P("在") + "<w:altChunk r:id=\"e3\"/><w:p><w:hyperlink r:id=\"e5\"><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:r><w:pict><v:shape><v:imagedata r:id=\"e2\"/></v:shape></w:pict></w:r>"
            + $"<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>INCLUDEPICTURE \"{address}\"</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>", links: outside)).ShouldBe(["在", "链接"]);
        Shown.Problem("plan.docx", Zip(("word/document.xml", $"<!DOCTYPE x SYSTEM \"{address}\">" + WordPart("document", "<w:body/>")))).ShouldBe("dtd");
        Shown.Problem("plan.docx", Zip(("word/document.xml", $"<!DOCTYPE x [<!ENTITY % p SYSTEM \"{address}\">%p;]>" + WordPart("document", "<w:body/>")))).ShouldBe("dtd");
        Shown.Lines("book.xlsx", Replaced(Xlsx($"<sheetData><row><c t=\"str\"><f>WEBSERVICE(\"{address}\")</f><v>在</v></c></row></sheetData>"), "xl/_rels/workbook.xml.rels", Link("e1", "externalLink"))).ShouldBe(["在"]);
        Shown.Lines("page.html", Encoding.UTF8.GetBytes(
            $"<html><head><base href=\"{address}\"><link rel=stylesheet href=\"{address}\"><meta http-equiv=refresh content=\"0;url={address}\"><script src=\"{address}\"></script></head>"
            + $"<body background=\"{address}\"><p style=\"background:url({address})\">在</p><img src=\"{address}\"><iframe src=\"{address}\"></iframe><object data=\"{address}\"></object><video src=\"{address}\"></video>"
            + $"<embed src=\"{address}\"><svg><image href=\"{address}\"/></svg><input type=image src=\"{address}\"></body></html>")).ShouldBe(["在"]);
        Shown.Lines("plan.md", Encoding.UTF8.GetBytes($"在 ![图]({address})\n\n[引用]: {address}\n")).ShouldBe(["在"]);

        await Task.Delay(300);
        connection.IsCompleted.ShouldBeFalse("something was fetched");
    }

    [Fact]
    public void Document_CutAnywhere_GivesOneErrorOrIsRead()
    {
        foreach (var (name, content) in new[] { ("plan.docx", Docx(P("在"))), ("book.xlsx", Xlsx("<sheetData><row><c><v>1</v></c></row></sheetData>")) })
        {
            for (var length = 0; length < content.Length; length += 7)
            {
                var reading = ReadDocument.Read(name, content[..length]);
                reading.Document.ShouldBeNull();
                reading.Problem!.Code.ShouldBeOneOf("damaged", "archive", "empty", "not-text");
            }
        }
    }

    private static byte[] Replaced(byte[] zip, string part, string more) =>
        Zip(HostileFiles.Parts(zip).Select(p => p.Name == part ? (p.Name, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(p.Content).Replace("</Relationships>", more + "</Relationships>", StringComparison.Ordinal))) : p));
}
