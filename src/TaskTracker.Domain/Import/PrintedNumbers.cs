using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>A number with its unit and bound as a text prints them.</summary>
/// <param name="Upper">The upper end of a range such as 3—5个.</param>
/// <param name="Bound">以上, 以下, 以内, 左右; empty where none is printed.</param>
internal readonly record struct PrintedNumber(int Start, int End, decimal Value, decimal? Upper, string Unit, string Bound, bool Spelled, bool Ratio);

/// <summary>Finds the numbers that may be something to reach: 85%, 百分之八十五, 3—5个, 1.5万人, 1:0.3, 八成.</summary>
internal static partial class PrintedNumbers
{
    public static IEnumerable<PrintedNumber> In(string plain, int from)
    {
        for (var match = Number().Match(plain, from); match.Success; match = match.NextMatch())
        {
            if (Of(match) is { } number)
            {
                yield return number;
            }
        }
    }

    private static PrintedNumber? Of(Match match)
    {
        var spelled = match.Groups["spelled"].Success;
        var ratio = match.Groups["second"].Success;
        var value = ratio ? Quotient(match) : ChineseNumber.Read((spelled ? match.Groups["spelled"] : match.Groups["value"]).Value);
        if (value is null)
        {
            return null;
        }

        var upper = match.Groups["upper"].Success ? ChineseNumber.Read(match.Groups["upper"].Value) : null;
        var (unit, factor) = match.Groups["percent"].Success ? ("%", 1) : match.Groups["tenths"].Success ? ("%", 10) : (match.Groups["unit"].Value.Replace(" ", "", StringComparison.Ordinal), 1);
        return new PrintedNumber(match.Index, match.Index + match.Length, value.Value * factor, upper * factor, unit, match.Groups["bound"].Value, spelled, ratio);
    }

    /// <summary>1:0.5 is 0.5, 2:1 is 2; another ratio is no single number.</summary>
    private static decimal? Quotient(Match match)
    {
        var (first, second) = (ChineseNumber.Read(match.Groups["value"].Value), ChineseNumber.Read(match.Groups["second"].Value));
        return first == 1 ? second : second == 1 ? first : null;
    }

    // Every quantifier is bounded, so that an attempt at a place looks at a few dozen characters at most.
    [GeneratedRegex("""
        (?:
            (?<percent>百分之) (?<spelled>[一二两三四五六七八九十百〇]{1,5})
          | (?<spelled>[一二三四五六七八九]) (?<tenths>成) (?=以上|以内|以下|左右|[，。；的])
          | (?<value>\d{1,3}(?:,\d{3}){1,3}(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6})?)
            (?: [:：] (?<second>\d{1,4}(?:\.\d{1,4})?)
              | [ ]? (?:[%‰]|[个名人所张家处座项件条])? [—至到] (?<upper>\d{1,12}(?:\.\d{1,6})?) )?
          | (?<spelled>[一二两三四五六七八九十百]{1,5})
        )
        (?<more>余|多|来)?
        [ ]?
        (?<unit>
            个百分点 | [%‰]
          | /10[ ]?万人? | /万人?
          | [百千万亿]{0,2}
            (?: 人次 | 人日 | 人(?!口) | 名 | 位(?!数) | 张 | 个工作日 | 个月 | 个(?!性|人|体) | 所 | 家次 | 家 | 处(?!理|置) | 座 | 条次 | 条 | 项次 | 项(?!目标) | 件 | 起 | 户次 | 户 | 套(?!路) | 间 | 台(?:（套）|套|次)? | 辆 | 部(?!分|门|级) | 艘 | 架 | 支 | 队 | 场次 | 场(?!所|馆|地) | 批次 | 批 | 班(?!子) | 门(?!诊|户|类) | 篇 | 册 | 本(?!科|地|级) | 种(?!植|养|子) | 类 | 款 | 株 | 棵 | 头 | 羽 | 尾
              | 公里 | 千米 | 米 | 厘米 | 毫米 | 平方公里 | 平方千米 | 平方米 | 立方米 | 吨标准煤 | 吨标煤 | 吨 | 公斤 | 千克 | 毫克 | 微克 | 克 | 升 | 公顷 | 亩次 | 亩 | 元 | 美元 | 度 | 千瓦时 | 千瓦 | 兆瓦时 | 兆瓦 | 吉瓦 | (?:[MGk]W|[MG]bps|[GT]B?(?![A-Za-z]))
              | 学时 | 课时 | 学分 | 小时 | 分钟 | 分贝 | 分(?!别|类|级|布) | 秒 | 天 | 日 | 岁 | 周 | 年一遇 | 年 | 级(?!别) | 倍 | 床 | 站 | 路(?!网|段) | 组 | 对(?=以上|，|。) | 块 | 幅 | 宗 | 片 | 盏 | 根 | 只 | 单 | 例 | 节 | 次 | 号 | 村 | 镇 | 点
              | (?=[，。；、以 ]|$)(?<=万|亿)
            )
            (?: /[ ]?(?:10[ ]?万|[千万百])?(?:人|户|名|元|立方米|平方公里|平方米|亩|公顷|天|日|年|月|升|小时|千人|床|台|辆|班|生|吨|人/年|个)? )?
        )?
        (?: [ ]? (?<bound>及以上|以上|及以下|以下|以内|之内|左右|上下|内(?=[，。；]|$)) )?
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
