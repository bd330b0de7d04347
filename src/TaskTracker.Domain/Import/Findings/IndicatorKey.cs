using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>What is left of an indicator's name when the liberties that authors take are taken out: 全科医生每万人口 and 每万人口全科医生数 are one.</summary>
internal static partial class IndicatorKey
{
    private const int Longest = 60;

    public static string Of(string name)
    {
        var text = CellText.Bare(name);
        if (text.Length > Longest)
        {
            return "";
        }

        text = Lead().Replace(text, "");
        foreach (var (printed, plain) in Words)
        {
            text = text.Replace(printed, plain, StringComparison.Ordinal);
        }

        text = InBrackets().Replace(text, "");
        text = text.Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal);
        text = Filler().Replace(text, "");
        if (Per().Match(text) is { Success: true } per)
        {
            text = $"每{per.Groups["scale"].Value}人口{text.Remove(per.Index, per.Length)}";
        }

        return text.TrimEnd('数', '量');
    }

    private static readonly (string Printed, string Plain)[] Words =
    [
        ("常住人口", "人口"), ("常驻人口", "人口"), ("期望寿命", "预期寿命"), ("慢病", "慢性病"), ("医师", "医生"), ("综合性", "综合"), ("规范化", "规范"), ("2型糖尿病", "糖尿病"),
        ("健康机构", "机构"), ("医疗卫生机构床位", "床位"), ("医疗机构床位", "床位"), ("占比", "比例"), ("比重", "比例"), ("占有率", "拥有率"),
    ];

    /// <summary>Whose number it is or what is to be done with it; no part of the name.</summary>
    [GeneratedRegex(@"^(?:到?20\d\d年[底末]?|“?十[三四五]五”?(?:末|期间|时期)?|全[市区县省国]|我[市区县省]|辖区|本[市区县省]|力争|确保|实现|推动|促使|使|将|其中|保持|努力|争取|要求|并且?|且|以及|同时|逐步|稳步|到|[^中]{0,8}(?:人员|机构|总数|其)中(?!医|西))+")]
    private static partial Regex Lead();

    [GeneratedRegex(@"[(](?:助理|士|镇|镇、街|含[^()]{1,12})[)]")]
    private static partial Regex InBrackets();

    [GeneratedRegex("的|拥有|患者|以[乡镇县区市街、]{1,6}为单位|(?<=^|[^未])适龄|辖区内?|城乡(?=居民健康素养)")]
    private static partial Regex Filler();

    [GeneratedRegex("每(?<scale>[百千万]|十万)(?:名)?人口?")]
    private static partial Regex Per();
}
