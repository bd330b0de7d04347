using System.Collections.Frozen;

namespace TaskTracker.Domain.Import;

/// <summary>Abbreviations that offices use everywhere, with the names they stand for. Short names that are in official use themselves, such as 医保局, are none.</summary>
internal static class StandardNames
{
    /// <summary>The abbreviation, the official name, and other spellings of it; all without the level's prefix.</summary>
    private static readonly string[][] Names =
    [
        ["卫健局", "卫生健康局", "卫生和健康局", "卫计局"],
        ["卫健委", "卫生健康委员会", "卫生健康委"],
        ["教体局", "教育和体育局", "教育体育局"],
        ["教科局", "教育科技局", "教育和科学技术局"],
        ["教科体局", "教育科技体育局"],
        ["发改局", "发展和改革局", "发展改革局"],
        ["发改委", "发展和改革委员会", "发展改革委员会", "发展改革委", "发展和改革委"],
        ["经信局", "经济和信息化局"],
        ["经信厅", "经济和信息化厅"],
        ["工信局", "工业和信息化局", "工业信息化局"],
        ["工信厅", "工业和信息化厅"],
        ["科工信局", "科技和工业信息化局", "科学技术和工业信息化局"],
        ["人社局", "人力资源和社会保障局", "人力资源社会保障局"],
        ["人社厅", "人力资源和社会保障厅", "人力资源社会保障厅"],
        ["住建局", "住房和城乡建设局", "住房城乡建设局"],
        ["住建厅", "住房和城乡建设厅", "住房城乡建设厅"],
        ["住建委", "住房和城乡建设委员会", "住房城乡建设委员会", "住房城乡建设委"],
        ["文旅局", "文化和旅游局", "文化旅游局"],
        ["文旅厅", "文化和旅游厅"],
        ["文旅委", "文化和旅游发展委员会"],
        ["文广旅局", "文化广电和旅游局", "文化广电旅游局", "文化广播电视和旅游局"],
        ["文广旅体局", "文化广电旅游体育局", "文化广电和旅游体育局"],
        ["文旅体局", "文化旅游体育局", "文化和旅游体育局"],
        ["市监局", "市场监督管理局", "市场监管局"],
        ["自规局", "自然资源和规划局", "自然资源规划局"],
        ["退役局", "退役军人事务局", "退役军人局"],
        ["国资委", "国有资产监督管理委员会"],
        ["行审局", "行政审批服务局", "行政审批局"],
        ["综执局", "综合行政执法局", "综合执法局"],
        ["交运局", "交通运输局"],
        ["民宗局", "民族宗教事务局", "民族和宗教事务局"],
        ["民宗委", "民族宗教事务委员会"],
    ];

    private static readonly FrozenDictionary<string, string[]> ByName =
        Names.SelectMany(names => names.Distinct().Select(n => (n, names))).ToFrozenDictionary(p => p.n, p => p.names);

    /// <returns>The official name that an abbreviation stands for; null where it is none.</returns>
    public static string? OfficialOf(string stem) => ByName.TryGetValue(stem, out var names) && names[0] == stem ? names[1] : null;

    /// <returns>One word for all spellings of a name.</returns>
    public static string KeyOf(string stem) => ByName.TryGetValue(stem, out var names) ? names[1] : stem;
}
