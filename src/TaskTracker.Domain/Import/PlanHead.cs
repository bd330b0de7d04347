using System.Globalization;
using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <param name="BodyFrom">The block behind the title.</param>
internal sealed record FoundTitle(string Text, int BodyFrom);

/// <summary>Title, region and period: what stands before the first chapter.</summary>
internal static partial class PlanHead
{
    /// <summary>A title stands among the first blocks, behind a notice a little later.</summary>
    private const int LastBlock = 80;

    private const int LongestTitle = 80;

    /// <summary>A sheet's first rows are its title, its unit and the like.</summary>
    private const int MostTitleRows = 5;

    public static FoundTitle? FindTitle(IReadOnlyList<Block> blocks)
    {
        var head = blocks.Take(LastBlock).ToList();
        var announced = head.OfType<Paragraph>().Where(p => p.Text.Length <= 400).Select(p => Announced().Match(p.Text)).FirstOrDefault(m => m.Success)?.Groups["title"].Value;
        if (announced is not null && Standing(head, announced) is { } standing)
        {
            return standing;
        }

        for (var i = 0; i < head.Count; i++)
        {
            if (Candidate(head, i) is { } found)
            {
                return Notice().IsMatch(found.Text) ? new FoundTitle(Notice().Replace(found.Text, "${title}").Trim('《', '》'), found.BodyFrom) : found;
            }

            if (head[i] is Paragraph { HeadingDepth: null or > 1 } heading && Marker.Of(heading.Text) is { Level: <= MarkerLevel.Bracket })
            {
                break;
            }
        }

        return announced is not null ? new FoundTitle(announced, 0)
            : head.OfType<Paragraph>().Where(p => p.Text.Length <= 2_000).Select(p => Compiled().Match(p.Text)).FirstOrDefault(m => m.Success) is { } compiled ? new FoundTitle(compiled.Groups["title"].Value, 0)
            : null;
    }

    /// <summary>运城市盐湖区 is 盐湖区: the lowest place of the title, else of whoever signs or publishes.</summary>
    public static string Region(string title, IEnumerable<string> head)
    {
        foreach (var text in head.Where(t => t.Length <= 60 && Signed().IsMatch(t)).Prepend(title))
        {
            if (Places().Match(PlacePart(text)) is { Success: true } match && match.Groups["place"].Captures.LastOrDefault(c => !NoPlace().IsMatch(c.Value)) is { } place)
            {
                return place.Value;
            }
        }

        return "";
    }

    /// <summary>2023年甲县关于落实乙省意见的方案 is 甲县's.</summary>
    private static string PlacePart(string text)
    {
        var from = BeforePlace().Match(text).Length;
        return text.IndexOf("关于", from, StringComparison.Ordinal) is > 0 and var about ? text[from..about] : text[from..];
    }

    /// <returns>Null where the texts name no years.</returns>
    public static PlanPeriod? Period(string title, IEnumerable<string> head, IEnumerable<string> texts)
    {
        if (InTitle(title) is { } named)
        {
            return named;
        }

        var all = texts.ToList();
        return all.Select(t => Stated(t)).FirstOrDefault(p => p is not null)
            ?? OneYear(title)
            ?? all.Select(InTitle).FirstOrDefault(p => p is not null)
            ?? head.Reverse().Select(t => Dated().Match(t)).Where(m => m.Success).Select(m => Span(m.Groups["y"].Value, m.Groups["y"].Value)).FirstOrDefault(p => p is not null);
    }

    /// <summary>True for the title of a text that tells what was, e.g. a statistical bulletin.</summary>
    public static bool IsReport(string text) => text.Length <= LongestTitle && Report().IsMatch(text);

    /// <returns>The years that a deadline's cell names, from 2000 on.</returns>
    public static IEnumerable<int> YearsIn(string cell) => AnyYear().Matches(cell).Take(20).Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture));

    private static PlanPeriod? InTitle(string text)
    {
        if (Years().Match(text) is { Success: true } years)
        {
            var last = years.Groups["last"].Value;
            return Span(years.Groups["first"].Value, last.Length == 2 ? "20" + last : last);
        }

        return FiveYears().Match(text) is { Success: true } five && "二三四五六".IndexOf(five.Groups["n"].Value[0], StringComparison.Ordinal) is >= 0 and var n
            ? Span($"{2011 + (5 * n)}", $"{2015 + (5 * n)}")
            : null;
    }

    private static PlanPeriod? Stated(string text) => text.Length <= 2_000 && Term().Match(text) is { Success: true } term ? InTitle(term.Value) : null;

    private static PlanPeriod? OneYear(string title) => Year().Match(title) is { Success: true } year ? Span(year.Groups["y"].Value, year.Groups["y"].Value) : null;

    private static PlanPeriod? Span(string first, string last)
    {
        var (from, to) = (int.Parse(first, CultureInfo.InvariantCulture), int.Parse(last, CultureInfo.InvariantCulture));
        return from > to || from < 1949 || to > 2100 ? null : new PlanPeriod(new DateOnly(from, 1, 1), new DateOnly(to, 12, 31));
    }

    /// <summary>The title of a notice's plan where it stands above the plan, on one line or over several.</summary>
    private static FoundTitle? Standing(List<Block> head, string title)
    {
        for (var i = 0; i < head.Count; i++)
        {
            var joined = "";
            for (var j = i; j < Math.Min(head.Count, i + 4) && head[j] is Paragraph { Text.Length: <= LongestTitle } part; j++)
            {
                joined += part.Text;
                if (Bare(joined) == Bare(title))
                {
                    return new FoundTitle(joined.Trim('《', '》'), j + 1);
                }
            }
        }

        return null;
    }

    private static string Bare(string title) => Marks().Replace(title, "");

    private static FoundTitle? Candidate(List<Block> head, int at)
    {
        if (head[at] is Table { Form: TableForm.Grid } table)
        {
            var inTable = table.Rows.Take(MostTitleRows).TakeWhile(TableShape.IsOneText).Select(r => TitleText(r.First(c => c.Text.Length > 0).Text)).FirstOrDefault(t => t is not null);
            if (inTable is not null)
            {
                return new FoundTitle(inTable, at);
            }
        }

        // A title right above a table has become the table's caption.
        if (head[at] is Table captioned && CaptionTitle([.. captioned.Captions.Reverse()]) is { } caption)
        {
            return new FoundTitle(caption, at);
        }

        if (head[at] is not Paragraph { Text.Length: <= LongestTitle } paragraph)
        {
            return null;
        }

        if (TitleText(paragraph.Text) is { } whole)
        {
            var next = at + 1;
            if (next < head.Count && head[next] is Paragraph { Text.Length: <= 20 } years && Term2().IsMatch(years.Text))
            {
                return new FoundTitle(whole + years.Text, next + 1);
            }

            return at > 0 && head[at - 1] is Paragraph before && BeginsTitle(before.Text, whole) ? new FoundTitle(before.Text + whole, next) : new FoundTitle(whole, next);
        }

        return null;
    }

    private static string? CaptionTitle(List<string> captions)
    {
        for (var i = 0; i < captions.Count; i++)
        {
            if (TitleText(captions[i]) is { } title)
            {
                return i > 0 && BeginsTitle(captions[i - 1], title) ? captions[i - 1] + title : title;
            }
        }

        return null;
    }

    /// <summary>A title that was broken over two lines has its place in the first.</summary>
    private static bool BeginsTitle(string before, string title) =>
        before.Length <= 40 && (Place().IsMatch(before) || (!Places().IsMatch(PlacePart(title)) && Places().IsMatch(PlacePart(before)) && !Broken().IsMatch(before)));

    private static string? TitleText(string text)
    {
        if (Quoted().Match(text) is { Success: true } quoted)
        {
            return quoted.Groups["title"].Value;
        }

        return BareTitle().IsMatch(text) && Marker.Of(text) is null ? text : null;
    }

    private const string Kinds = "规划纲要|规划|方案|计划|纲要|意见|清单|台账|要点|分工方案|任务分工|分工表|分工|分解表|任务分解|分解|措施|责任书|任务书|一览表|任务表|安排表|进度表|推进表|安排|实事|行动|工程|项目表|通报|举措|任务";

    [GeneratedRegex("^《(?<title>[^》]{4,60}(?:" + Kinds + @")(?:[（(][^）)]{1,20}[）)])?)》(?:[^。]{0,12})$")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^(?!首页|当前位置)[^。；：:>/]{4,60}(?:" + Kinds + @")\s{0,2}(?:[（(【\[][^）)】\]]{1,24}[）)】\]]\s{0,2}){0,3}$|^(?:[^。；：:>]{0,20})?(?:关于)?印发《?[^。；：>]{4,60}》?的通知$")]
    private static partial Regex BareTitle();

    [GeneratedRegex("^.{0,20}(?:关于)?印发《?(?<title>[^。；：>]{4,60}?)》?的通知$")]
    private static partial Regex Notice();

    [GeneratedRegex("(?:现将|制定了?|现印发|印发)《(?<title>[^》]{4,80})》[^。]{0,20}(?:印发|给你们|请)")]
    private static partial Regex Announced();

    [GeneratedRegex("(?:编制|制定|印发)(?:本)?《(?<title>[^》]{4,60}(?:规划|方案|计划|纲要))》")]
    private static partial Regex Compiled();

    [GeneratedRegex("^(?:[\u4e00-\u9fff]{1,14}[省市县区旗州镇乡]|[\u4e00-\u9fff]{2,16}(?:人民政府|街道))$")]
    private static partial Regex Place();

    [GeneratedRegex("^(?:(?:中共|关于|印发)*(?<place>[\u4e00-\u9fff]{1,6}?(?:自治[区州县旗]|(?:经济技术|经济|高新技术产业|高新|产业)?开发区|新区|高新区|街道|[省市区县旗州]|镇|乡)))+")]
    private static partial Regex Places();

    [GeneratedRegex("^(?:20\\d\\d(?:[-—–至]20\\d\\d)?年?度?|关于|印发|《)*")]
    private static partial Regex BeforePlace();

    /// <summary>交通强市 and 示范区 are aims, 全市 is whatever city it is.</summary>
    /// <summary>What stands above a title without being part of it: numbers of documents, sentences, senders.</summary>
    [GeneratedRegex("[。；：:，〔号>]|文件$|通知$|办公室$|委员会$|局$|^附件")]
    private static partial Regex Broken();

    [GeneratedRegex("[强全我本各都城名新]市$|(?:强|全|我|本|各|示范|强省|名|大)[省县区]$|^(?:城|社|校|库|灌|景|牧|山|片|园|老旧小|小|街)区$|.(?:示范|先行|试验|实验|功能|保护|聚集|集聚)区$|城镇$|乡镇$|集镇$|特色小镇$|^.?城市$|[建创]设.*|促进|推进|关于|印发|[和与及]|贯彻|落实|实施|推动|加快|全面|深化")]
    private static partial Regex NoPlace();

    [GeneratedRegex("人民政府|政府办|办公室|委员会|管委会|发布机构|^[\u4e00-\u9fff]{2,12}局$")]
    private static partial Regex Signed();

    [GeneratedRegex(@"(?<first>20\d\d)\s{0,2}年?\s{0,2}(?:[-—–－~～]{1,2}|至|到)\s{0,2}(?<last>20\d\d|\d\d(?=\s?年))\s{0,2}年?")]
    private static partial Regex Years();

    [GeneratedRegex(@"^[（(]\s{0,2}20\d\d\s?年?(?:度|\s?(?:[-—–－~～]{1,2}|至|到)\s?\d\d.{0,6})[）)]$")]
    private static partial Regex Term2();

    [GeneratedRegex("(?:规划|实施|行动|方案|计划|本规划)(?:的)?(?:期限|期|时限|周期|时间)(?:为|是|：|:|自).{0,20}20\\d\\d.{0,16}|自20\\d\\d年.{0,4}[至到]20\\d\\d年")]
    private static partial Regex Term();

    [GeneratedRegex(@"(?<y>20\d\d)\s{0,2}年")]
    private static partial Regex Year();

    [GeneratedRegex("(?:公报|年鉴|简报|快报|新闻|报道|综述|会议召开|召开.{0,20}会议|调研|述职报告|工作总结)$")]
    private static partial Regex Report();

    [GeneratedRegex(@"(?<!\d)20\d\d(?!\d)")]
    private static partial Regex AnyYear();

    [GeneratedRegex(@"〔(?<y>20\d\d)〕|^(?<y>20\d\d)年\d{1,2}月\d{1,2}日$|(?<y>20\d\d)-\d{1,2}-\d{1,2}")]
    private static partial Regex Dated();

    [GeneratedRegex("[“\"]?十(?<n>[二三四五六])五[”\"]?")]
    private static partial Regex FiveYears();

    [GeneratedRegex(@"[《》“”""'\s（）()—–\-－]+")]
    private static partial Regex Marks();
}
