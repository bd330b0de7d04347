using System.Globalization;
using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>What a date in a text is written with.</summary>
internal enum DateForm
{
    /// <summary>2025年, 2024年6月底前, 2025.12.31.</summary>
    Year,

    /// <summary>“十四五”末, “十四五”期间, 规划期末.</summary>
    Plan,

    /// <summary>年内, 6月底前, 三季度末: the year has to be known from elsewhere.</summary>
    NoYear,

    /// <summary>三年内, 用两年时间: counted from the period's first day.</summary>
    Span,
}

/// <summary>A date as it is written.</summary>
/// <param name="Start">The first character's place in the text; <paramref name="End"/> is the place after the last.</param>
/// <param name="Marked">True where 底, 末, 内 or 前 says that something is due by then.</param>
/// <param name="Due">The last day that the words cover; null where no such day exists or its year is unknown.</param>
/// <param name="SubYear">True where the words name a part of a year.</param>
internal readonly record struct DateWord(int Start, int End, DateForm Form, bool Marked, bool SubYear, DateOnly? Due, string Printed);

/// <summary>Finds every date in a text, whether it is a deadline or not.</summary>
internal static partial class DateWords
{
    private const int LongestFrom = 20;

    /// <param name="plain">The text as <see cref="PlainWording"/> has it.</param>
    /// <param name="yearOf">The year of a date that names none, where it is known; asked in the order of the dates.</param>
    public static IEnumerable<DateWord> In(string plain, PlanPeriod period, Func<Match, int?> yearOf)
    {
        for (var match = Date().Match(plain); match.Success; match = match.NextMatch())
        {
            var form = match.Groups["plan"].Success ? DateForm.Plan
                : match.Groups["years"].Success ? DateForm.Span
                : match.Groups["year"].Success ? DateForm.Year
                : DateForm.NoYear;
            DateOnly? due = form switch
            {
                DateForm.Plan => PlanEnd(match, period),
                DateForm.Span => SpanEnd(match, plain, period),
                DateForm.Year => DayOf(match, (int)ChineseNumber.Read(match.Groups["year"].Value)!.Value),
                _ => yearOf(match) is { } year ? DayOf(match, match.Groups["word"].Value is "明年" or "来年" ? year + 1 : year) : null,
            };
            yield return new DateWord(match.Index, match.Index + match.Length, form, IsMarked(match), IsPartOfYear(match), due, match.Value.Trim());
        }
    }

    private static bool IsMarked(Match match) =>
        match.Groups["before"].Success || match.Groups["yearEdge"].Success || match.Groups["monthEdge"].Success || match.Groups["quarterEdge"].Success
        || match.Groups["plan"].Value.Contains('末', StringComparison.Ordinal) || match.Groups["word"].Value is "年内" or "年底" or "年末";

    private static bool IsPartOfYear(Match match) => match.Groups["half"].Success || match.Groups["quarter"].Success || match.Groups["month"].Success || match.Groups["term"].Success;

    /// <summary>“十四五” ends in 2025; a five-year plan of another number than the document's own ends five years earlier or later.</summary>
    private static DateOnly? PlanEnd(Match match, PlanPeriod period) =>
        match.Groups["fiveYears"].Success ? new DateOnly(2005 + (5 * (int)ChineseNumber.Read(match.Groups["fiveYears"].Value)!.Value), 12, 31) : period.End;

    private static DateOnly? SpanEnd(Match match, string plain, PlanPeriod period)
    {
        var from = FromYear().Match(plain[Math.Max(0, match.Index - LongestFrom)..match.Index]) is { Success: true } year
            ? new DateOnly(int.Parse(year.Groups[1].Value, CultureInfo.InvariantCulture), 1, 1)
            : period.Start;
        return ChineseNumber.Read(match.Groups["years"].Value) is { } years and > 0 and <= 30 ? from.AddYears((int)years).AddDays(-1) : null;
    }

    private static DateOnly? DayOf(Match match, int year)
    {
        if (year is < 1949 or > 2100)
        {
            return null;
        }

        if (match.Groups["half"].Success)
        {
            return match.Groups["half"].Value == "上" ? new DateOnly(year, 6, 30) : new DateOnly(year, 12, 31);
        }

        if (match.Groups["term"].Success)
        {
            return match.Groups["term"].Value == "春" ? EndOfMonth(year, 2) : EndOfMonth(year, 8);
        }

        if (match.Groups["quarter"].Success)
        {
            return EndOfMonth(year, 3 * (int)ChineseNumber.Read(match.Groups["quarter"].Value)!.Value);
        }

        if (match.Groups["month"].Success)
        {
            return ChineseNumber.Read(match.Groups["month"].Value) is { } month and >= 1 and <= 12 ? DayOfMonth(match, year, (int)month) : null;
        }

        return match.Groups["yearEdge"].Value switch
        {
            "初" or "年初" => EndOfMonth(year, 3),
            "中" or "年中" => EndOfMonth(year, 6),
            _ => new DateOnly(year, 12, 31),
        };
    }

    private static DateOnly DayOfMonth(Match match, int year, int month)
    {
        var last = EndOfMonth(year, month);
        if (match.Groups["day"].Success && ChineseNumber.Read(match.Groups["day"].Value) is { } day && day >= 1 && day <= last.Day)
        {
            return new DateOnly(year, month, (int)day);
        }

        return match.Groups["monthEdge"].Value switch
        {
            "上旬" or "初" => new DateOnly(year, month, 10),
            "中" => new DateOnly(year, month, 15),
            "中旬" => new DateOnly(year, month, 20),
            _ => last,
        };
    }

    private static DateOnly EndOfMonth(int year, int month) => new(year, month, DateTime.DaysInMonth(year, month));

    [GeneratedRegex("[从自](20\\d\\d)年(?:起|开始)[，]?(?:力争|争取)?(?:用|利用|通过|经过)?$")]
    private static partial Regex FromYear();

    // Every quantifier is bounded, so that an attempt at a place looks at a few dozen characters at most.
    [GeneratedRegex("""
        (?:
            (?<year>(?:19|20)\d\d) [ ]{0,3} 年 [ ]{0,3} | (?<year>[一二][〇九][〇一二三四五六七八九]{2}) 年
          | (?<word>今年|本年度|本年|明年|来年) [ ]{0,2}
          | (?<word>年内(?!部|河|涝|控|容|设|外|陆|需)|全年(?!持续|推进|坚持|开展|[，。；\s]|$)|年底|年末)
          | (?=第?[一二三四1-4]季度|[上下]半年|\d{1,2}[ ]?月|十[一二]?月|[一二三四五六七八九]月)
        )
        (?:
            (?<half>[上下])半年 (?:年?[底末])?
          | 第? (?:[一二三四1-4][—至、和])? 第? (?<quarter>[一二三四1-4]) 季度 (?<quarterEdge>[底末内])?
          | (?:\d{1,2}(?:月[—至]|[—至、]))? (?<month>\d{1,2}|十[一二]?|[一二三四五六七八九]) [ ]? 月 [ ]? (?: (?<day>\d{1,2}|[一二三十][一二三四五六七八九十]{0,2}) [ ]? 日 | (?<monthEdge>上旬|中旬|下旬|底(?!线|层|板)|末|初(?!步|中|级)|中(?!考|小|央|国|共|医|心|学)) | 份 )?
          | (?<yearEdge>年?(?:底(?!线|层|板)|末)|年?初(?=[，。；前以之]|完成|启动|出台|$)|年中|中(?=期?[前，完])|度?内(?!部|河|涝|控|容|设|外|陆|需)) | (?<term>[春秋])季(?:学期)?(?:开学)?(?=之?前)
        )?
        [ ]? (?:[底末])? (?<before>[以之]?前)?
        | (?<year>20\d\d) (?: [./—] (?<month>1[0-2]|0[1-9]) (?: [./—] (?<day>[0-3]\d) )? | / (?<month>[1-9]) / (?<day>[1-3]?\d) | \. (?<month>[1-9]) \. (?<day>[1-3]?\d)) (?![\d年万亿%‰]) (?:[ ]?(?<monthEdge>[底末]))? (?<before>[以之]?前)?
        | “?十(?<fiveYears>[一二三四五六七八九])五”? (?:规划)? (?<plan>期?末|末期|期间|时期|期内) (?<before>[以之]?前)?
        | (?:本?规划|方案|计划)(?<plan>期末|期内|期间|末期)
        | (?:(?:\d|[一二三四])(?:[—至到、]))? (?<years>\d{1,2}|[一二两三四五六七八九十]) 年 (?: (?:左右)? 的? (?:时间|努力) | [之以]?内 )
        | (?:今后|未来) (?<years>\d{1,2}|[一二两三四五六七八九十]) 年
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Date();
}
