using AngleSharp.Html.Parser;
using TaskTracker.Documents.Html;

namespace TaskTracker.Documents;

/// <summary>A page's own text and tables, without what stands around them. Nothing runs and nothing is loaded.</summary>
internal static class HtmlPage
{
    public static void Read(byte[] content, DocumentWriter writer)
    {
        var (text, finding) = HtmlBytes.Decode(content);
        if (finding is not null)
        {
            writer.Finding(finding.Code, finding.Text);
        }

        Read(text, writer);
    }

    public static void Read(string html, DocumentWriter writer)
    {
        using var page = new HtmlParser().ParseDocument(HtmlTags.Clean(html, writer.Limits));
        if (page.Body is { } body)
        {
            new HtmlBlocks(writer, HtmlFurniture.ContentLength(body)).Read(HtmlFurniture.ContentOf(body));
        }
    }
}
