using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Plans;

public sealed class LoadPlanTests
{
    [DatabaseFact]
    public async Task LoadPlan_WhenLoadedTwice_ChangesNoRow(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var once = await ledger.EverythingAsync();
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan, Ledger.Day.AddDays(1));
        (await ledger.EverythingAsync()).ShouldBe(once);
    }

    [DatabaseFact]
    public async Task LoadPlan_WhenLoadedBeforeOrAfterOrg_GivesTheSameResponsibilities(TestDatabase database)
    {
        await using var ledger = await Ledger.OpenAsync(database);
        var done = await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan);
        done.ShouldContain(l => l.Contains("区卫生健康局、区财政局、各街道", StringComparison.Ordinal));
        (await ResponsibilitiesAsync(ledger)).ShouldBe(["一/1 区卫生健康局 Lead 2", "一/1 区财政局 Support 2"]);

        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org);
        string[] expected = ["一/1 东街道 Support 2", "一/1 区卫生健康局 Lead 2", "一/1 区财政局 Support 2", "一/1 南街道 Support 2"];
        (await ResponsibilitiesAsync(ledger)).ShouldBe(expected, ignoreOrder: true);

        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org.Replace("试验区", "第二区", StringComparison.Ordinal).Replace("\"id\": \"", "\"id\": \"2", StringComparison.Ordinal).Replace("\"person\": \"", "\"person\": \"2", StringComparison.Ordinal));
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan.Replace("试验区", "第二区", StringComparison.Ordinal).With("\"trial\"", "\"second\""));
        (await ResponsibilitiesAsync(ledger, "second")).ShouldBe(expected, ignoreOrder: true);
    }

    [DatabaseFact]
    public async Task LoadPlan_WhenTheFileIsCorrected_ChangesWhatItChanges(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan
            .With("建设社区医院", "建好社区医院").With("\"区财政局\", \"role\": \"Support\"", "\"区财政局\", \"role\": \"Joint\"").With("\"81.5\"", "\"81.6\"").With("\"乙医院\"", "\"丙医院\"").With("\"20\"]", "\"30\"]")
            .With("2024-06-30", "2024-07-31"));
        await using var db = ledger.Open();
        (await db.Tasks.SingleAsync(t => t.Key == "一/1")).Title.ShouldBe("建好社区医院");
        (await db.Responsibilities.SingleAsync(r => r.Department.Name == "区财政局")).Role.ShouldBe(ResponsibilityRole.Joint);
        (await db.Indicators.SingleAsync(i => i.Name == "人均预期寿命")).Target.ShouldBe("81.6");
        var plan = await db.Plans.Include(p => p.Projects).Include(p => p.Tables).SingleAsync();
        plan.Projects.ShouldHaveSingleItem().Items.ShouldBe(["甲医院", "丙医院"]);
        plan.Tables.ShouldHaveSingleItem().Rows.ShouldHaveSingleItem().Values.ShouldBe(["10", "30"]);
        (await db.Milestones.OrderBy(m => m.Due).Select(m => m.Due).ToListAsync()).ShouldBe([new DateOnly(2024, 7, 31), new DateOnly(2025, 12, 31)]);
        (await db.MilestoneShares.Where(s => s.Milestone.Text == "完成选址").Select(s => s.Due).Distinct().ToListAsync()).ShouldBe([new DateOnly(2024, 7, 31)]);
        (await db.MilestoneShares.CountAsync()).ShouldBe(8);
    }

    [DatabaseFact]
    [InlineData("2024-07-31", "2024-09-30")]
    [InlineData("2024-10-31", "2024-10-31")]
    public async Task LoadPlan_WhenADateMovesThatWasExtendedForOne_LeavesThatDepartmentTheLaterDay(TestDatabase database, string printed, string expected)
    {
        await using var ledger = await SampleAsync(database);
        await RecordAsync(ledger, "区财政局", new GrantExtension(new DateOnly(2024, 6, 1), "督查室", "printed-2024-06-30", new DateOnly(2024, 9, 30), "用地未批"));
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan.With("2024-06-30", printed));
        await using var db = ledger.Open();
        var shares = await db.MilestoneShares.Where(s => s.Milestone.Text == "完成选址")
            .Join(db.Responsibilities, s => s.ResponsibilityId, r => r.Id, (s, r) => new { r.Department.Name, s.Due, s.FirstDue }).ToDictionaryAsync(s => s.Name);
        (shares["区财政局"].Due, shares["区财政局"].FirstDue).ShouldBe((Date(expected), new DateOnly(2024, 6, 30)));
        (shares["区卫生健康局"].Due, shares["区卫生健康局"].FirstDue).ShouldBe((Date(printed), Date(printed)));
        shares.Count.ShouldBe(4);
    }

    [DatabaseFact]
    public async Task LoadPlan_WhenADateMovesThatADepartmentHasMet_KeepsItMet(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        await RecordAsync(ledger, "区财政局", new ConfirmMilestone(new DateOnly(2024, 6, 1), "督查室", "printed-2024-06-30"));
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan.With("2024-06-30", "2024-07-31"));
        await using var db = ledger.Open();
        (await db.MilestoneShares.Where(s => s.MetOn != null).Select(s => s.Milestone.Text).ToListAsync()).ShouldBe(["完成选址"]);
    }

    [DatabaseFact]
    public async Task LoadPlan_WhenAMilestoneIsGoneThatADepartmentHasMet_IsRefused(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        await RecordAsync(ledger, "区财政局", new ConfirmMilestone(new DateOnly(2024, 6, 1), "督查室", "printed-2024-06-30"));
        await RefusedAsync(ledger, SampleFiles.Plan.With("{ \"due\": \"2024-06-30\", \"text\": \"完成选址\" },", ""), "milestone-gone");
    }

    [DatabaseFact]
    public async Task LoadPlan_WhenAMilestoneIsGoneThatNobodyTouched_TakesItBack(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan.With("{ \"due\": \"2024-06-30\", \"text\": \"完成选址\" },", ""));
        await using var db = ledger.Open();
        (await db.MilestoneShares.Select(s => s.Milestone.Text).Distinct().ToListAsync()).ShouldBe(["建成2家"]);
    }

    [DatabaseFact]
    public async Task LoadPlan_WhenATaskIsGone_IsRefused(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        await RefusedAsync(ledger, SampleFiles.Plan.With(",\n    { \"key\": \"一/2\", \"number\": \"2\", \"title\": \"培训全科医生\" }", ""), "task-gone");
    }

    [DatabaseFact]
    public async Task LoadPlan_WhenAnIndicatorIsRenamed_TakesTheNewNameUnlessSomethingHangsOnTheOld(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        await ledger.LoadAsync(FileKind.Assignment, SampleFiles.Assignment);
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan.With("婴儿死亡率", "婴儿死亡率（‰）"));
        await using (var db = ledger.Open())
        {
            (await db.Indicators.OrderBy(i => i.Position).Select(i => i.Name).ToListAsync()).ShouldBe(["人均预期寿命", "婴儿死亡率（‰）"]);
        }

        await RefusedAsync(ledger, SampleFiles.Plan.With("婴儿死亡率", "婴儿死亡率（‰）").With("人均预期寿命", "预期寿命"), "indicator-gone");
    }

    [DatabaseFact]
    public async Task LoadPlan_WhenItMovesToAnotherRegion_IsRefused(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        await RefusedAsync(ledger, SampleFiles.Plan.With("\"region\": \"试验区\"", "\"region\": \"邻区\""), "region-changed");
    }

    [DatabaseFact]
    public async Task LoadPlan_WhenAShareIsGone_KeepsTheResponsibility(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan.With("{ \"department\": \"区财政局\", \"role\": \"Support\" },", ""));
        await using var db = ledger.Open();
        (await db.Shares.CountAsync(s => s.Department.Name == "区财政局")).ShouldBe(0);
        (await db.Responsibilities.CountAsync(r => r.Department.Name == "区财政局")).ShouldBe(1);
    }

    [DatabaseFact]
    public async Task LoadPlan_WhenFromTheShippedFolder_HasTheCountsOfTheDocuments(TestDatabase database)
    {
        await using var ledger = await Ledger.OpenAsync(database);
        (await ledger.TryAsync(FileKind.Org, [.. Ledger.ShippedRules.Files("org")])).Findings.ShouldBeEmpty();
        (await ledger.TryAsync(FileKind.Plan, [.. Ledger.ShippedRules.Files("plans")])).Findings.ShouldBeEmpty();
        await using (var db = ledger.Open())
        {
            var counts = await db.Plans.OrderBy(p => p.Key).Select(p => new
            {
                p.Key, Tasks = p.Tasks.Count, Safeguards = p.Tasks.Count(t => t.Kind == TaskKind.Safeguard), Shares = p.Tasks.SelectMany(t => t.Shares).Count(), Indicators = p.Indicators.Count, Projects = p.Projects.Count, Tables = p.Tables.Count,
            }).ToListAsync();
            counts.Where(c => c.Key.StartsWith("laishan", StringComparison.Ordinal)).Select(c => (c.Tasks, c.Safeguards, c.Shares, c.Indicators, c.Projects)).ShouldBe([(39, 4, 141, 21, 9)]);
            counts.Where(c => !c.Key.StartsWith("laishan", StringComparison.Ordinal)).Select(c => $"{c.Key} {c.Tasks} {c.Shares} {c.Indicators} {c.Projects} {c.Tables}")
                .ShouldBe(["linjiang-health-14th 86 0 20 6 0", "nangong-health-14th 49 0 19 8 2", "rushan-health-14th 40 0 22 7 0", "yanhu-health-14th 47 0 23 4 0"]);
            (await db.Shares.CountAsync(s => s.Department.IsGroup)).ShouldBe(7);
            await EachPrintedShareIsAResponsibilityAsync(ledger);
        }

        var once = await ledger.EverythingAsync();
        (await ledger.TryAsync(FileKind.Plan, [.. Ledger.ShippedRules.Files("plans")])).Findings.ShouldBeEmpty();
        (await ledger.EverythingAsync()).ShouldBe(once);
    }

    /// <summary>Recounted from the ledger's own shares and members: one for each body named, one for each member in force that is not named itself.</summary>
    private static async Task EachPrintedShareIsAResponsibilityAsync(Ledger ledger)
    {
        await using var db = ledger.Open();
        var tasks = await db.Tasks.Include(t => t.Shares).ThenInclude(s => s.Department).ThenInclude(d => d.Members).ThenInclude(m => m.Member).Include(t => t.Responsibilities)
            .Where(t => t.Plan.Key.StartsWith("laishan")).AsSplitQuery().ToListAsync();
        foreach (var task in tasks)
        {
            var named = task.Shares.Where(s => !s.Department.IsGroup).Select(s => s.DepartmentId);
            var members = task.Shares.Where(s => s.Department.IsGroup).SelectMany(s => s.Department.Members).Select(m => m.Member)
                .Where(m => (m.From is null || m.From <= Ledger.Day) && (m.Until is null || m.Until >= Ledger.Day)).Select(m => m.Id);
            task.Responsibilities.Select(r => r.DepartmentId).ShouldBe(named.Union(members), ignoreOrder: true);
            task.Responsibilities.Count(r => r.GroupId is null).ShouldBe(task.Shares.Count(s => !s.Department.IsGroup));
        }

        tasks.Sum(t => t.Responsibilities.Count(r => r.GroupId is null)).ShouldBe(134);
    }

    private static DateOnly Date(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<Ledger> SampleAsync(TestDatabase database)
    {
        var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org);
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan);
        return ledger;
    }

    private static async Task RecordAsync(Ledger ledger, string department, ProgressCommand command)
    {
        await using var db = ledger.Open();
        var id = await db.Responsibilities.Where(r => r.Department.Name == department && r.Task.Key == "一/1").Select(r => r.Id).SingleAsync();
        (await ledger.WithAsync<TaskTracker.Features.Progress.RecordProgress, ProgressRefusal?>(r => r.HandleAsync(id, command, default))).ShouldBeNull();
    }

    private static async Task RefusedAsync(Ledger ledger, string text, string code)
    {
        var before = await ledger.EverythingAsync();
        (await ledger.TryAsync(FileKind.Plan, text)).Findings.ShouldHaveSingleItem().Code.ShouldBe(code);
        (await ledger.EverythingAsync()).ShouldBe(before);
    }

    private static async Task<IReadOnlyList<string>> ResponsibilitiesAsync(Ledger ledger, string plan = "trial")
    {
        await using var db = ledger.Open();
        var all = await db.Responsibilities.Where(r => r.Task.Plan.Key == plan).OrderBy(r => r.Id).Select(r => new { r.Task.Key, r.Department.Name, r.Role, r.Milestones.Count }).ToListAsync();
        return [.. all.Select(r => $"{r.Key} {r.Name} {r.Role} {r.Count}")];
    }
}
