using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>Tells names of bodies from other words.</summary>
internal static partial class BodyName
{
    public const int Longest = 40;

    /// <summary>True for what reads like a body's name, e.g. 区卫健局, 各镇（街道）, 团市委.</summary>
    public static bool LooksLike(string name) =>
        name.Length is >= 2 and <= Longest && !Sentence().IsMatch(name) && (Ending().IsMatch(WithoutBrackets(name)) || Whole().IsMatch(name));

    public static bool IsGroup(string name) => Group().IsMatch(name);

    private static string WithoutBrackets(string name)
    {
        var open = name.IndexOfAny(['（', '(']);
        return open > 0 && name[^1] is '）' or ')' ? name[..open] : name;
    }

    [GeneratedRegex("(?:局|委|机关|办|部|厅|院|所|署|站|中心|公司|集团|银行|行|法院|检察院|学校|大学|学院|中学|小学|幼儿园|联|会|工会|妇联|残联|科协|侨联|文联|社联|政府|街道|街道办|镇街|街镇|乡镇|镇|乡|村|社区|园区|开发区|新区|高新区|示范区|管委|管委会|单位|部门|机构|企业|医院|办公室|办事处|指挥部|专班|小组|支队|大队|总队|中队|社|馆|处|科|室|协会|商会|联合会|分局|军分区|武装部|海关|党校|报社|台|县|区|市|旗|州|省|团|团委|供电|电网|电信|移动|联通|铁塔|邮政|盐业|烟草|人行|法庭|队|校|厂|场|库|经办|基金会|人)$")]
    private static partial Regex Ending();

    [GeneratedRegex("^(?:团[省市县区旗州]委|[省市县区]直?(?:各有关|有关|各)?(?:单位|部门)|(?:[省市县区]?(?:法院|检察院|气象|税务|公安|消防|海事|金融办))|编办|网信办|农办|改革办|督查室|政法委|宣传部|组织部|统战部|纪委监委)$")]
    private static partial Regex Whole();

    /// <summary>Words that no body has in its name but a sentence has.</summary>
    [GeneratedRegex("[。！？：“”《》%]|(?:推进|加强|完善|建立|健全|实施|开展|提升|按照|根据|通过|以及其他|进一步|已|将|应|等)(?!.{0,8}(?:局|委|办|部|厅|中心|小组|专班|公司|指挥部)$)")]
    private static partial Regex Sentence();

    [GeneratedRegex("^各|各.{0,8}(?:部门|单位|政府|乡镇|街道)$|各(?:镇|乡|街道|县|区|市|部门|单位|有关|相关|级|园区|职能|行业|成员|村|社区|学校|医疗|金融|功能|开发)|成员单位|(?:有关|相关|职能|责任|主管|市直|县直|区直|省直)(?:部门|单位|企业|科室|委办局|主管部门)")]
    private static partial Regex Group();
}
