using System.Text.Json;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features;
using TaskTracker.Features.Organisation;
using TaskTracker.Features.Plans;
using TaskTracker.Features.Progress;
using TaskTracker.Persistence;
using Microsoft.EntityFrameworkCore;

namespace TaskTracker.Tests.Fixtures;

/// <summary>
/// A ledger small enough to follow by hand, brought in by the handlers that people use. One region; plans active from 8 October 2024,
/// every responsibility accepted the day after. On 20 November: t1 of both departments overdue by 5 workdays (level 2 to liaison and
/// head), t2 of health and t3 of finance coming due (level 1 to the liaison), t4 nobody's (level 1 to the supervision office).
/// </summary>
internal sealed class SmallLedger
{
    public const string Health = "区卫生健康局";
    public const string Finance = "区财政局";
    public const string Supervision = "区政府督查室";
    public const string Government = "区政府";
    public static readonly DateOnly ActiveFrom = new(2024, 10, 8);

    /// <summary>Of the first plan; further ones have a number behind.</summary>
    public const string PlanKey = "small-1";

    public int Plans { get; init; } = 1;
    public PlanState State { get; init; } = PlanState.Active;
    public string PlanTitle { get; init; } = "试验区卫生与健康规划";
    public Func<string, string> TaskTitle { get; init; } = key => $"任务{key}";

    /// <summary>Who holds which post: department, post, person, address, first and last day.</summary>
    public List<Holder> Holders { get; init; } =
    [
        new(Health, "liaison", "wei-liaison", "魏联络"), new(Health, "departmentHead", "wei-head", "魏局长"),
        new(Finance, "liaison", "cai-liaison", "蔡联络"), new(Finance, "departmentHead", "cai-head", "蔡局长"),
        new(Supervision, "supervision", "du-cha", "杜察"), new(Government, "leader", "ling-dao", "凌导"),
    ];

    /// <summary>Departments beyond those of the posts.</summary>
    public List<string> Departments { get; init; } = [];

    public List<PlannedTask> Tasks { get; init; } =
    [
        new("t1", "2024-11-13", Health, Finance), new("t2", "2024-12-13", Health), new("t3", "2024-12-27", Finance), new("t4", null),
    ];

    public static async Task UpgradeAsync(Node node) => await node.Get<IDbContextFactory<TrackerDb>>().UpgradeAsync(default);

    public async Task BuildAsync(Node node)
    {
        await UpgradeAsync(node);
        await LoadOrgAsync(node);
        for (var plan = 1; plan <= Plans; plan++)
        {
            var key = $"small-{plan}";
            Loaded(await node.AskAsync<LoadPlan, LoadResult>(h => h.HandleAsync("plan.json", PlanJson(key), ActiveFrom, default)));
            Loaded(await node.AskAsync<AssignTasks, LoadResult>(h => h.HandleAsync("assign.json", AssignmentJson(key), ActiveFrom, default)));
            await BreakDownAsync(node, key);
            if (State != PlanState.Draft)
            {
                await node.AskAsync<ChangePlanState, string?>(h => h.HandleAsync(key, State, ActiveFrom, default));
            }
        }

        await using var db = node.Open();
        foreach (var id in await db.Responsibilities.Select(r => r.Id).ToListAsync())
        {
            await node.AskAsync<RecordProgress, ProgressRefusal?>(h => h.HandleAsync(id, new Accept(ActiveFrom.AddDays(1), "联络员"), default));
        }
    }

    public async Task LoadOrgAsync(Node node) =>
        Loaded(await node.AskAsync<LoadOrg, LoadResult>(h => h.HandleAsync("org.json", OrgJson(), ActiveFrom, default)));

    public async Task BreakDownAsync(Node node, string plan = PlanKey) =>
        Loaded(await node.AskAsync<BreakDownYear, LoadResult>(h => h.HandleAsync("breakdown.json", BreakdownJson(plan), ActiveFrom, default)));

    private static void Loaded(LoadResult result) => result.Findings.ShouldBeEmpty();

    private string OrgJson() => JsonSerializer.Serialize(new
    {
        region = "试验区",
        departments = Holders.Select(h => h.Department).Concat(Departments).Distinct().Select(name => new { name }),
        people = Holders.DistinctBy(h => h.Person).Select(h => new { id = h.Person, name = h.Name, email = h.Email }),
        posts = Holders.GroupBy(h => (h.Department, h.Post)).Select(g => new
        {
            department = g.Key.Department,
            post = g.Key.Post,
            holders = g.Select(h => h.Until is null ? (object)new { person = h.Person, from = h.From } : new { person = h.Person, from = h.From, until = h.Until }),
        }),
    });

    private string PlanJson(string key) => JsonSerializer.Serialize(new
    {
        id = key,
        title = key == PlanKey ? PlanTitle : $"{PlanTitle}（{key}）",
        region = "试验区",
        period = new { start = "2021-01-01", end = "2025-12-31" },
        tasks = Tasks.Select((t, i) => new { key = t.Key, number = $"{i + 1}", title = TaskTitle(t.Key), path = new[] { "一、主要任务" } }),
    });

    private string AssignmentJson(string key) => JsonSerializer.Serialize(new
    {
        plan = key,
        tasks = Tasks.Where(t => t.Departments.Length > 0)
            .Select(t => new { task = t.Key, responsible = t.Departments.Select(d => new { department = d, role = "Joint" }) }),
    });

    private string BreakdownJson(string key) => JsonSerializer.Serialize(new
    {
        plan = key,
        year = 2024,
        milestones = Tasks.Where(t => t.Due is not null).Select(t => new { task = t.Key, key = "2024-1", due = t.Due, text = $"{t.Key}的年度节点" }),
    });
}

/// <param name="Post">As the org file calls it.</param>
internal sealed record Holder(string Department, string Post, string Person, string Name, string From = "2022-01-01", string? Until = null)
{
    public string Email { get; init; } = $"{Person}@example.cn";
}

/// <param name="Due">The day of its one milestone in 2024; null: it has none.</param>
internal sealed record PlannedTask(string Key, string? Due, params string[] Departments);
