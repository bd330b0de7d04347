using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>What the words around a date make of it.</summary>
internal enum DateSense
{
    Deadline,

    /// <summary>A date that something starts at, is compared with, was reached at, or is named after.</summary>
    NoDeadline,

    /// <summary>每年12月底, 每季度末: a duty, read by <see cref="RecurringDuties"/>.</summary>
    Recurring,

    /// <summary>2024年汛期前, 2025年春节前: a deadline whose day only a person can say.</summary>
    Unclear,
}

/// <summary>Tells deadlines from other dates by the few characters before and after.</summary>
internal static partial class DateContext
{
    /// <summary>No word that is looked for stands farther from its date.</summary>
    private const int Reach = 24;

    public static DateSense SenseOf(DateWord date, string plain, PlanPeriod period)
    {
        var before = plain[Math.Max(0, date.Start - Reach)..date.Start];
        var after = plain[date.End..Math.Min(plain.Length, date.End + Reach)];
        if (date.Form != DateForm.Span && Season().IsMatch(after))
        {
            return DateSense.Unclear;
        }

        if (Every().IsMatch(before))
        {
            return DateSense.Recurring;
        }

        var deadline = !IsRangeStart().IsMatch(after)
            && !PlanItself().IsMatch(before)
            && !IsAttribute().IsMatch(after)
            && !IsSituation().IsMatch(after)
            && !PeakAction().IsMatch(after)
            && (!Counted().IsMatch(before) || date.Due >= period.End)
            && date.Form switch
            {
                DateForm.NoYear => !NotThisYear().IsMatch(before) && !Age().IsMatch(after) && (date.Marked || date.Due is not null),
                DateForm.Span => (StartsSpan().IsMatch(before) || date.Printed[0] is '今' or '未') && !QualifiesSpan().IsMatch(after),
                _ => !Origin().IsMatch(before) && !Past().IsMatch(before) && (date.Marked || !IsName().IsMatch(after)),
            };
        return deadline ? DateSense.Deadline : DateSense.NoDeadline;
    }

    [GeneratedRegex("(?:每|逐)(?:个?年|季|月)?(?:度|的)?$|(?:次|翌|历|往|当|每学)年?$")]
    private static partial Regex Every();

    [GeneratedRegex("^(?:主?汛期|入汛|汛|[采供]暖[季期]|入冬|春节|中秋|国庆|元旦|五一|开学|高考|中考|雨季|春耕|秋收|旺季)节?之?前")]
    private static partial Regex Season();

    [GeneratedRegex(@"^[—至到]{1,2}\s?(?:\d|第?[一二三四]季度|十|[“本])")]
    private static partial Regex IsRangeStart();

    /// <summary>A sentence about the document: its term, its scope.</summary>
    [GeneratedRegex("(?:规划|计划|方案|实施|执行|有效|合同|评价)(?:期|期限|年限|时限)(?:限)?(?:[为是：:至到自从，]|20\\d\\d|[年—]){0,8}$|本(?:规划|计划|方案|行动|纲要|意见|办法|通知)(?:计划|方案)?(?:期限|自|是|为|作为|适用|根据|依据|主要|系)[^，。；]{0,16}$|(?:基期|基准|基数|起步)(?:年)?(?:为|是|：)?$")]
    private static partial Regex PlanItself();

    [GeneratedRegex(@"^(?:[^，。；]{0,2})(?:建成|建造|竣工|投用|投入使用|取得|出生|参加工作|登记|注册|备案|入学|毕业|退休|形成|发生|成立|开工|开办|设立|购置|启动|实施|印发|出台|发布|颁布|获批|批复|下达|认定|立项|评定|修订|安排|新建|签订)(?:并[^，。；]{2,6})?的")]
    private static partial Regex IsAttribute();

    [GeneratedRegex("^[，]?(?:正?是(?!否)|面临|处于|正处|将面临|我[国省市区县旗镇][^，。；]{0,8}(?:面临|处于|进入)|[^，。；]{0,12}(?:同比|比上年|较上年|环比|已经|已(?:建|完|实|累|有|达|全|于|在)))")]
    private static partial Regex IsSituation();

    /// <summary>截至2025年底 on the plan's last day is a goal: no count of the past could reach so far.</summary>
    [GeneratedRegex(@"截[至止]到?\s?$")]
    private static partial Regex Counted();

    [GeneratedRegex("(?:前|去|上|下一?|近|按|各|分|[一二三四五六七八九十个多]|[0-9])$")]
    private static partial Regex NotThisYear();

    [GeneratedRegex("^(?:龄|嫂|子|薪|经|球|饼|[0-9])")]
    private static partial Regex Age();

    [GeneratedRegex("(?:^|[，。；：、\n （“]|用|利用|经过|通过|力争|争取|未来|今后|确保|计划|在|再用)(?:约)?$")]
    private static partial Regex StartsSpan();

    [GeneratedRegex("^(?:的|不得|不再|无|未|没有|免|有效|可|曾)")]
    private static partial Regex QualifiesSpan();

    [GeneratedRegex(@"(?:自|由|较|相比|对比|同期|距|以|按照?|对照|依据|基于|始于|建于|成立于|进入|步入|迈入|面向|开启|(?:^|[^服])从|(?:^|[^占对环同人护])比|(?:^|[^数证])据|与|[年月日]和)\s?$")]
    private static partial Regex Origin();

    [GeneratedRegex(@"(?:已|已经|曾|早)(?:于|在|到)?\s?$")]
    private static partial Regex Past();

    [GeneratedRegex("""
        ^\s?(?:
            以来|起|开始|之?后|以后|的?(?:基础|基数|同期|水平|数据|标准|现状|底数)|基[期数础]|同期|水平|数据|统计|远景|可持续|议程
          | 年?版|修订|修正|颁布|制定的|印发|出台|第[一二三四五六七八九十\d]{1,3}[次届批号]|级|届|入学|毕业|生人
          | 度(?!内|底|末|前|完成|实现)
          | (?:国民经济|重点|主要|工作|目标|行动|实施|投资|建设|专项|财政|部门|招生|培训|项目|立法|审计|政府|立项|民生实事|中央|省委|市委)*(?:规划|计划|方案|纲要|要点|报告|预算|决算|任务|清单|台账|指标|一号文件|1号文件|年鉴|公报|《)
        )
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex IsName();

    /// <summary>2030年前碳达峰行动 has its name from the date.</summary>
    [GeneratedRegex("^碳达峰(?:十大|实施|行动|工作|方案)")]
    private static partial Regex PeakAction();
}
