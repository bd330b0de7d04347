using TaskTracker.Domain.Plans;
using TaskTracker.Mail;

namespace TaskTracker.Tests.Mail;

/// <summary>Mails with invented people and figures: for tests, and to be looked at.</summary>
internal static class SampleMails
{
    public const string Laishan = "莱山区“十四五”卫生与健康规划";
    public const string Rushan = "乳山市“十四五”卫生健康发展规划";
    private static readonly Uri Site = new("https://tasks.example.cn/");

    public static RulesFaultMail RulesFault => new()
    {
        RecipientName = "杜察",
        RecipientPost = "督查室",
        FoundAt = new DateTime(2024, 11, 20, 9, 5, 0),
        Folder = "/srv/tasktracker/rules",
        VersionInForce = 3,
        Faults = [new("workflows/progress.json", 6, 21, "There is no \"milestone.IsOpne\". Did you mean \"milestone.IsOpen\"?"), new("calendars/2025.json", 1, 1, "This is not valid JSON: the file is empty.")],
        FaultsInAll = 23,
        Url = new Uri(Site, "rules"),
    };

    public static NoticeItem Overdue => new()
    {
        PlanTitle = Laishan,
        TaskNumber = "12",
        TaskTitle = "健全婴幼儿发展政策",
        Department = "区住房和城乡建设局",
        Due = "2024年节点：每千人口托位数达到 4.0 个，应于 10-29 完成",
        Light = MailLight.Red,
        Status = "已逾期 5 个工作日",
        Overdue = true,
        Level = MailLevel.Urging,
        Reasons = [new("时间节点已逾期5个工作日", [new("节点", "未完成"), new("今天", "11-05"), new("逾期工作日", "5"), new("最近填报", "3.4 个（10-12）")])],
        Basis = new(["五、全生命周期健康服务", "（一）妇幼健康"], "12", ResponsibilityRole.Joint),
        Next = new("提请督办", new DateOnly(2024, 11, 19)),
        StopsWhen = "填报并经审核通过，或延期获批",
        Url = new Uri(Site, "r/12"),
        IsSigned = true,
    };

    public static NoticeItem NearlyDue => new()
    {
        PlanTitle = Laishan,
        TaskNumber = "18",
        TaskTitle = "重点加强基层卫生机构建设",
        Department = "区住房和城乡建设局",
        Due = "2024年节点：社区卫生服务中心达到省提升标准占比 60%，最近填报 52%",
        Light = MailLight.Yellow,
        Status = "11-29 到期",
        Level = MailLevel.Reminder,
        Reasons = [new("时间节点将在30天内到期，进度不足80%", [new("剩余天数", "24"), new("进度", "52%")])],
        Basis = new(["六、基层卫生"], "18", ResponsibilityRole.Lead),
        Next = new("催办，同时送部门主要负责人", new DateOnly(2024, 12, 2)),
        StopsWhen = "进度达到80%，或节点完成并经审核通过",
        Url = new Uri(Site, "r/18"),
    };

    public static NoticeMail Urging => new()
    {
        RecipientName = "王强",
        RecipientPost = "联络员",
        RecipientDepartment = "区住房和城乡建设局",
        Day = new DateOnly(2024, 11, 5),
        Items = [NearlyDue, Overdue],
        ContactUrl = new Uri(Site, "contact"),
        Url = Site,
    };

    public static NoticeMail Reminder => Urging with { Items = [NearlyDue] };

    public static NoticeMail Escalation => new()
    {
        RecipientName = "孙莉",
        RecipientPost = "督查室",
        RecipientDepartment = "区政府督查室",
        Day = new DateOnly(2024, 11, 20),
        Items =
        [
            Overdue with { Level = MailLevel.Escalation, Status = "已逾期 16 个工作日", LinkText = "查看并处理", Next = null },
            Overdue with { Level = MailLevel.Escalation, Department = "区财政局", Status = "已逾期 15 个工作日", LinkText = "查看并处理", Next = new("列入约谈建议", null) },
            Overdue with
            {
                PlanTitle = Rushan, TaskNumber = "（三）", TaskTitle = "推进医养结合", Department = "市民政局", Level = MailLevel.Reminder,
                Light = MailLight.Yellow, Overdue = false, Due = "2024年尚无年度分解节点", Status = "未分解", Reasons = [new("年度内没有节点", [new("年度", "2024")])],
                Basis = new(["三、主要任务"], "（三）", null), StopsWhen = "录入年度分解", Next = null,
            },
            Overdue with { TaskNumber = "28", TaskTitle = "夯实综合监督执法体系", Department = "区财政局", Addressing = MailAddressing.Cc },
        ],
        Url = Site,
    };

    /// <summary>As long as a mail gets.</summary>
    public static NoticeMail Long(int items) => Urging with
    {
        Items = Enumerable.Range(1, items).Select(n => (n % 3 == 0 ? NearlyDue : Overdue) with
        {
            TaskNumber = $"{n}",
            TaskTitle = $"加强公共卫生服务体系及机制建设第{n}项",
            Url = new Uri(Site, $"r/{n}?token={new string('a', 120)}"),
        }).ToList(),
    };

    public static DigestMail Digest => new()
    {
        RecipientName = "周敏",
        RecipientPost = "分管领导",
        Day = new DateOnly(2024, 11, 18),
        Region = "莱山区",
        PlanTitles = [Laishan],
        Now = new(18, 64, 1067, 46, 9),
        LastWeek = new(15, 70, 1063, 34, 22),
        Departments =
        [
            new("区财政局", new(2, 3, 6, 0, 0), 2, 11, 1),
            new("区住房和城乡建设局", new(1, 2, 8, 1, 0), 1, 12, 3),
            new("区医保局", new(1, 2, 8, 0, 0), 1, 11, 1),
            new("区卫生健康局", new(0, 4, 120, 6, 2), 1, 132),
            new("区城管局", new(1, 0, 2, 0, 0), 1, 3, 1),
        ],
        TurnedRed =
        [
            new(Laishan, "28", "夯实综合监督执法体系", "区财政局", "执法装备配备达标，逾期 17 个工作日，已提请督办", new Uri(Site, "r/28")),
            new(Laishan, "12", "健全婴幼儿发展政策", "区住房和城乡建设局", "托位 3.4 个，目标 4.0 个，逾期 16 个工作日"),
        ],
        Cured = [new(Laishan, "3", "提升应急能力", "区卫生健康局", "进展经审核通过，解除预警")],
        ComingDue =
        [
            new(new DateOnly(2024, 12, 2), Laishan, "31", "提升数字健康发展水平", "区大数据局", MailLight.Green),
            new(new DateOnly(2024, 11, 29), Laishan, "18", "重点加强基层卫生机构建设", "区住房和城乡建设局", MailLight.Yellow, new Uri(Site, "r/18")),
        ],
        IndicatorsOffPath = [new(Laishan, "每千人口拥有3岁以下婴幼儿托位数", MailLight.Yellow, "2024年 3.4 个，年度目标 4.0 个")],
        LastRun = new(new DateTime(2024, 11, 18, 8, 0, 0), 1204),
        NotReached = ["区城管局", "区体育局"],
        Remark = "请区财政局本周内书面说明执法装备采购进度。",
        Url = Site,
    };

    public static DigestMail AllClear => Digest with
    {
        Now = new(0, 12, 1146, 46, 0),
        LastWeek = new(0, 15, 1150, 39, 0),
        Departments = [new("区财政局", new(0, 1, 10, 0, 0), 0, 11, 0), new("区卫生健康局", new(0, 4, 120, 6, 0), 0, 130, 0)],
        TurnedRed = [],
        Cured = [],
        ComingDue = [],
        IndicatorsOffPath = [],
        NotReached = [],
        Remark = null,
    };

    public static OutgoingMail Outgoing(string to = "wang@example.cn") => new()
    {
        MessageId = "9f2c41d0@tasks.example.cn",
        From = new("tasks@example.cn", "规划任务督办"),
        To = new(to, "王强"),
        Subject = "【催办】3项任务已逾期 — 区财政局",
        Html = "<p>三项任务已逾期</p>",
        Text = "三项任务已逾期\n",
        Date = new DateTimeOffset(2024, 11, 5, 9, 0, 0, TimeSpan.FromHours(8)),
    };
}
