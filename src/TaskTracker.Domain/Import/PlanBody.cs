using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>The plan itself, without the notice that sends it out before and the annexes and printer's lines behind.</summary>
/// <param name="Head">What stands before the first heading.</param>
/// <param name="Blocks">From the first heading on.</param>
/// <param name="Annexes">Behind the plan's end, e.g. a table that shares out the tasks.</param>
/// <param name="FirstLeads">True where the document says that of several bodies the one named first leads.</param>
internal sealed partial record PlanBody(string? Title, IReadOnlyList<Paragraph> Head, IReadOnlyList<Block> Blocks, IReadOnlyList<Block> Annexes, bool FirstLeads)
{
    public static PlanBody Of(IReadOnlyList<Block> all)
    {
        var title = PlanHead.FindTitle(all);
        var start = title?.BodyFrom ?? 0;
        var firstHeading = Index(all, start, b => b is Paragraph p && (Marker.Of(p.Text) is not null || p.HeadingDepth is > 1));
        var from = firstHeading < 0 ? start : firstHeading;
        var annex = Index(all, from, b => b is Paragraph p ? IsAnnex(p.Text) : b is Table { Captions: var captions } && captions.Any(IsAnnex));
        var end = annex < 0 ? all.Count : annex;
        return new PlanBody(
            title?.Text,
            [.. all.Take(from).OfType<Paragraph>()],
            WithoutImprint([.. all.Skip(start).Take(end - start)]),
            [.. all.Skip(end)],
            all.OfType<Paragraph>().Any(p => FirstLeadsNote().IsMatch(p.Text)) || all.OfType<Table>().Any(t => t.Rows.Any(r => r.Any(c => FirstLeadsNote().IsMatch(c.Text)))));
    }

    private static int Index(IReadOnlyList<Block> blocks, int from, Func<Block, bool> condition)
    {
        for (var i = from; i < blocks.Count; i++)
        {
            if (condition(blocks[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Signature and date belong to no task, nor what exports print behind.</summary>
    private static List<Block> WithoutImprint(List<Block> blocks)
    {
        var signed = Enumerable.Range(0, Math.Max(0, blocks.Count - 1)).Where(i => blocks[i] is Paragraph { Text.Length: <= 40 } name && BodyName.LooksLike(name.Text) && blocks[i + 1] is Paragraph date && Date().IsMatch(date.Text)).ToHashSet();
        return [.. blocks.Where((b, i) => b is not Paragraph p || !(signed.Contains(i) || signed.Contains(i - 1) || IsImprint(p)))];
    }

    private static bool IsAnnex(string text) => text.Length <= 60 && Annex().IsMatch(text);

    private static bool IsImprint(Paragraph paragraph) => paragraph.Text.Length <= 80 && Imprint().IsMatch(paragraph.Text);

    [GeneratedRegex(@"^附\s?(?:件|表|录)\s{0,3}(?:[\d一二三四五六七八九十]{1,3}\s{0,3})?(?:[：:]|$|[^\s，。]{2,40}$)")]
    private static partial Regex Annex();

    /// <summary>What exports print after the document: copies to, printing date, the publishing system's line.</summary>
    [GeneratedRegex(@"^(?:抄送|主送|Produced By|打印|关闭|扫一扫|分享到|责任编辑|信息来源|来源[：:]|上一篇|下一篇|相关(?:文件|链接|解读))|\d{4}年\d{1,2}月\d{1,2}日\s{0,20}(?:印发|发布)$|技术支持[：:]|ICP备|网站标识码|版权所有|^[（(]?此件(?:公开|主动公开|依申请)")]
    private static partial Regex Imprint();

    [GeneratedRegex(@"^(?:20\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|[二〇○零一三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)$")]
    private static partial Regex Date();

    [GeneratedRegex("(?:列|排|排名|排序)(?:在)?(?:第一|首位|首)(?:位|名|个)?的?(?:单位|部门|责任单位)?.{0,4}(?:为|是|系)牵头|第一(?:个|家)?(?:责任)?(?:单位|部门)(?:为|是|系)牵头")]
    private static partial Regex FirstLeadsNote();
}
