using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>Finds headings without a number: short lines by themselves above numbered ones. One alone may be anything; a document that heads its chapters so does it again and again.</summary>
internal static partial class BareHeadings
{
    private const int Fewest = 2;

    public static IReadOnlyList<Paragraph> Mark(IReadOnlyList<Paragraph> paragraphs)
    {
        var bare = Enumerable.Range(0, Math.Max(0, paragraphs.Count - 1))
            .Where(i => Marker.Of(paragraphs[i + 1].Text) is { Level: >= MarkerLevel.Bracket } && paragraphs[i].HeadingDepth is null && Marker.Of(paragraphs[i].Text) is null && Bare().IsMatch(paragraphs[i].Text))
            .ToList();
        var certain = bare.Count >= Fewest ? bare : bare.Where(i => Known().IsMatch(paragraphs[i].Text)).ToList();
        if (certain.Count == 0)
        {
            return paragraphs;
        }

        var marked = paragraphs.ToArray();
        certain.ForEach(i => marked[i] = marked[i] with { IsBareHeading = true, Text = marked[i].Text.TrimEnd('：', ':') });
        return marked;
    }

    /// <summary>Stands behind the plan's last chapter, not in it.</summary>
    public static bool IsAppended(Paragraph heading) => Appended().IsMatch(heading.Text);

    [GeneratedRegex("^(?!预期性|约束性)[\u4e00-\u9fff“”、]{2,16}$|^(?:名词解释|填表说明|说明|注释|主要目标|策略措施|工作目标|工作任务|主要任务|重点任务|工作措施)[：:]?$")]
    private static partial Regex Bare();

    [GeneratedRegex("^(?:名词解释|填表说明|说明|注释|主要目标|策略措施|工作目标|工作任务|主要任务|重点任务|工作措施|保障措施)")]
    private static partial Regex Known();

    [GeneratedRegex("^(?:名词解释|填表说明|说明|注释|指标解释)")]
    private static partial Regex Appended();
}
