using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>A numbered heading with what stands under it.</summary>
internal sealed class Heading(Marker marker, Paragraph paragraph, Heading? above)
{
    public Marker Marker { get; } = marker;

    /// <summary>The heading's words up to the first full stop, colon or line end.</summary>
    public string Title { get; } = TitleOf(paragraph.Text[marker.Length..]);

    /// <summary>As printed, number included.</summary>
    public string Printed { get; } = paragraph.Text[..marker.Length] + TitleOf(paragraph.Text[marker.Length..]);

    public Heading? Above { get; } = above;
    public SourceLine First { get; } = paragraph.First;
    public List<Heading> Below { get; } = [];

    /// <summary>The heading's own text, paragraph by paragraph; what its sub-headings, boxes and tables say is not in it.</summary>
    public List<Paragraph> Text { get; } = [paragraph with { Text = AfterTitle(paragraph.Text, marker.Length) }];

    public IEnumerable<Heading> Outwards
    {
        get
        {
            for (var heading = this; heading is not null; heading = heading.Above)
            {
                yield return heading;
            }
        }
    }

    public string OwnText => string.Join("\n", Text.Select(p => p.Text).Where(t => t.Length > 0));

    private static string TitleOf(string text) => text[..TitleEnd(text)].Trim();

    private static string AfterTitle(string text, int from) => text[(from + TitleEnd(text[from..]))..].TrimStart('。', '：', ':', ' ', '　').Trim();

    private static int TitleEnd(string text) => text.IndexOfAny(['。', '：', ':', '\n']) is >= 0 and var end ? end : text.Length;
}

/// <summary>The third stage: paragraphs to a tree of headings. Boxes and tables are no part of it.</summary>
internal static partial class Outline
{
    public static IReadOnlyList<Heading> Read(IReadOnlyList<Block> blocks)
    {
        var all = new List<Heading>();
        Heading? current = null;
        foreach (var paragraph in blocks.OfType<Paragraph>())
        {
            if (Marker.Of(paragraph.Text) is { } marker && paragraph.Text.Length > marker.Length)
            {
                var above = current?.Outwards.FirstOrDefault(h => h.Marker.Level < marker.Level);
                current = new Heading(marker, paragraph, above);
                above?.Below.Add(current);
                all.Add(current);
            }
            else if (!IsClutter().IsMatch(paragraph.Text))
            {
                current?.Text.Add(paragraph);
            }
        }

        return all;
    }

    /// <summary>What exports print after the document: copies to, printing date, the publishing system's line.</summary>
    [GeneratedRegex(@"^(抄送|主送|Produced By|附件[：:0-9]|打印|关闭)|\d{4}年\d{1,2}月\d{1,2}日\s*印发$")]
    private static partial Regex IsClutter();
}
