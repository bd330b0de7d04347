namespace TaskTracker.Demo;

/// <summary>Parts that places, offices, people and tasks are named from; whoever looks for them on a map looks in vain.</summary>
internal static class InventedNames
{
    private const string PlaceFirst = "霁岚澄砚苇棠枫鹭栖翎皓徽沁霖蔚筠菱荻萤琅瑾缨棣霄漪旎屏蕴禾穗";
    private const string PlaceSecond = "溪原浦陵坪埠屿渡泽丘岑峪汀湾";
    private const string PlaceKinds = "区县市";
    private const string Surnames = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜谢邹喻柏水章云苏潘葛";
    private const string GivenFirst = "文明志建国海晓雅春秋思学永世宏书景立承德";
    private const string GivenSecond = "华平军芳洁磊静涛敏伟娟勇莉刚霞鹏宁琳斌颖";

    public static readonly int Places = PlaceFirst.Length * PlaceSecond.Length * PlaceKinds.Length;

    /// <summary>What a county's plans are about; the first office is at home in it.</summary>
    public static readonly IReadOnlyList<Field> Fields =
    [
        new("卫生健康", "卫生健康局", ["公共卫生服务体系", "医疗救治能力", "基层医疗卫生机构", "慢性病综合防治", "老年健康服务", "妇幼健康服务", "职业健康保护", "健康教育"]),
        new("教育", "教育和体育局", ["普惠性学前教育", "义务教育优质均衡", "普通高中特色发展", "职业教育产教融合", "教师队伍", "校园安全", "学生体质健康", "教育数字化"]),
        new("民政", "民政局", ["社会救助体系", "养老服务设施", "儿童福利保障", "社区治理能力", "殡葬服务", "残疾人福利", "慈善事业", "婚姻登记服务"]),
        new("生态环境", "生态环境局", ["大气污染防治", "水环境质量", "土壤污染管控", "固体废物处置", "环境监测网络", "农村环境整治", "噪声污染治理", "生态修复工程"]),
        new("交通运输", "交通运输局", ["农村公路路网", "公共交通服务", "货运物流枢纽", "桥隧养护", "运输安全监管", "智慧交通应用", "客运站改造", "水运码头"]),
    ];

    /// <summary>Besides the fields' own offices; each county's name begins with its kind, as in 区财政局.</summary>
    public static readonly IReadOnlyList<string> Offices =
    [
        .. Fields.Select(f => f.Office), "发展和改革局", "财政局", "人力资源和社会保障局", "自然资源和规划局", "住房和城乡建设局", "水务局", "农业农村局", "商务局", "文化和旅游局", "退役军人事务局",
        "应急管理局", "审计局", "市场监督管理局", "统计局", "医疗保障局", "行政审批服务局", "大数据中心", "公安局", "司法局", "委宣传部", "委编办", "妇联", "残联", "疾病预防控制中心", "人民医院",
    ];

    private static readonly string[] Verbs = ["加强", "完善", "提升", "推进", "健全", "优化", "创新", "深化", "规范", "巩固"];
    private static readonly string[] Tails = ["建设", "管理", "改革试点", "专项行动", "协同机制", "标准化", "人才培养", "投入保障", "监督评价", "信息互通"];
    private static readonly string[] Units = ["%", "个", "张", "人", "公里", "万元", "岁", "件"];

    /// <param name="ordinal">0 to <see cref="Places"/> - 1; different ones give different names.</param>
    public static (string Name, string Kind) Place(int ordinal)
    {
        var kind = PlaceKinds[ordinal / (PlaceFirst.Length * PlaceSecond.Length)].ToString();
        return ($"{PlaceFirst[ordinal % PlaceFirst.Length]}{PlaceSecond[ordinal / PlaceFirst.Length % PlaceSecond.Length]}{kind}", kind);
    }

    public static string Person(Random random) => $"{In(random, Surnames)}{In(random, GivenFirst)}{In(random, GivenSecond)}";

    public static string Task(Random random, Field field) => $"{In(random, Verbs)}{In(random, field.Matters)}{In(random, Tails)}";

    public static string Unit(Random random) => In(random, Units);

    public static T In<T>(Random random, IReadOnlyList<T> some) => some[random.Next(some.Count)];

    private static char In(Random random, string some) => some[random.Next(some.Length)];

    internal sealed record Field(string Name, string Office, IReadOnlyList<string> Matters);
}
