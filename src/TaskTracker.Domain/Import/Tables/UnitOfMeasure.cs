using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>What stands in a column of units or in the brackets after an indicator's name: %, 万人, 件/万人, 1/10万.</summary>
internal static partial class UnitOfMeasure
{
    private const int Longest = 16;
    private const int LongestWord = 5;

    /// <summary>What a value can be counted in by itself.</summary>
    private static readonly HashSet<string> Measures =
    [
        "%", "‰", "‱", "岁", "人", "名", "位", "人次", "张", "个", "所", "家", "户", "元", "美元", "年", "天", "日", "月", "小时", "分钟", "秒", "米", "公里", "千米", "海里",
        "平方米", "平方公里", "平方千米", "立方米", "公顷", "亩", "吨", "公斤", "千克", "克", "毫克", "微克", "升", "毫升", "斤", "千瓦", "千瓦时", "兆瓦", "兆瓦时", "吉瓦", "度", "焦耳",
        "吨标准煤", "吨标煤", "标准煤", "件", "项", "台", "辆", "套", "处", "座", "条", "次", "分", "床", "册", "本", "部", "篇", "支", "株", "头", "只", "羽", "例", "起", "宗", "期", "种", "对",
        "组", "款", "场", "枚", "批", "班", "学位", "席", "级", "块", "艘", "架次", "班次", "列", "倍", "标箱", "标准箱", "TEU", "GB", "TB", "Gbps", "Mbps", "G", "M", "km", "m", "km2", "km²", "m2",
        "m²", "㎡", "m3", "m³", "t", "kg", "mg", "μg", "ug", "L", "℃", "dB", "分贝", "PFlops", "Pflops", "PFLOPS", "EFLOPS", "kWh", "百分点", "个百分点", "工日", "间", "栋", "幢", "公顷/人", "学时", "课时",
    ];

    /// <summary>What a value can be counted in only together with something else: 张/千人口.</summary>
    private static readonly HashSet<string> Parts = ["人口", "常住人口", "户籍人口", "学生", "学年", "生", "村", "乡", "镇", "师", "就业人员", "老年人", "GDP", "生产总值", "户籍", "每", "年末", "从业人员"];

    private static readonly HashSet<char> Scales = [.. "十百千万亿0123456789,.", '/', '·', '×', '^'];

    public static bool Is(string text)
    {
        var bare = CellText.Bare(text);
        if (bare.Length is 0 or > Longest || bare.All(char.IsAsciiDigit))
        {
            return false;
        }

        var (counted, shared) = (false, false);
        for (var at = 0; at < bare.Length;)
        {
            var length = Math.Min(LongestWord + 1, bare.Length - at);
            while (length > 0 && !Measures.Contains(bare.Substring(at, length)) && !Parts.Contains(bare.Substring(at, length)))
            {
                length--;
            }

            if (length > 0)
            {
                counted |= Measures.Contains(bare.Substring(at, length));
                at += length;
            }
            else if (Scales.Contains(bare[at]))
            {
                shared |= bare[at] == '/';
                at++;
            }
            else
            {
                return false;
            }
        }

        return counted || (shared && bare.AsSpan().IndexOfAny('万', '千', '百') >= 0);
    }

    /// <summary>Takes the unit off a name's end.</summary>
    public static (string Name, string Unit) TakeOff(string name)
    {
        var text = name.TrimEnd();
        if (InBrackets().Match(text) is { Success: true } match && Is(match.Groups["unit"].Value))
        {
            return (text[..match.Index].TrimEnd(), CellText.Bare(match.Groups["unit"].Value) is var bare && bare.Contains('%', StringComparison.Ordinal) ? WithoutBlanks(match.Groups["unit"].Value) : bare);
        }

        return text.Length > 3 && text[^1] is '%' or '％' or '‰' ? (text[..^1].TrimEnd(',', '，', ' '), text[^1..]) : (text, "");
    }

    /// <summary>The unit that holds for a whole table: 单位：张 in a line above it or behind its title.</summary>
    public static string Of(string caption) =>
        Caption().Match(caption) is { Success: true } match && match.Groups["unit"].Value.TrimEnd('）', ')', '】') is { Length: > 0 } unit ? WithoutBlanks(unit) : "";

    /// <summary>A caption without its unit.</summary>
    public static string Without(string caption) => Caption().Replace(caption, "").Trim();

    private static string WithoutBlanks(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    [GeneratedRegex(@"[（(\[【]\s*(?<unit>[^（）()\[\]【】]{1,20})\s*[）)\]】]$")]
    private static partial Regex InBrackets();

    [GeneratedRegex(@"[（(\[【]?\s*(?:计量)?单\s*位\s*[：:]\s*(?<unit>[^，。；;\s]{1,20})\s*[）)\]】]?$")]
    private static partial Regex Caption();
}
