using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>Reads one number with what stands before and behind it.</summary>
internal static partial class MeasureReader
{
    private const int EarliestYear = 1900;

    private static readonly HashSet<string> Timespans = ["岁", "年", "天", "日", "周", "小时", "分钟", "秒", "级", "个月", "个工作日", "倍", "号", "点", "分", "度", "%", "‰", "个百分点"];

    /// <param name="lead">The clause up to the number.</param>
    /// <param name="rest">What follows the number.</param>
    /// <param name="previous">The clause before, which may name the subject.</param>
    public static IEnumerable<Measure> Read(PrintedNumber number, string lead, string rest, string previous)
    {
        if (Past().IsMatch(lead) || (number.Unit == "年" && number.Value > EarliestYear))
        {
            return [];
        }

        var before = Adverbs().Replace(lead.TrimEnd(' '), "").TrimEnd(' ');
        var comparator = Comparator().Match(before);
        var free = comparator.Success ? before[..comparator.Index].TrimEnd(' ') : before;
        var verb = Level().Match(free);
        if (verb.Success)
        {
            return IsStandard(number, rest) || (verb.Value == "为" && !Ends().IsMatch(rest)) ? [] : Levels(number, free[..verb.Index], verb.Value, comparator.Value, rest, previous);
        }

        if (number.Ratio || Change().IsMatch(free) || number.Unit == "个百分点")
        {
            return [];
        }

        if (Towards().Match(free) is { Success: true } towards && number.Unit.Length > 0)
        {
            var direction = towards.Groups["verb"].Value;
            return One(MeasureSubject.Of(towards.Groups["subject"].Value, ""), OperatorOf(direction, comparator.Value, number.Bound, ""), number);
        }

        if (number.Unit != "%" && IsQualifier().IsMatch(rest))
        {
            return [];
        }

        if (number.Unit is "%" && Share(number, free, comparator.Value, rest) is { } share)
        {
            return [share];
        }

        if (number.Unit.Length > 0 && EndsAsQuantity().IsMatch(free) && (comparator.Success || !Timespans.Contains(number.Unit) || number.Unit is "%" or "‰"))
        {
            return IsStandard(number, rest) ? [] : Levels(number, free, "", comparator.Value, rest, previous);
        }

        if (Deed(number, free, comparator.Value, rest) is { } deed)
        {
            return [deed];
        }

        return comparator.Success && number.Unit.Length > 0 && !ComparesDeed().IsMatch(comparator.Value) && !IsStandard(number, rest)
            ? Levels(number, free, "", comparator.Value, rest, previous)
            : [];
    }

    private static IEnumerable<Measure> Levels(PrintedNumber number, string lead, string verb, string comparator, string rest, string previous)
    {
        if (number.Unit.Length == 0 && !number.Ratio && char.IsLetter(rest.FirstOrDefault()))
        {
            return [];
        }

        var subject = MeasureSubject.Of(lead, previous);
        var op = OperatorOf(verb, comparator, number.Bound, subject);
        return lead.TrimEnd(' ').EndsWith("分别", StringComparison.Ordinal) && subject.Length > 1
            ? MeasureSubject.Shared(subject, number, rest, op)
            : One(subject, op, number);
    }

    /// <summary>60%以上的村建成书屋, 至少40%为电动车, 设施100%达标.</summary>
    private static Measure? Share(PrintedNumber number, string lead, string comparator, string rest)
    {
        var op = OperatorOf("", comparator, number.Bound, "");
        if (Of().Match(rest) is { Success: true } of && !Goal().IsMatch(of.Groups["noun"].Value))
        {
            var (noun, deed) = (of.Groups["noun"].Value, of.Groups["deed"].Value);
            return Valid(noun.EndsWith("比例", StringComparison.Ordinal) ? noun : deed.Length > 0 ? $"{deed}的{noun}比例" : $"{noun}比例", op, number);
        }

        if (Are().Match(rest) is { Success: true } are)
        {
            return Valid($"{are.Groups["noun"].Value}占比", op, number);
        }

        return Attained().Match(rest) is { Success: true } attained ? Valid(MeasureSubject.Of(lead, "") + attained.Groups["verb"].Value + "率", op, number) : null;
    }

    /// <summary>建成5个以上示范社区, 培训护理员2000人次, 不少于2家企业. What only has a verb (投用4所) has no subject.</summary>
    private static Measure? Deed(PrintedNumber number, string lead, string comparator, string rest)
    {
        if (number.Unit.Length == 0 || Timespans.Contains(number.Unit) || (number is { Spelled: true, Value: 1 } && comparator.Length + number.Bound.Length == 0))
        {
            return null;
        }

        var op = OperatorOf("", comparator, number.Bound, "");
        var doing = Doing().Match(lead);
        var isLed = comparator.Length > 0 || doing.Success || (lead.Length == 0 && number.Bound.Length > 0);
        if (isLed && Noun().Match(rest) is { Success: true } noun)
        {
            return Valid(Telling(doing.Groups["verb"].Value) + noun.Value.Trim(' ', '的'), op, number);
        }

        return (!number.Spelled || comparator.Length > 0) && DoingNoun().Match(lead) is { Success: true } done && EndsHere().IsMatch(rest)
            ? Valid(Telling(done.Groups["verb"].Value) + done.Groups["noun"].Value, op, number)
            : null;
    }

    /// <summary>What is scrapped or newly added is another number than what there is; what is built is counted as it stands.</summary>
    private static string Telling(string verb) => Building().IsMatch(verb) ? "" : verb;

    /// <summary>达到三级医院标准 names a standard, 达到三级以上 a level.</summary>
    private static bool IsStandard(PrintedNumber number, string rest) =>
        (number.Unit is "级" or "类" && (number.Bound.Length == 0 ? !Ends().IsMatch(rest) : rest.StartsWith("标准", StringComparison.Ordinal)))
        || number is { Spelled: true, Unit: "" }
        || number is { Spelled: true, Value: 1, Bound: "" };

    /// <summary>以上, 以下 and 以内 include the number; 超过, 不足 and 不满 exclude it (民法典 第1259条).</summary>
    private static string OperatorOf(string verb, string comparator, string bound, string subject) => bound switch
    {
        "以上" or "及以上" => ">=",
        "以下" or "及以下" or "以内" or "之内" or "内" => "<=",
        _ when AtLeast().IsMatch(comparator) => ">=",
        _ when AtMost().IsMatch(comparator) => "<=",
        _ when More().IsMatch(comparator) => ">",
        _ when comparator.Length > 0 => "<",
        _ when Falls().IsMatch(verb) || (!Rises().IsMatch(verb) && Burden().IsMatch(subject)) => "<=",
        _ => ">=",
    };

    private static IEnumerable<Measure> One(string subject, string op, PrintedNumber number) =>
        Valid(subject, op, number) is { } measure ? [measure] : [];

    private static Measure? Valid(string subject, string op, PrintedNumber number) =>
        subject.Length < 2 ? null : new Measure(subject, op, op is "<=" or "<" ? number.Upper ?? number.Value : number.Value, number.Unit);

    [GeneratedRegex("已(?:经|建|完|累|有|达|实|培|改|新|成|形|接|安|引|投|覆)|曾|同比")]
    private static partial Regex Past();

    [GeneratedRegex("(?:约|大约|近|总计|合计|共|共计|分别|均|都|累计|目标|每年|年均)$")]
    private static partial Regex Adverbs();

    [GeneratedRegex("(?:不得?低于|不得?少于|不得?小于|不得?高于|不得?超过|不得?大于|不得?多于|不得?突破|≥|≤|>=|<=|[＞>＜<]|超过|高于|大于|多于|突破|低于|少于|小于|不足|不满|(?:至少|最少|最多|至多)(?:应?(?:有|设有|配备|设置|设立|建立|建成|建设|新建|安排|开展|创建|打造|配置|培育|培育壮大|培养|完成))?)$")]
    private static partial Regex Comparator();

    [GeneratedRegex("^(?:不得?(?:低|少|小)于|≥|>=|至少|最少)")]
    private static partial Regex AtLeast();

    [GeneratedRegex("^(?:不得?(?:高于|超过|大于|多于|突破)|≤|<=|最多|至多)")]
    private static partial Regex AtMost();

    [GeneratedRegex("^(?:[＞>]|超过|高于|大于|多于|突破)$")]
    private static partial Regex More();

    [GeneratedRegex("(?:(?:提高|提升|增长|增加|扩大|上升|恢复|拓展|延伸|扩充|降低|下降|减少|压减|压缩|缩短|缩小|精简|放宽)(?:到|至)|[升增提扩降减缩压][到至]|达到?|控制(?:在|到)|(?:保持|稳定|维持|巩固|压缩|压减|缩短|集中)在|(?<![不始终])保持|(?<![成作认以行视评转变列纳定设称分])为|覆盖(?!率)|惠及)$")]
    private static partial Regex Level();

    [GeneratedRegex("^(?:降|减|缩|压|下降|减少|压减|压缩|缩短|缩小|精简|控制)")]
    private static partial Regex Falls();

    [GeneratedRegex("^(?:提|升|增|扩|上升|恢复|拓展|延伸)")]
    private static partial Regex Rises();

    [GeneratedRegex("(?<!新)(?:增长|增加|提高|提升|下降|降低|减少|压减|缩短|递增|递减|上升|扩大|增幅|降幅|延长|节约|年增)(?:了)?$")]
    private static partial Regex Change();

    /// <summary>将路面完好率提高到, 提高路面完好率到.</summary>
    [GeneratedRegex("(?<verb>提高|提升|增加|扩大|降低|减少|压缩|压减|缩短|控制|延长)(?<subject>[^，。]{2,30})(?:到|至)$")]
    private static partial Regex Towards();

    [GeneratedRegex("(?:[率数量比]|比例|比重|占比|面积|里程|规模|总额|水平|密度|收入|投入|产值|增加值|长度|半径|距离|容量|人口|装机)$")]
    private static partial Regex EndsAsQuantity();

    [GeneratedRegex("^\\s?的(?<noun>[^，。；、]{1,20}?)(?:(?:全部|普遍|均|能够|能|可)*(?<deed>(?:建成|建有|建立|具备|达到|实现|完成|设置|设立|提供|开展|配备|开设|拥有|纳入|参加|通过|创建|使用|接入|安装|配套|获得|成为)[^，。；]{1,30}))?(?=[，。；]|$)")]
    private static partial Regex Of();

    /// <summary>工龄不足5年的职工: the number tells which of them.</summary>
    [GeneratedRegex("^\\s?的(?!目标|水平|标准|要求|任务)")]
    private static partial Regex IsQualifier();

    [GeneratedRegex("^(?:目标|水平|标准|要求|比例|比重|增速|速度|幅度|任务)")]
    private static partial Regex Goal();

    [GeneratedRegex("^\\s?(?:应|须)?[为是](?<noun>[^，。；]{2,20}?)(?=[，。；]|$)")]
    private static partial Regex Are();

    [GeneratedRegex("^\\s?(?<verb>达标|覆盖|合格|完成|入网|上线|开通|普及|备案|持证|办结|公开|整改|落实|配备|接入|规范)(?:到位)?(?=[，。；、]|$)")]
    private static partial Regex Attained();

    [GeneratedRegex("(?<verb>新建|新增|新设|新开|新装|新培育|新建成|建成|建设|改建|扩建|改扩建|新改建|新改扩建|改造|培育|培养|培训|创建|打造|引进|引入|完成|设置|设立|配备|配置|布局|发展|建立|组建|认定|评选|遴选|选派|选树|招聘|招录|举办|开通|开设|整治|修复|治理|修建|制定|出台|发布|种植|栽植|营造|绿化|拆除|淘汰|关停|搬迁|安置|筹集|供应|投放|安装|更换|加装|打通|通车|争取|争创|获评|孵化|落地|签约|盘活|消化|化解|处置|流转|派驻|拜访|惠及|带动|吸纳|救助|清淤|疏浚|清理|汇聚|归集|兑现|提供|推出|增设|规划建设|保护|挂牌保护|修缮|入库|接入|回收|储备|收储|建有)(?:了)?(?:剩余|其余|首批|[^，。；]{2,24}的)?$")]
    private static partial Regex Doing();

    [GeneratedRegex("(?<verb>新建|新增|新设|新开|新装|新培育|新建成|建成|建设|改建|扩建|改扩建|新改建|新改扩建|改造|培育|培养|培训|创建|打造|引进|引入|完成|设置|设立|配备|配置|布局|发展|建立|组建|认定|评选|遴选|选派|选树|招聘|招录|举办|开通|开设|整治|修复|治理|修建|制定|出台|发布|种植|栽植|营造|绿化|拆除|淘汰|关停|搬迁|安置|筹集|供应|投放|安装|更换|加装|打通|通车|争取|争创|获评|孵化|落地|签约|盘活|消化|化解|处置|流转|派驻|拜访|惠及|带动|吸纳|救助|清淤|疏浚|清理|汇聚|归集|兑现|提供|推出|增设|规划建设|保护|挂牌保护|修缮|入库|接入|回收|储备|收储|建有|开展)(?:达到)?(?<noun>[^，。；、0-9的]{2,24}?)(?:达|共|总数达?)?$")]
    private static partial Regex DoingNoun();

    [GeneratedRegex("^(?:新?建成|建设|完成|打造|创建|建立|建有|设置|设立|配备|配置|组建|提供|开展|争取|规划建设)$")]
    private static partial Regex Building();

    [GeneratedRegex("(?:有|配备|设置|设立|建立|建成|建设|新建|安排|开展|创建|打造|配置|培育|培育壮大|培养|完成)$")]
    private static partial Regex ComparesDeed();

    [GeneratedRegex("^\\s?的?(?<noun>[^，。；、：（）”0-9\\s][^，。；、：（0-9\\s]{0,30}?(?:（[^（）]{1,12}）[^，。；、：（0-9\\s]{1,20}?)?)(?=[，。；、：（）\\s]|并|以及|[和及](?=[0-9])|$)")]
    private static partial Regex Noun();

    [GeneratedRegex("^\\s?(?:的?目标|标准)?(?=[，。；、）（\\n]|$|以上|和|及)")]
    private static partial Regex EndsHere();

    [GeneratedRegex("^\\s?(?=[，。；、）（\\n]|$)")]
    private static partial Regex Ends();

    [GeneratedRegex("死亡率|发病率|患病率|近视率|吸烟率|肥胖率|贫血|能耗|耗水|用水量|排放|浓度|强度|辍学率|空编率|事故|负担|个人卫生支出|失业率|漏损|半径(?!.*率)|时限|时长|办理时间|住院日|投诉|差错|误差|返贫|流失率|撂荒")]
    private static partial Regex Burden();
}
