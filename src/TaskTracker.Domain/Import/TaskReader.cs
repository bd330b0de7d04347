using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>The fourth stage: which headings are tasks. A task is a lowest heading with text of its own, in a chapter that says what will be done.</summary>
internal static partial class TaskReader
{
    /// <summary>A longer heading says what will be done even where it has one of the background's words in it.</summary>
    private const int LongestBackgroundTitle = 16;

    /// <summary>A heading that is a whole sentence of at least so many characters says by itself what is to be done.</summary>
    private const int ShortestSentence = 10;

    public static IReadOnlyList<Heading> Tasks(IReadOnlyList<Heading> headings) => [.. headings.Where(h => h.Below.Count == 0 && SaysSomething(h) && !Goals().IsMatch(h.Title) && !h.Outwards.Any(IsBackground))];

    /// <summary>The plan's last chapter, where it is about how the plan is carried out.</summary>
    public static bool IsSafeguard(Heading chapter) => Safeguard().IsMatch(chapter.Title);

    public static string KeyOf(Heading task) => string.Join("/", task.Outwards.Reverse().Select(h => h.Marker?.Number).OfType<string>());

    private static bool SaysSomething(Heading heading) =>
        heading.OwnText.Length > 0 || (heading.Title.Length >= ShortestSentence && heading.EndsSentence);

    public static bool IsBackground(Heading heading)
    {
        var title = Period().Replace(heading.Title, "");
        return title.Length <= LongestBackgroundTitle && Background().IsMatch(title) && !Doing().IsMatch(title);
    }

    [GeneratedRegex("背景|形势|现状|回顾|成就|成效|成绩|机遇|挑战|(?:发展|现有|工作|现实|规划|建设)基础$|发展环境|(?:主要|存在的?|突出)(?:的)?问题|^短板|基本情况|(?:重要|重大)意义|总体(?:要求|思路|目标|原则)|总体考虑|指导思想|(?:基本|规划|工作|编制|实施|遵循)(?:的)?原则|(?:发展|规划|主要|工作|具体|阶段性?|预期|奋斗|建设|行动|总)目标$|(?:发展|规划|主要|工作|总体|具体|阶段性?)目标(?:和|与|及|、)(?:.{0,4}指标|.{0,6}原则|.{0,6}思路)|发展思路|工作思路|基本思路|目标(?:和|与|及|、)指标|(?:编制|规划|制定)(?:依据|说明|过程)|(?:规划|适用|评价|实施)(?:范围|期限|对象)|(?:发展|战略|功能|总体)定位$|名词解释|填表说明|^说明$|^注释$|术语|指标解释|^附则$|^附录|^总则$|^前言$|^引言$|^序言$|(?:主要|核心|发展)指标$|指标体系$|^愿景|远景(?:目标|展望)$|^目标要求$|^目标$|需求分析|思想和发展目标")]
    private static partial Regex Background();

    /// <summary>A chapter of that name says what is to be reached where nothing stands under it, else what is to be done.</summary>
    [GeneratedRegex("^(?:主要|总体|年度)?(?:目标任务|任务目标)$")]
    private static partial Regex Goals();

    /// <summary>Words by which a heading with a background's word in it says what will be done all the same.</summary>
    [GeneratedRegex("^(?:加强|完善|建立|健全|推进|实施|开展|强化|落实|明确|提升|优化|解决|整改|夯实|分解|构建|打造|做好|抓好)|任务|整治|攻坚")]
    private static partial Regex Doing();

    [GeneratedRegex("[“”‘’\"]?十[二三四五六]五[“”‘’\"]?(?:时期|期间|以来)?")]
    private static partial Regex Period();

    [GeneratedRegex("保障|组织实施|规划实施|实施机制|推进机制|组织领导|监督|考核|评估|工作要求|组织推进|有关要求|落实措施|实施要求|工作措施|推动落实|统筹实施")]
    private static partial Regex Safeguard();
}
