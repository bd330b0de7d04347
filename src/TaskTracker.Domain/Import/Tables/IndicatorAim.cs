using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>Whether an indicator is to rise or to stay below a ceiling.</summary>
internal static partial class IndicatorAim
{
    public static IndicatorDirection? Of(PlanIndicator printed, RelativeTarget? relative, decimal? baseline, decimal? target)
    {
        var text = CellText.Bare(printed.Target);
        if (text.Length == 0 || CellText.IsDash(text))
        {
            return null;
        }

        if (relative?.Amount < 0)
        {
            return RelativeChange.IsChangeItself(printed.Name) ? IndicatorDirection.AtLeast : IndicatorDirection.AtMost;
        }

        // 不低于 has 低于 in it, and 不高于 高于.
        if (AtLeast().IsMatch(text))
        {
            return IndicatorDirection.AtLeast;
        }

        if (AtMost().IsMatch(text))
        {
            return RelativeChange.IsChangeItself(printed.Name) && !Limit().IsMatch(text) ? IndicatorDirection.AtLeast : IndicatorDirection.AtMost;
        }

        if (relative?.Amount > 0 || Rise().IsMatch(text))
        {
            return IndicatorDirection.AtLeast;
        }

        // A ceiling may lie above a lucky baseline: no maternal death in the base year, at most 8.2 at the end.
        return IsBurden(printed.Name) || (target < baseline && !IsGood(printed.Name)) ? IndicatorDirection.AtMost : IndicatorDirection.AtLeast;
    }

    /// <summary>What is better when there is less of it.</summary>
    public static bool IsBurden(string name) => Burden().IsMatch(name) && !IsGood(name) && !RelativeChange.IsChangeItself(name);

    /// <summary>What is better when there is more of it, whatever else its name says: 污染地块安全利用率.</summary>
    public static bool IsGood(string name) => Good().IsMatch(name);

    [GeneratedRegex("以上|不低于|不少于|不小于|^(?:[>≥]|高于|大于|超过|多于|至少)")]
    private static partial Regex AtLeast();

    [GeneratedRegex("以下|以内|之内|^[<≤]|低于|少于|小于|不高于|不超过|不大于|不多于|控制在|不满|不足|降|减少|压减|削减|缩|动态清零|零增长|负增长")]
    private static partial Regex AtMost();

    [GeneratedRegex("以下|以内|之内|^[<≤]|控制在|不超过|不高于")]
    private static partial Regex Limit();

    [GeneratedRegex("提高|提升|增长|增加|上升|扩大|延长")]
    private static partial Regex Rise();

    [GeneratedRegex(@"死亡|近视率|吸烟率|发病|患病率|患龋|龋患|感染率|肥胖|超重|个人卫生支出|自付|自费|负担|能耗|能源消耗|能源消费|电耗|水耗|用水量|用水总量|排放|碳强度|浓度|PM|颗粒物|劣[ⅤV五]|污染|事故|伤亡|受灾|失业率|犯罪|发案|案件|投诉|信访|不良|超标|漏损|恩格尔|辍学率|失学|大班额|贫困|负债|赤字|债务率|平均住院日|药占比|抗菌药物|等待时间|等候时间|救助时间|办理时[间限]|审批时间|响应时间|次均|费用|化肥|农药|空编率|空置率|流失率|差距|收入(?:之)?比|收入倍差|出生缺陷|剖宫产|早产|火灾|损失|拥堵|延误|违法|重伤|缺陷率|返贫|隐患数|失能|生师比")]
    private static partial Regex Burden();

    [GeneratedRegex(@"(?:达标|合格|管理|治疗|处理|处置|办结|结案|满意|控制|完成|覆盖|监测|登记|优良|利用|回收|回用|知晓|救治|救助|规范|收集|治理|检出|报告|普及|普惠|保障|接种|筛查|入园|入学|升学|巩固|签约|就诊|参保|就业|安置|修复|整改|净化|消除|报销|支付|化解|调解|建档|破获|破案)(?:率|比例|比率|占比|人数|覆盖面)(?:[（(].{1,8}[）)])?$|优良天数|好于|优于|减排量|节约|节能")]
    private static partial Regex Good();
}
