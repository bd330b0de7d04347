using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace TaskTracker.Documents;

/// <summary>Markdown by way of HTML, so that both are read alike. Each source line stays a line, and list items keep the numbers that stand in the source.</summary>
internal static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseGridTables().UseSoftlineBreakAsHardlineBreak().Build();

    public static void Read(byte[] content, DocumentWriter writer)
    {
        var (text, finding) = TextBytes.Decode(content);
        if (finding is not null)
        {
            writer.Finding(finding.Code, finding.Text);
        }

        if (MarkdownCost.IsTooDeep(text))
        {
            throw new UnreadableDocumentException("too-deep", writer.Limits.Depth);
        }

        if (MarkdownCost.IsTooHigh(text))
        {
            writer.Finding("markdown-as-text", "一段之中标记过多，不按 Markdown 解析，逐行按纯文本读入。");
            foreach (var line in text.Split('\n'))
            {
                writer.Line(line);
            }

            return;
        }

        HtmlPage.Read(ToHtml(text, writer.Limits), writer);
    }

    private static string ToHtml(string text, DocumentLimits limits)
    {
        try
        {
            var document = Markdown.Parse(text, Pipeline);
            foreach (var list in document.Descendants<ListBlock>().Where(l => l.IsOrdered))
            {
                KeepNumbers(list);
            }

            return document.ToHtml(Pipeline);
        }
        catch (ArgumentException e) when (e.Message.Contains("depth", StringComparison.OrdinalIgnoreCase))
        {
            throw new UnreadableDocumentException(new DocumentProblem("too-deep", limits.Depth), e);
        }
    }

    /// <summary>1. 2. 5. stays so; only where every item is written with the same number does the list count by itself.</summary>
    private static void KeepNumbers(ListBlock list)
    {
        var items = list.OfType<ListItemBlock>().ToList();
        if (items.Count > 1 && items.All(i => i.Order == items[0].Order))
        {
            return;
        }

        foreach (var item in items)
        {
            item.GetAttributes().AddProperty("value", item.Order.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
