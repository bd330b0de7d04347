using System.Buffers;
using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>What a date governs.</summary>
/// <param name="Text">What is to be reached, as a milestone carries it.</param>
/// <param name="Plain">The wording that measures are looked for in, from <paramref name="MeasuresFrom"/> on.</param>
internal readonly record struct Clause(string Text, string Plain, int MeasuresFrom);

/// <summary>Cuts out of a sentence what one of its dates governs.</summary>
internal static partial class Clauses
{
    public const int LongestText = 120;

    private static readonly SearchValues<char> Delimiters = SearchValues.Create("，；：。！？\n");
    private static readonly SearchValues<char> Commas = SearchValues.Create("，；、：（");
    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create("。！？\n");

    /// <summary>A clause whose beginning lies farther back is taken from there.</summary>
    private const int LongestLead = 200;

    /// <param name="from">The end of the date before this one, or 0.</param>
    /// <param name="next">The start of the next date that is a deadline, or the text's end.</param>
    public static Clause Of(string text, string plain, int start, int end, int from, int next)
    {
        end += end < next && plain[end] == '度' ? 1 : 0;
        var left = StartOf(plain, start, from);
        var right = EndOf(plain, end, next);
        if (plain.AsSpan(left, start - left).LastIndexOfAny('（', '）') is >= 0 and var bracket && plain[left + bracket] == '（')
        {
            return InBracket(text, plain, left, left + bracket, start, end, right, next);
        }

        var (ahead, after) = (plain[left..start], plain[end..right]);
        if (Rise().Match(ahead) is { Success: true } rise && after.StartsWith('的'))
        {
            var risen = rise.Groups["subject"].Value + rise.Groups["verb"].Value + after[1..];
            return new Clause(Tidy(risen), risen, 0);
        }

        var lead = left + LeadLength(ahead);
        var before = plain[left..lead];
        if (before.Length > 0)
        {
            return new Clause(Joined(text[left..lead], text[end..right]), before + after, 0);
        }

        var shares = SharesSentence(plain, left, from);
        if (shares && IsLevel().IsMatch(after) && SubjectBefore(plain, left) is { } subjectBefore)
        {
            return new Clause(Joined(subjectBefore, text[end..right]), subjectBefore + after, 0);
        }

        if (!shares && (IsLevel().IsMatch(after) || Completes().IsMatch(after)) && Before(plain, left, from) is { } previous)
        {
            var subject = plain[previous..(left - 1)];
            return new Clause(Joined(text[previous..(left - 1)] + "，", text[end..right]), subject + "，" + after, subject.Length);
        }

        if (Tidy(text[end..right]) is { Length: > 1 } own)
        {
            return new Clause(own, after, 0);
        }

        return Before(plain, left, from) is { } alone && !OnlyLead().IsMatch(plain[alone..(left - 1)])
            ? new Clause(Tidy(text[alone..(left - 1)]), plain[alone..(left - 1)], 0)
            : new Clause("", "", 0);
    }

    /// <summary>（2023年底前完成） dates what stands before the bracket.</summary>
    private static Clause InBracket(string text, string plain, int left, int bracket, int start, int end, int right, int next)
    {
        var close = plain.AsSpan(end, right - end).IndexOf('）') is >= 0 and var at ? end + at : right;
        if (close + 1 < plain.Length && close < next && plain[close + 1] == '：')
        {
            var stage = EndOf(plain, close + 2, Math.Max(next, close + 2));
            return new Clause(Tidy(text[(close + 2)..stage]), plain[(close + 2)..stage], 0);
        }

        var own = plain[(bracket + 1 + LeadLength(plain[(bracket + 1)..start]))..start] is var lead && lead.Length > 1 && close - end <= 1 ? lead : plain[end..close];
        return bracket - left > 1
            ? new Clause(Tidy(text[left..bracket]), plain[left..bracket].TrimStart('）', '、'), 0)
            : new Clause(Tidy(own), own, 0);
    }

    /// <summary>The first clause of a text, for a date that stands alone.</summary>
    public static string First(string text) =>
        text.Split(['。', '；', '\n'], StringSplitOptions.RemoveEmptyEntries).Take(LongestText).Select(Tidy).FirstOrDefault(t => t.Length > 1) ?? Tidy(text);

    public static string Join(IEnumerable<string> texts) =>
        texts.Distinct().Aggregate("", (all, one) => all.Length == 0 ? one : all.Length + 1 + one.Length <= LongestText ? $"{all}；{one}" : all);

    private static bool SharesSentence(string plain, int left, int from) =>
        from > 0 && left >= from && left - from <= LongestLead && plain.AsSpan(from, left - from).IndexOfAny(SentenceEnds) < 0;

    /// <summary>企业2023年达到18家，2025年达到40家: the second number is of what the first one is of.</summary>
    private static string? SubjectBefore(string plain, int left)
    {
        var sentence = Math.Max(0, left - LongestLead);
        sentence += plain.AsSpan(sentence, left - sentence).LastIndexOfAny(SentenceEnds) + 1;
        return Measures.In(plain[sentence..left]).LastOrDefault()?.Subject;
    }

    private static int? Before(string plain, int left, int from)
    {
        if (left < 2 || plain[left - 1] is not ('，' or '：') || left - 1 <= from)
        {
            return null;
        }

        var start = StartOf(plain, left - 1, from);
        return left - 1 - start > 1 && !plain.AsSpan(start, left - 1 - start).Contains('已') ? start : null;
    }

    private static int EndOf(string plain, int end, int next)
    {
        var sentence = plain.AsSpan(end, next - end).IndexOfAny(SentenceEnds);
        if (sentence >= 0)
        {
            return end + sentence;
        }

        // The next date's own clause begins behind the last semicolon before it, else behind the last comma.
        var tail = Math.Max(end, next - LongestLead);
        var before = plain.AsSpan(tail, next - tail);
        return next == plain.Length ? next
            : before.LastIndexOf('；') is >= 0 and var semicolon ? tail + semicolon
            : before.LastIndexOfAny(Commas) is >= 0 and var comma ? tail + comma
            : next;
    }

    private static int StartOf(string plain, int before, int from)
    {
        var earliest = Math.Max(from, before - LongestLead);
        return earliest + plain.AsSpan(earliest, before - earliest).LastIndexOfAny(Delimiters) + 1;
    }

    private static int LeadLength(string lead)
    {
        var trimmed = lead.TrimEnd(' ', '“');
        while (LeadsToDate().Match(trimmed) is { Success: true } match)
        {
            trimmed = trimmed[..match.Index].TrimEnd(' ', '（');
        }

        return OnlyLead().IsMatch(trimmed) ? 0 : trimmed.Length;
    }

    private static string Joined(string before, string after) => Tidy(before.TrimEnd() + after.TrimStart(' ', '，', ',', '、'));

    private static string Tidy(string text)
    {
        var tidy = Spaces().Replace(text.Length > 2 * LongestText ? text[..(2 * LongestText)] : text, "").TrimStart('，', ',', '、', '：', ':', '；', ';', '）', ')', '”', '。', '—');
        if (tidy.Length > LongestText)
        {
            var comma = tidy.LastIndexOfAny(['，', ',', '；', ';'], LongestText);
            var cut = comma > LongestText / 3 ? comma : tidy.LastIndexOf('、', LongestText);
            tidy = tidy[..(cut > 0 ? cut : LongestText)];
        }

        tidy = tidy.TrimEnd('，', ',', '、', '：', ':', '；', ';', '（', '(', '。', '—');
        tidy = tidy.StartsWith('“') && !tidy.Contains('”', StringComparison.Ordinal) ? tidy[1..] : tidy;
        return Unfinished().Replace(tidy, "");
    }

    [GeneratedRegex("(?:到|至|于|在|用|利用|通过|经过|并|且|将|拟|应|须|力争|争取|确保|计划|预计|务必|原则上|目标|最迟|不迟于|20\\d\\d\\s?年?(?:\\d{1,2}月)?[—至到]{1,2}|\\d{1,2}月?[—至到]{1,2}|截[至止]|分别|其中|展望|最晚|自|从)$")]
    private static partial Regex LeadsToDate();

    /// <summary>What may stand before a date and still leave all that is to be reached behind it.</summary>
    [GeneratedRegex(@"^\s*(?:(?:[、和及]|其中|并|且|同时|力争|全[省市区县旗镇乡]|我[省市区县]|[（(]?[一二三四五六七八九十\d]{1,2}[）).、]?|完成时[限间]|整改时限|时限要求|时间节点|截止时间|完成期限|工作目标|目标|第[一二三四]阶段)[：:]?)*\s*$")]
    private static partial Regex OnlyLead();

    /// <summary>城镇化率由2020年的58%提高到.</summary>
    [GeneratedRegex("^(?<subject>[^，。]{1,30})[由从][^，。]{2,20}?(?<verb>(?:提高|提升|增加|增长|扩大|上升|降低|下降|减少|压缩|缩短)[到至])$")]
    private static partial Regex Rise();

    [GeneratedRegex(@"^[，\s]*(?:力争|基本|均|全部|全面|分别|稳步|总体|累计|要|应)*(?:总?面积|比例|占比|数量|总量|总?规模|总?里程|总数)?(?:力争|均)?(?:达到?(?!标)|超过|不低于|不少于|不超过|不高于|提[高升][到至]|增[长加]?[到至]|扩大[到至]|升至|降[低到至]|下降[到至]|减少?[到至]|控制在|保持在|稳定在|突破)")]
    private static partial Regex IsLevel();

    [GeneratedRegex(@"^[，\s]*(?:力争|基本|全部|全面|主体|正式|陆续|实现|要|应)*(?:建成|建设|完成|竣工|投用|投入|使用|通车|开工|完工|运营|交付|启用|验收|封顶|试运行|见效|达标|到位|全?覆盖|清零|销号|办成|办结|落地|并|和|、){1,4}(?=[，。；）\s]|$)")]
    private static partial Regex Completes();

    [GeneratedRegex(@"(?<=[^\x21-\x7e])\s+|\s+(?=[^\x21-\x7e])")]
    private static partial Regex Spaces();

    [GeneratedRegex("(?:并|且|到|力争|其中|，力争|以及|和|及)$")]
    private static partial Regex Unfinished();
}
