using System.Text.RegularExpressions;

namespace TaskTracker.Domain.Import;

/// <summary>The heads of a table whose rows are institutions, places or years.</summary>
internal static partial class InstitutionHeads
{
    public static bool IsNameHead(string text) => text.Length <= 16 && Name().IsMatch(CellText.Bare(text));

    /// <summary>A group, a number or a remark, which are no values of the row.</summary>
    public static bool IsBesideName(string text) => Beside().IsMatch(CellText.Bare(text));

    /// <summary>The head of a table of tasks, projects or indicators.</summary>
    public static bool IsOther(string text) => Other().IsMatch(CellText.Bare(text));

    public static bool IsSum(string name) => Sum().IsMatch(CellText.Bare(name));

    public static bool IsTotal(string name) => Total().IsMatch(CellText.Bare(name));

    [GeneratedRegex("^(?:.{0,8}(?:名称|机构|地区|区域|区县|县区|县市|市县|市州|乡镇|镇街|街道|镇[(]街道[)]|学校|医院|园区|社区|村|部门|河流|河段|流域|断面|水库|灌区|景区|企业|年份|年度|地名|行政区|行政区划|辖区|片区))$|^(?:单位|各?县[(]?市?、?区?[)]?|市|区|县|镇|乡|名单|项目|学段|线路|站点|路段|产业|行业|品种|作物|类型|人员类别|指标)$")]
    private static partial Regex Name();

    [GeneratedRegex("^(?:序号|编号|类别|机构类别|分类|类型|备注|说明|区划|层级)$")]
    private static partial Regex Beside();

    [GeneratedRegex("任务|牵头|责任|配合单位|完成时[限间]|项目名称|建设内容|建设地点|建设年限|建设性质|建设规模|起止|投资|性质$|^属性$|整改|措施|进展|联系人|电话|^主要指标$|指标名称")]
    private static partial Regex Other();

    [GeneratedRegex("^(?:小计|合计|总计|共计|累计|计|.{1,8}(?:小计|合计|总计)|全[省市区县州旗](?:合计|总计|共计)?)$")]
    private static partial Regex Sum();

    [GeneratedRegex("^(?:合计|总计|共计|全[省市区县州旗](?:合计|总计|共计)?)$")]
    private static partial Regex Total();
}
