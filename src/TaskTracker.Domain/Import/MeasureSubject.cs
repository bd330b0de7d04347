using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>What a number is of, without the verbs, places and adverbs around it.</summary>
internal static partial class MeasureSubject
{
    private const int Longest = 40;

    /// <summary>A longer part of a list is a clause of its own.</summary>
    private const int LongestPart = 12;

    /// <param name="lead">The clause up to the verb.</param>
    /// <param name="previous">The clause before, for 居民素养水平不断提高，2025年达到30%.</param>
    public static string Of(string lead, string previous)
    {
        var subject = Clean(lead);
        if (subject.Length < 2)
        {
            subject = Clean(previous);
        }
        else if (Generic().IsMatch(subject) && Clean(previous) is { Length: > 1 } whose)
        {
            subject = Developing().Replace(whose, "") + subject;
        }

        return subject.Length > Longest ? subject[^Longest..] : subject;
    }

    /// <summary>甲率、乙率分别达到98%、90%以上: a number for each; one where the words don't part so.</summary>
    public static IEnumerable<Measure> Shared(string subject, PrintedNumber number, string rest, string op)
    {
        var more = Further().Match(rest);
        var parts = Splits().Split(subject);
        var values = more.Groups["value"].Captures.Select(c => ChineseNumber.Read(c.Value)!.Value).Prepend(number.Value).ToList();
        var bound = more.Groups["bound"].Success ? more.Groups["bound"].Value : number.Bound;
        var shared = bound.EndsWith("以上", StringComparison.Ordinal) ? ">=" : bound.Length > 0 && bound != "左右" ? "<=" : op;
        if (!more.Success || parts.Length != values.Count)
        {
            yield return new Measure(subject, op, number.Value, number.Unit);
            yield break;
        }

        var kind = Kind().Match(parts[^1]).Value;
        for (var i = 0; i < parts.Length; i++)
        {
            yield return new Measure(Kind().IsMatch(parts[i]) ? parts[i] : parts[i] + kind, shared, values[i], number.Unit);
        }
    }

    private static string Clean(string lead)
    {
        var subject = lead[(lead.LastIndexOfAny([PlainWording.Blank, '》']) + 1)..].Trim(' ', '、');
        subject = Trimmed(subject, Trailing());
        subject = OwnPart(subject);
        if (Pivot().Match(subject) is { Success: true } pivot && subject.Length - pivot.Index - pivot.Length >= 2)
        {
            subject = subject[(pivot.Index + pivot.Length)..];
        }

        subject = Trimmed(subject, Leading());
        return Trimmed(subject, Trailing()).Trim(' ', '、', '的');
    }

    private static string Trimmed(string subject, Regex ends)
    {
        while (ends.Match(subject) is { Success: true, Length: > 0 } match && subject.Length - match.Length >= 2)
        {
            subject = subject.Remove(match.Index, match.Length);
        }

        return subject.Length > 0 && ends.Match(subject) is { Success: true } all && all.Length == subject.Length ? "" : subject;
    }

    /// <summary>Of 建成书屋、路面完好率 the last part is the subject, of 管理率、治疗率 both are.</summary>
    private static string OwnPart(string subject)
    {
        var start = subject.Length;
        for (var end = subject.Length; start > 0; end = start - 1)
        {
            var comma = CommaBefore(subject, end);
            var part = subject[(comma + 1)..end];
            var belongs = end == subject.Length || (!IsDeed().IsMatch(part) && (part.Length <= LongestPart || Kind().IsMatch(part)));
            if (!belongs)
            {
                break;
            }

            start = comma + 1;
        }

        return subject[start..];
    }

    /// <summary>The last 、 before a place that stands in no bracket.</summary>
    private static int CommaBefore(string subject, int end)
    {
        var depth = 0;
        for (var i = end - 1; i >= 0; i--)
        {
            depth += subject[i] switch { '）' => 1, '（' => -1, _ => 0 };
            if (subject[i] == '、' && depth <= 0)
            {
                return i;
            }
        }

        return -1;
    }

    [GeneratedRegex(@"^[、和与及]\s?(?:(?<value>\d{1,12}(?:\.\d{1,6})?)\s?[%‰个名人张所家处]{0,2}[、和与及]?\s?){1,6}(?<bound>以上|以下|以内|左右)?")]
    private static partial Regex Further();

    [GeneratedRegex("^(?:总|建设|种植|养殖|覆盖|建筑|占地)?(?:面积|比例|占比|比重|数量|总量|规模|里程|总数|人数|产值|产量|覆盖率|完成率|达标率|使用率)$")]
    private static partial Regex Generic();

    [GeneratedRegex("^(?:发展|推广|建设|实施|开展|推进|推动|加快)")]
    private static partial Regex Developing();

    [GeneratedRegex("、|和|与|以及")]
    private static partial Regex Splits();

    [GeneratedRegex("(?:占比|比例|比重|率|数|量|水平|面积)$")]
    private static partial Regex Kind();

    [GeneratedRegex("[0-9]|建成|完成|实现|开展|推进|达到|加强|完善|全部|覆盖$|应[收管治]")]
    private static partial Regex IsDeed();

    [GeneratedRegex("(?:达到以[^，。]{1,12}为单位的?|使得?(?!用)|将|把(?!关)|确保|力争|争取|实现(?!率)|推动|促使|保证)(?!.*(?:使得?(?!用)|将|确保|力争|争取|实现(?!率)|推动))", RegexOptions.RightToLeft)]
    private static partial Regex Pivot();

    [GeneratedRegex("""
        ^(?:到?(?:20\d\d年[底末]?|“?十.五”?末)前?|其中|并且?|且|同时|以及|到|全[省市区县旗镇乡村]|我[省市区县]|本[省市区县]|以[^，。]{1,10}为单位的?
          | 不断|大力|进一步|逐步|逐年|稳步|持续|努力|着力|切实|继续
          | (?:基本|全面|有效|积极|显著|明显|严格|合理)?(?:提高|提升|加强|扩大|降低|增加|加大|保持|控制|改善|落实|做到|推进|健全|完善|加快)(?![率数量水至到])
        )
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Leading();

    [GeneratedRegex("(?:均|都|力争|争取|确保|分别|继续|总体|整体|应当?|要|必?须|需|原则上|稳步|逐步|进一步|持续|努力|基本|普遍|预计|有望|拟|将|也|全部|显著|明显|合计|累计|约|目标|不断(?:提高|提升|增加|扩大|降低|改善)?|大幅|(?:不断|逐年|逐步|稳步|持续|大幅|显著|明显|有效|进一步)(?:提高|提升|增加|扩大|降低|改善|下降|增长|减少|上升)|逐年|实现|已|(?:到|至|于)?20\\d\\d年?[底末]?前?|长期|始终|稳定)$")]
    private static partial Regex Trailing();
}
