using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>Finds the duties that come back. A rate of change, a statistic, a payment and a report on progress are none.</summary>
internal static partial class RecurringDuties
{
    /// <summary>No word that turns a cadence into something else stands farther from it.</summary>
    private const int Reach = 30;

    private static readonly (RecurringDuty Duty, Regex Pattern)[] Cadences =
    [
        (RecurringDuty.Monthly, Monthly()),
        (RecurringDuty.Quarterly, Quarterly()),
        (RecurringDuty.HalfYearly, HalfYearly()),
        (RecurringDuty.Yearly, Yearly()),
    ];

    public static IReadOnlyList<RecurringDuty> In(string taskText)
    {
        var plain = PlainWording.Of(taskText);
        return [.. Cadences.Where(c => IsDuty(c.Pattern, plain)).Select(c => c.Duty)];
    }

    private static bool IsDuty(Regex cadence, string plain)
    {
        for (var match = cadence.Match(plain); match.Success; match = match.NextMatch())
        {
            var before = plain[Math.Max(0, match.Index - Reach)..match.Index];
            var end = match.Index + match.Length;
            var after = plain[end..Math.Min(plain.Length, end + Reach)];
            if (!NoDuty().IsMatch(after) && !(match.Value.StartsWith("年度", StringComparison.Ordinal) && Founding().IsMatch(before) && Founded().IsMatch(after)) && !NotBefore().IsMatch(before) && !(PerHead().IsMatch(before) && Money().IsMatch(after)) && !(ReportVerb().IsMatch(after) && ReportNoun().IsMatch(after)))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex("(?:每个?月|按月)(?!(?:足额|定期|按时)?(?:发放|支付|缴纳|缴存|领取|结算|预付|拨付|兑现|收取|扣除))|逐月|一?月一(?=[\u4e00-\u9fff])|(?<![\\d一二三四五六七八九十每个按逐])月(?:度)?(?:调度|通报|例会|督查|督导|会商|检查|抽查|分析|研判|排名|推进会|点评|巡查|考核|总结)")]
    private static partial Regex Monthly();

    [GeneratedRegex("每个?季(?!节)度?|[按分逐]季度?|一季度?一(?=[\u4e00-\u9fff])|(?<![一二三四\\d每个按逐])季(?:度)?(?:调度|通报|例会|督查|督导|会商|检查|抽查|分析|研判|排名|推进会|点评|巡查|考核|总结|评估|监测)")]
    private static partial Regex Quarterly();

    [GeneratedRegex("每半年|[按逐]半年|半年一(?=[\u4e00-\u9fff])|每个?学期|(?<![上下每按])半年(?:度)?(?:调度|通报|例会|督查|督导|检查|分析|考核|总结|评估|评价|监测)")]
    private static partial Regex HalfYearly();

    [GeneratedRegex("每个?(?:学年|年度|年)|按年度?(?=[\u4e00-\u9fff])|一年一(?=[\u4e00-\u9fff])|年终总?(?:考核|总结|评估|评价|述职)|(?<![\\d每按去当半])年度?(?:目标)?(?:动态|跟踪|绩效|专项|综合)?(?:监测|评估|考核|总结|评价|审计|体检|检修|检查|督查|复核|普查)(?!体系|制度|办法|指标|结果|内容|目标|方案|计划|报告制|合格|优秀|等次|[指要]|成绩)")]
    private static partial Regex Yearly();

    [GeneratedRegex("""
        ^(?:龄|薪|租金?|均|经|报告制度|检?报告(?=[》”])|
            (?:约|大约|平均|近|有|因|死|新发|产生|损失|人均|新增财力|财政收入|能|可|都|将?为[^，。]{0,8}(?:节约|节省|减少))
          | [^，。；]{0,14}(?:人数|次数|总量|数量)(?:约|为|达|超|在|控制)
          | (?:以|按|按照)?[^，。；0-9]{0,14}(?:提高|提升|增长|增加|递增|递减|降低|下降|减少|压减|上升|增速|增幅|降幅|改善)[^，。；0-9]{0,6}[0-9]
          | (?:以|按照?)?[0-9.]{1,6}%[^，。；]{0,4}(?:的)?(?:速度|增速|增幅|比例|幅度)
          | (?:稳步|逐步|持续|均|都|有所?)?(?:提高|提升|增长|增加|递增|下降|降低|减少|扩大|改善|加大)
          | (?:补贴|补助|奖励|给予)[^，。；0-9]{0,8}[0-9.]{1,8}万?元
          | (?:工资|收入|租金|养老金)
          | [^，。；]{0,12}的(?:速度|增速|平均)
        )
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex NoDuty();

    [GeneratedRegex("(?:制定|编制|分解为|分解到|完成|近几?|多|同比|往|以)$|(?:纳入|列入|计入)[^，。；]{0,12}$")]
    private static partial Regex NotBefore();

    /// <summary>建立年度监测制度 is done once.</summary>
    [GeneratedRegex("(?:建立|健全|完善|构建|形成)[^，。；0-9]{0,12}$")]
    private static partial Regex Founding();

    [GeneratedRegex("^[^，。；]{0,16}(?:制度|机制|体系|办法)")]
    private static partial Regex Founded();

    /// <summary>每生每年900元 is what something costs.</summary>
    [GeneratedRegex("(?:每(?:人|生|户|名|亩|所|村|床|班|平方米)|元/[^，。；]{1,4})$")]
    private static partial Regex PerHead();

    [GeneratedRegex(@"^(?:不低于|不少于|不超过|至少|补助|补贴|约|给予)?\s?\d{1,8}(?:\.\d{1,3})?\s?万?元")]
    private static partial Regex Money();

    /// <summary>How often progress is reported is a setting of the ledger, not a duty of the plan.</summary>
    [GeneratedRegex(@"^[^。；，]{0,20}(?:报送|上报|填报|报告|报至|报市|报县|报区|报省|更新)")]
    private static partial Regex ReportVerb();

    [GeneratedRegex("(?:进展|进度|完成情况|落实情况|推进情况|工作情况|实施情况|台账|报表|信息)")]
    private static partial Regex ReportNoun();
}
