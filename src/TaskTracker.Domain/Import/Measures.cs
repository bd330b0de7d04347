using System.Globalization;
using System.Text.RegularExpressions;
using TaskTracker.Domain.Plans;

namespace TaskTracker.Domain.Import;

/// <summary>Finds numbers to reach: subject, operator, value, unit.</summary>
internal static partial class Measures
{
    public static IEnumerable<Measure> In(string text) => Reach().Matches(text).Select(Read);

    private static Measure Read(Match match) => new(
        Lead().Replace(match.Groups["subject"].Value, "").Trim(),
        OperatorOf(match.Groups["verb"].Value, match.Groups["bound"].Value),
        decimal.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture),
        match.Groups["unit"].Value.Replace('％', '%'));

    /// <summary>以上, 以下 and 以内 include the number; 超过, 不足 and 不满 exclude it (民法典 第1259条).</summary>
    private static string OperatorOf(string verb, string bound) => (verb, bound) switch
    {
        (_, "以上") => ">=",
        (_, "以下" or "以内") => "<=",
        ("不低于" or "不少于" or "≥", _) => ">=",
        ("不高于" or "不超过" or "≤", _) => "<=",
        ("超过" or "高于", _) => ">",
        ("低于" or "少于" or "不足" or "不满", _) => "<",
        _ when verb.StartsWith('降') || verb.StartsWith("下降", StringComparison.Ordinal) || verb.StartsWith("控制", StringComparison.Ordinal) => "<=",
        _ => ">=",
    };

    [GeneratedRegex(@"(?<subject>[^，,。；;：:、\s]{2,30}?)(?:均|力争|分别|继续)*(?<verb>不低于|不少于|不高于|不超过|不足|不满|超过|低于|高于|少于|控制在|降低到|降低至|降至|降到|下降到|下降至|提高到|提高至|提升至|提升到|增长到|达到|达|保持在|稳定在|维持在|≥|≤)\s*(?<value>\d{1,12}(?:\.\d+)?)\s*(?<unit>[%％‰]|/10\s?万|万人|平方米|公里|分钟|[个所张人名岁处元级家项])?(?<bound>以上|以下|以内|左右)?")]
    private static partial Regex Reach();

    /// <summary>The place a clause begins with is not the subject's.</summary>
    [GeneratedRegex("^(?:全[市区县省]|实现|力争|确保|使)")]
    private static partial Regex Lead();
}
