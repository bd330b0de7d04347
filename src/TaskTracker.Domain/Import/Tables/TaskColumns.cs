using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>What the columns of a task table hold; -1 and empty lists where there is no such column.</summary>
/// <param name="Categories">In front of the task: groups of tasks, outermost first.</param>
/// <param name="Contents">Says more about the task.</param>
internal sealed partial record TaskColumns(
    int Number, IReadOnlyList<int> Categories, int Task, IReadOnlyList<int> Contents, IReadOnlyList<int> Lead, IReadOnlyList<int> Joint, IReadOnlyList<int> Support, IReadOnlyList<int> Due)
{
    public IEnumerable<int> Bodies => Lead.Concat(Joint).Concat(Support);

    /// <returns>Null where these are no heads of a task table: it names a task, and who does it or by when.</returns>
    public static TaskColumns? Of(IReadOnlyList<string> heads)
    {
        var bare = heads.Select(h => Remark().Replace(CellText.Bare(h), "")).ToList();
        var bodies = Where(bare, h => IsBody(h));
        var due = Where(bare, h => DueHead().IsMatch(h));
        if (bodies.Count + due.Count == 0)
        {
            return null;
        }

        var free = Enumerable.Range(0, bare.Count).Where(i => bare[i].Length > 0 && !bodies.Contains(i) && !due.Contains(i) && !NumberHead().IsMatch(bare[i]) && !Other().IsMatch(bare[i])).ToList();
        var task = Best(bare, free);
        if (task < 0 || (bodies.Count == 0 && !Strong().IsMatch(bare[task])))
        {
            return null;
        }

        return new TaskColumns(
            bare.FindIndex(h => NumberHead().IsMatch(h)),
            [.. free.Where(i => i < task)],
            task,
            [.. free.Where(i => i > task)],
            [.. bodies.Where(i => LeadHead().IsMatch(bare[i]))],
            [.. bodies.Where(i => !LeadHead().IsMatch(bare[i]) && !SupportHead().IsMatch(bare[i]))],
            [.. bodies.Where(i => !LeadHead().IsMatch(bare[i]) && SupportHead().IsMatch(bare[i]))],
            due);
    }

    public static bool IsHeadWord(string text)
    {
        var bare = Remark().Replace(CellText.Bare(text), "");
        return bare.Length is > 0 and <= 14 && !bare.Contains('、', StringComparison.Ordinal) && (NumberHead().IsMatch(bare) || IsBody(bare) || DueHead().IsMatch(bare) || Other().IsMatch(bare) || Category().IsMatch(bare) || Content().IsMatch(bare) || Names.Any(n => n.IsMatch(bare)));
    }

    public static bool IsBody(string head) => Body().IsMatch(head) && !Person().IsMatch(head);

    /// <summary>The best name for a task among the heads; of equal ones the first.</summary>
    private static int Best(List<string> heads, List<int> free)
    {
        foreach (var name in Names)
        {
            if (free.FindIndex(i => name.IsMatch(heads[i])) is >= 0 and var found)
            {
                return free[found];
            }
        }

        return -1;
    }

    private static List<int> Where(List<string> heads, Predicate<string> condition) => [.. Enumerable.Range(0, heads.Count).Where(i => heads[i].Length > 0 && condition(heads[i]))];

    private static readonly Regex[] Names = [Named(), Strong(), Problem(), Ending(), Weak()];

    [GeneratedRegex("^(?:任务|事项|项目|工程|工作|举措|改革|实事|责任)(?:事项|任务|项目|工程)?名称$|^(?:实事|民生)项目$")]
    private static partial Regex Named();

    [GeneratedRegex("^(?:年度|全年|主要|重点|工作|具体|目标|改革|整改|推进|建设|攻坚|创建|议定|责任|督办|交办|核心|分解|序号及)?(?:重点)?(?:任务|工作|事项|实事|举措)(?:分解|事项|清单|内容|内容及要求|分工|项目)?$|^(?:任务|工作|事项|督办|决定|议定)内容$|^任务(?:.{0,6})$|^(?:重点|目标)任务(?:.{0,6})$")]
    private static partial Regex Strong();

    [GeneratedRegex("^(?:具体|存在的?|反馈|主要|突出)?问题(?:描述|表现|清单|内容)?$|问题$")]
    private static partial Regex Problem();

    [GeneratedRegex("^.{0,6}(?:任务|事项|工作|举措|项目)$")]
    private static partial Regex Ending();

    [GeneratedRegex("^.{0,4}(?:目标|内容|措施|要求|标准|安排|成果|进度|指标)$")]
    private static partial Regex Content();

    [GeneratedRegex("^(?:.{0,4}(?:领域|类别|类型|板块|片区|方面|大类)|分类|章节|一级|二级)$")]
    private static partial Regex Category();

    [GeneratedRegex("^(?:项目|工程|主要措施|工作措施|具体措施|措施|主要内容|建设内容|具体内容|工作目标|目标|指标|内容|整改措施|任务要求)$")]
    private static partial Regex Weak();

    [GeneratedRegex("^(?:序号|编号|项次|号|序|任务编号|任务号|项目序号)$")]
    private static partial Regex NumberHead();

    [GeneratedRegex("(?:牵头|责任|主责|主办|主管|配合|参与|参加|协办|协助|协同|实施|承办|落实|负责|督办|支持|监管|建设|推进)(?:责任)?(?:单位|部门|科室|处室|机构|主体|地区|镇街|乡镇)|^(?:牵头|配合|主办|协办|责任分工|职责分工|责任主体|责任单位.{0,6})$")]
    private static partial Regex Body();

    [GeneratedRegex("人$|领导|负责人|同志|联系|电话|督办单位")]
    private static partial Regex Person();

    [GeneratedRegex("牵头|主办|主责|主管")]
    private static partial Regex LeadHead();

    [GeneratedRegex("配合|参与|参加|协办|协助|协同|支持")]
    private static partial Regex SupportHead();

    [GeneratedRegex("^(?:计划|整改|拟|预计|要求|最迟|任务)?(?:完成|办结|整改|竣工|办理|销号|交付|推进|建成|达标|落实|截止)(?:的)?(?:时限|时间|日期|期限|节点|时序|要求时限)(?:要求|节点|安排)?$|^(?:时限|时间|期限|进度时限)(?:要求|安排|节点|进度)?$|^时间节点$|^完成时限.{0,6}$|^办理期限$|^(?:完工|竣工|完成|办结|建成)$|^截止(?:日期|时间)$")]
    private static partial Regex DueHead();

    /// <summary>Columns that say nothing about what is to be done.</summary>
    [GeneratedRegex("备注|说明$|^(?:启动|开始|开工|起始)(?:时间|日期)?$|状态|投资|资金|^进展|完成情况|进度$|^目前|电话|联系|人$|领导|负责同志|^单位$|规模|来源|依据|督办|^状态$|办结时间")]
    private static partial Regex Other();

    [GeneratedRegex("[（(].*[）)]$")]
    private static partial Regex Remark();
}
