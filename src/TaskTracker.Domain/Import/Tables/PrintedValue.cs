using System.Globalization;
using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>A value as a table prints it: 78岁以上, ≥90, 1:0.53, [13.5], 同比例提高, a dash.</summary>
internal static partial class PrintedValue
{
    private const int LongestNumber = 32;

    /// <summary>The one number of a value; a ratio 1:0.53 is the number after the colon. Two numbers, or words that say more than a bound, are none.</summary>
    public static decimal? Number(string printed, string unit = "")
    {
        var text = YearInBrackets().Replace(CellText.Bare(printed), "").Trim('[', ']', '【', '】', '〔', '〕');
        text = PerPopulation().Replace(text, "");
        if (Ratio().Match(text) is { Success: true } ratio)
        {
            var (left, right) = (Parse(ratio.Groups["left"].Value), Parse(ratio.Groups["right"].Value));
            return left == 1 ? right : right == 1 ? left : null;
        }

        var match = OneNumber().Match(text);
        if (!match.Success || !Before().IsMatch(match.Groups["before"].Value))
        {
            return null;
        }

        var after = Bound().Replace(match.Groups["after"].Value, "").Trim('[', ']', '(', ')');
        if (after.Length > 0 && !UnitOfMeasure.Is(after) && after is not ("万" or "亿"))
        {
            return null;
        }

        var number = Parse(match.Groups["number"].Value);
        return ScaleBeyond(after, CellText.Bare(unit)) is > 1 and var scale ? number * scale / 1.0000000000m : number;
    }

    /// <summary>The unit that stands behind the value itself.</summary>
    public static string UnitOf(string printed)
    {
        var match = OneNumber().Match(CellText.Bare(printed).Trim('[', ']'));
        var after = match.Success && Before().IsMatch(match.Groups["before"].Value) ? Bound().Replace(match.Groups["after"].Value, "").Trim('[', ']', '(', ')') : "";
        return UnitOfMeasure.Is(after) ? after : "";
    }

    /// <summary>A number with no more about it than bounds and units, or a dash.</summary>
    public static bool IsNumber(string text) =>
        CellText.IsDash(text) || (text.Length <= LongestNumber && !Year().IsMatch(text) && (Number(text) is not null || TwoNumbers().IsMatch(CellText.Bare(text))));

    /// <summary>A number or words that a column of values may hold. What is named by its last word (…率, …数) is an indicator, not a value.</summary>
    public static bool IsValue(string text)
    {
        var bare = CellText.Bare(text);
        return IsNumber(text) || Grade().IsMatch(bare) || (bare.Length <= 30 && Words().IsMatch(bare) && (!NameEnd().IsMatch(bare) || Level().IsMatch(bare)));
    }

    /// <summary>21.6万 where the unit says 人 is 216000; where the unit says 万人 it is 21.6.</summary>
    private static int ScaleBeyond(string after, string unit) =>
        unit.Length > 0 && unit[0] is not ('万' or '亿' or '/' or '1')
            ? after.StartsWith('万') ? 10_000 : after.StartsWith('亿') ? 100_000_000 : 1
            : 1;

    private static decimal Parse(string number) => decimal.Parse(number.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?:19|20)\d\d\s*年")]
    private static partial Regex Year();

    [GeneratedRegex(@"[(](?:19|20)\d\d年?[^()]{0,6}[)]")]
    private static partial Regex YearInBrackets();

    [GeneratedRegex(@"1?/1?[0十]{0,2}[万千](?:人口?)?(?=以|左|$)")]
    private static partial Regex PerPopulation();

    [GeneratedRegex(@"^(?<left>\d{1,9}(?:\.\d{1,9})?)[:：∶](?<right>\d{1,9}(?:\.\d{1,9})?)(?:以上|以下|左右)?$")]
    private static partial Regex Ratio();

    [GeneratedRegex(@"^(?<before>\D{0,16}?)(?<number>-?(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.\d{1,9})?)(?<after>[^\d]{0,16})$")]
    private static partial Regex OneNumber();

    [GeneratedRegex(@"^(?:[<>≤≥=~约近超达\[(]|[<>]=|大于|小于|等于|高于|低于|少于|多于|超过|不低于|不少于|不高于|不超过|不大于|不小于|不多于|不足|不满|达到|至少|最多|保持在?|稳定在|维持在|控制在|力争|争取|确保|实现|基本|提高[到至]|提升[到至]|增加[到至]|增长[到至]|降低?[到至]|下降[到至]|减少[到至]|到|累计|年均|每年|平均)*$")]
    private static partial Regex Before();

    [GeneratedRegex(@"(?:及其?)?(?:左右|上下|以上|以下|以内|之内|以外|水平)+|[(]含(?:本数)?[)]")]
    private static partial Regex Bound();

    [GeneratedRegex(@"^[<>≤≥约]?\d{1,12}(?:\.\d+)?[%‰]?[/、;；~—–-]\d{1,12}(?:\.\d+)?[%‰]?(?:以上|以下|左右)?$")]
    private static partial Regex TwoNumbers();

    [GeneratedRegex(@"^(?:\d{1,4}年一遇|[一二三四五ⅠⅡⅢⅣⅤ]{1,3}[级类].{0,4}|[A-D]级)$")]
    private static partial Regex Grade();

    [GeneratedRegex(@"^(?:力争|争取|确保|保持|实现|基本|逐步|逐年|稳步|持续|明显|显著|大幅|进一步|不断|累计|年均|每年|平均每年|同比|同步|比|较|与|高于|低于|不低于|不高于|不超过|不少于|达到|完成|提高|提升|增长|增加|上升|扩大|降低|下降|减少|缩小|控制|稳定|维持|全覆盖|全部|按|符合|优于|消除|继续|有所|合理|动态|只增不减|稳中|位居|进入|前列|省|国家|上级|市|约|[<>≤≥\[])")]
    private static partial Regex Words();

    [GeneratedRegex(@"(?:率|数|数量|比例|占比|比重|水平|总量|量|总额|额|值|面积|里程|收入|支出|寿命|浓度|天数|规模|年限|人次|强度|系数|指数|能力|标准|程度|满意度)(?:[(\[【][^()\[\]【】]{1,12}[)\]】])?\*?$")]
    private static partial Regex NameEnd();

    /// <summary>达到省平均水平 is a value though 水平 is a name's last word.</summary>
    [GeneratedRegex(@"^(?:达到|高于|低于|不低于|不高于|保持|位居|接近|优于|完成).{0,16}(?:水平|标准|数|指标|任务|目标)|增速|增幅|同比例|同步")]
    private static partial Regex Level();
}
