using System.Diagnostics.CodeAnalysis;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Departments;
using TaskTracker.Features.Home;
using TaskTracker.Features.Mailbox;
using TaskTracker.Features.Notices;
using TaskTracker.Features.Parts;
using TaskTracker.Features.Plans;
using TaskTracker.Features.Responsibilities;
using TaskTracker.Features.Tasks;
using TaskTracker.Outbox;

[assembly: SuppressMessage("Performance", "CA1822", Justification = "The queries will hold the database.")]
[assembly: SuppressMessage("Performance", "CA1861", Justification = "Sample.")]

namespace TaskTracker.Features;

/// <summary>Invented figures until the pages read the ledger.</summary>
internal static class Sample
{
    private static readonly DateOnly Today = new(2024, 11, 20);

    private static readonly string[] Names =
    [
        "加强公共卫生服务体系及机制建设", "创新公共卫生服务供给方式", "完善医防融合工作机制", "提升公共卫生事件应急响应及救治能力", "加强重大传染病防控和慢性病综合防治", "加强精神卫生和心理健康服务能力",
        "推动将健康融入所有政策", "普及健康生活方式", "全面控烟", "深入开展爱国卫生运动", "落实生育政策，强化妇幼健康优质服务", "健全婴幼儿发展政策", "促进儿童青少年健康成长", "完善老年健康服务体系", "加强职业健康保护",
    ];

    private static readonly string[] Chapters = ["三、优化升级公共卫生服务体系，提高疾病风险防治能力", "四、全面推进健康莱山建设", "五、全生命周期健康服务", "十三、保障措施"];
    private static readonly string[] Bodies = ["区卫生健康局", "区财政局", "区医保局", "区住房和城乡建设局", "区教育和体育局", "区民政局", "区烟草专卖局"];
    private static readonly Light[] Pattern = [Light.Green, Light.Green, Light.Yellow, Light.Green, Light.Red, Light.Green, Light.Green, Light.Blue, Light.Yellow, Light.Green, Light.Grey];

    private static LightCounts Counts(int seed) => new(seed % 4, 1 + seed % 5, 4 + seed % 9, seed % 3, seed % 2 * 3);

    private static PlanRow Row(string id, string title, string region, int tasks, int seed) => new(id, title, region, new(2021, 1, 1), new(2025, 12, 31), PlanState.Active, tasks, seed % 5, new(seed % 7, 8 + seed, 120 + seed * 3, 4, 11), 3 + seed, 80 + seed);

    public static PlansModel Plans() => new(Today,
    [
        Row("laishan-health-14th", "莱山区“十四五”卫生与健康规划", "莱山区", 39, 6), Row("rushan-health-14th", "乳山市“十四五”卫生健康发展规划", "乳山市", 40, 2),
        Row("yanhu-health-14th", "盐湖区“十四五”卫生健康规划", "盐湖区", 47, 5), Row("linjiang-health-14th", "临江市卫生健康事业发展“十四五”规划", "临江市", 86, 9), Row("nangong-health-14th", "南宫市“十四五”医疗卫生服务体系规划", "南宫市", 49, 3),
    ]);

    public static PlanModel? Plan(string id) => Plans().Plans.FirstOrDefault(plan => plan.Key == id) is { } row ? new(Today, row, 141, 21, 9, 2) : null;

    public static IReadOnlyList<PlanTaskRow> Tasks(string planId) => Enumerable.Range(0, Plan(planId)!.Plan.Tasks).Select(i =>
    {
        var chapter = Math.Min(i / 11, 3);
        return new PlanTaskRow(i + 1, $"{i + 1}", Names[i % Names.Length], chapter == 1 ? [Chapters[1], $"（{"一二三"[i % 11 / 4]}）提高重大疾病防控能力"] : [Chapters[chapter]], chapter == 3, i == 13 ? null : Pattern[i % 11], Counts(i),
            Bodies.Skip(i % 4).Take(1 + i % 5).ToList(), i % 9 == 8 ? null : new(i % 3 == 0 ? 2025 : 2024, 12, 31), "达标", i % 9 != 8);
    }).ToList();

    public static IReadOnlyList<GanttRow> Milestones(string planId) => Tasks(planId).Where(task => task.BrokenDown).Select((task, i) =>
    {
        var marks = new List<GanttMark>
        {
            new(new(2023, 12, 31), false, "2023年：省提升标准占比达到40%", Light.Blue, 0, 6),
            new(new(2024, 3, 31), false, "一季度：方案印发", Light.Blue, 0, 6),
            new(new(2024, 12, 31), false, "2024年：每千人口托位数达到4.0个", i % 4 == 1 ? Light.Yellow : Light.Grey, 5, 6),
            new(new(2025, 12, 31), true, "到2025年空编率降至5%以下", Light.Grey, 6, 6),
        };
        if (i % 5 == 2) marks.Insert(2, new(new(2024, 9, 30), false, "三季度：设备采购完成", Light.Red, 2, 6));
        if (i % 6 == 3) marks.Insert(1, new(new(2023, 12, 31), true, "2023年底前建成", Light.Blue, 0, 1));
        return new GanttRow(task.Path[0], task.Number, task.Title, $"/tasks/{task.Id}", task.Worst, marks);
    }).ToList();

    public static IReadOnlyList<IndicatorRow> Indicators(string planId) =>
    [
        new("人均预期寿命", "岁", "预期性", "81.26", "81.5", "区卫生健康局", Path(81.26m, 81.31m, 81.36m, 81.41m, 81.45m, 81.5m), Seen(81.28m, 81.4m, 81.42m), Light.Green, null),
        new("每千人口拥有3岁以下婴幼儿托位数", "个", "预期性", "1.2", "5", "区卫生健康局", Path(1.2m, 2m, 2.8m, 3.6m, 4m, 5m), Seen(1.9m, 2.6m, 3.1m), Light.Yellow, "低于2023年目标 3.6"),
        new("孕产妇死亡率", "1/10万", "约束性", "0", "8.2以下", "区卫生健康局", Path(0, 8.2m, 8.2m, 8.2m, 8.2m, 8.2m), Seen(0, 0, 0), Light.Green, null),
        new("15岁以上人群吸烟率", "%", "预期性", "—", "20以下", null, [], [], null, null),
        new("空编率", "%", "约束性", "12", "5以下", "区卫生健康局", Path(12, 10, 9, 8, 6, 5), Seen(11, 10.5m, 11), Light.Red, "未达到2023年目标 8"),
    ];

    private static List<YearValue> Path(params decimal[] values) => values.Select((value, i) => new YearValue(2020 + i, value)).ToList();

    private static List<Observation> Seen(params decimal[] values) => values.Select((value, i) => new Observation(2021 + i, value, "卫生健康统计年报", new(2022 + i, 3, 18))).ToList();

    public static PlanLists Lists(string planId) => new(
        [new("1", "公共卫生体系建设项目", ["创新疾病预防控制模式", "建设公共卫生应急指挥中心"]), new("2", "健康莱山行动项目", ["健康知识普及", "控烟", "合理膳食"])],
        [new("床位配置一览表", "张", ["2020年", "2023年", "2025年"], [new("南宫市人民医院", ["490", "610", "850"]), new("南宫市中医医院", ["200", "260", "300"])])]);

    private static ResponsibilityRow Share(int i) => new(i + 1, "laishan-health-14th", "莱山区“十四五”卫生与健康规划", $"{i % 35 + 1}", Names[i % Names.Length], i % Bodies.Length, Bodies[i % Bodies.Length], ResponsibilityRole.Joint,
        Pattern[i % 11] == Light.Grey ? ResponsibilityState.Assigned : Pattern[i % 11] == Light.Blue ? ResponsibilityState.Closed : ResponsibilityState.InProgress, Pattern[i % 11], Pattern[i % 11] == Light.Blue ? null : Pattern[i % 11] == Light.Red ? new(2024, 10, 29) : new(2024, 12, 31), "每千人口托位数达到4.0个",
        Pattern[i % 11] == Light.Red ? 16 : 0, 35 + i % 60, i % 3 == 0 ? null : new(2024, 10, 12), null);

    public static ResponsibilitiesModel Responsibilities(ResponsibilityFilter filter)
    {
        var all = Enumerable.Range(0, 177).Select(Share).Where(row => filter.Department is null || row.DepartmentId == filter.Department).ToList();
        var shown = all.Where(row => filter.Light is null || row.Light == filter.Light).OrderBy(row => row.Light).ToList();
        return new(Today, shown.Skip((filter.Page - 1) * ResponsibilityFilter.PageSize).Take(ResponsibilityFilter.PageSize).ToList(), shown.Count, LightCounts.Of(all.Select(row => row.Light)),
            Plans().Plans.Select(plan => (plan.Key, plan.Title)).ToList(), Bodies.Select((name, i) => (i, name)).ToList());
    }

    public static TaskModel? Task(int id) => new(Today, "laishan-health-14th", "莱山区“十四五”卫生与健康规划", $"{id}", Names[11], [Chapters[2]], false, Light.Red, null, "按职责分工负责", true, [RecurringDuty.Yearly], true,
        [new(new(2024, 10, 29), new(2024, 9, 30), "2024年：每千人口托位数达到4.0个", "每千人口托位数 ≥ 4.0 个", false, Light.Red, 3, 6), new(new(2025, 12, 31), null, "每千人口托位数达到5个", "每千人口托位数 ≥ 5 个", true, Light.Green, 6, 6)],
        Enumerable.Range(0, 6).Select(Share).ToList(), [new("区各职能部门", Counts(30), Enumerable.Range(7, 12).Select(Share).ToList())]);

    public static ResponsibilityModel? Responsibility(int id) => id == 0 ? null : new(Today, "laishan-health-14th", "莱山区“十四五”卫生与健康规划", 12, "12", Names[11], [Chapters[2]], 3, Bodies[3], ResponsibilityRole.Joint, null, "区卫生健康局", ResponsibilityState.InProgress, Light.Red,
        [
            new(Light.Red, "时间节点已逾期15个工作日", "milestone-deadline", "3",
                [
                    new("2024年节点“每千人口托位数达到4.0个”应于 2024-10-29 完成：尚未确认", true, []),
                    new("今天 2024-11-20，已逾期 16 个工作日，规则界限 15", true, []),
                ], "2024-11-27 生成约谈建议草稿", "填报并经审核通过，或延期获批"),
            new(Light.Yellow, "进度落后于序时进度", "pace", "1", [new("进度 35%，序时进度 78%，相差 43，界限 20", true, []), new("不在暂停期", true, [new("暂停截止日：无", false, [])])], null, "填报进度达到 58%"),
        ], 14, new(2024, 11, 27),
        [new(new(2024, 11, 27), "Verdict", "约谈建议草稿", true), new(new(2024, 12, 31), "Milestone", "每千人口托位数达到4.0个", true), new(new(2025, 1, 8), "Report", "四季度", false)],
        [new(new(2024, 10, 29), new(2024, 9, 30), "2024年：每千人口托位数达到4.0个", "≥ 4.0 个", "3.4 个（08-06）", false, Light.Red, true, 16), new(new(2024, 3, 31), null, "一季度：方案印发", null, null, false, Light.Blue, false, 0), new(new(2025, 12, 31), null, "每千人口托位数达到5个", "≥ 5 个", null, true, Light.Green, true, 0)],
        [new(new(2024, 8, 6), "2024年二季度", "王强", ReportedState.OnSchedule, 35, "新增托位 60 个，12 月投用。", ReviewState.Accepted), new(new(2024, 4, 9), "2024年一季度", "王强", ReportedState.Behind, 10, "选址未定。", ReviewState.Returned)],
        [
            new(new(2024, 11, 19, 8, 31, 0), "Escalated", null, null, "/mailbox/a"), new(new(2024, 11, 5, 8, 30, 0), "Urged", null, "逾期 5 个工作日", "/mailbox/a"), new(new(2024, 10, 30, 8, 30, 0), "Reminded", null, "逾期 1 个工作日", "/mailbox/a"),
            new(new(2024, 8, 8, 15, 2, 0), "ReportAccepted", "督查室 李敏"), new(new(2024, 8, 6, 10, 12, 0), "Reported", "王强", "3.4 个，按序时进度推进"), new(new(2024, 1, 9, 9, 30, 0), "Accepted", "王强"),
        ]);

    private static DepartmentShare Share(int i, bool ranked) => new(i, Bodies[i], Counts(i + 5), i, 11 + i, i * 17, ranked);

    public static DepartmentsModel Departments() => new(Today, Enumerable.Range(0, 5).Select(i => Share(4 - i, true)).ToList(), Enumerable.Range(5, 2).Select(i => Share(i, false)).ToList());

    public static DepartmentModel? Department(int id) => new(Today, Share(3, true), "莱山区", ["区住建局"], null, [], [(2, "区城乡建设局")], ["区各职能部门"],
        [new(PostKind.DepartmentHead, "孙立", new(2023, 3, 1)), new(PostKind.Liaison, "王强", new(2024, 1, 8))], false, Enumerable.Range(0, 12).Select(Share).OrderBy(row => row.Light).ToList());

    public static NoticesModel Notices(NoticeFilter filter) => new(Today, filter.On ?? Today, [Today, Today.AddDays(-1), Today.AddDays(-2), Today.AddDays(-5)], [(1, 21), (2, 9), (3, 4)], [(NoticeOutcome.RepeatNotDue, 31), (NoticeOutcome.HigherLevelHolds, 12), (NoticeOutcome.NobodyInPost, 2)],
        Enumerable.Range(0, 12).Select(Share).Select((row, i) => new NoticeRow(Today, 1 + i % 3, i % 3 == 2 ? Light.Red : Light.Yellow, "时间节点已逾期15个工作日", "milestone-deadline/overdue-15-workdays", $"/responsibilities/{row.Id}", row.Number, row.Task, row.Department, "王强", i % 3 == 1, filter.Skipped ? NoticeOutcome.HigherLevelHolds : null, MailState.Sent, "a")).ToList(), 34);

    public static HomeModel Home() => new(Today, new(new(2024, 11, 20, 8, 0, 0), 1204, 23), new(18, 64, 1067, 9, 46), new(15, 69, 1065, 9, 34),
        Enumerable.Range(0, 8).Select(i => new AttentionRow(i + 1, $"{28 - i}", Names[i + 3], "莱山区", Bodies[i % 7], i % 3 == 2 ? "三季度进展未填报" : "时间节点已逾期15个工作日", i % 3 == 2 ? Light.Yellow : Light.Red, i < 3, 17 - 2 * i)).ToList(), 18,
        Enumerable.Range(0, 5).Select(i => Share(4 - i, true)).ToList(),
        Enumerable.Range(0, 4).Select(i => new DueRow(Today.AddDays(3 + 3 * i), i + 1, $"{18 + i}", Names[i + 5], "省提升标准占比达到60%", Bodies[i], i % 2 == 0 ? Light.Yellow : Light.Green)).ToList(),
        [new("临江市卫生健康事业发展“十四五”规划", "4 项任务今年未分解", "/plans/linjiang-health-14th?only=unset")], new(142, 3, ["区城市管理局"]));

    public static (IReadOnlyList<MailRow>, int) Mails() => (new[] { "【提请督办】2项任务已逾期15个工作日 — 区财政局", "【催办】3项任务已逾期 — 区财政局", "【提醒】1项任务将到期 — 区民政局", "【周报】3项转红，区财政局逾期最久" }.Select((subject, i) => new MailRow($"{"abcd"[i]}", subject, "王强 <wangqiang@example.gov.cn>", new(2024, 11, 20, 8, 31, i))).ToList(), 4);

    public static MailModel? Mail(string name) => Mails().Item1.FirstOrDefault(row => row.Name == name) is { } row ? new(row, "规划任务督办 <no-reply@example.gov.cn>", File.Exists("/tmp/mail.html") ? File.ReadAllText("/tmp/mail.html") : "<p style=\"color:#b3261e\">正文</p>", "正文\n第二行") : null;
}
