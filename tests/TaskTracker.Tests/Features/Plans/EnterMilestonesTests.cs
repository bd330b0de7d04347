using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features;
using TaskTracker.Features.Plans;
using TaskTracker.Features.Progress;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Plans;

public sealed class EnterMilestonesTests
{
    [DatabaseFact]
    public async Task EnterMilestones_WhenAllIsSound_SavesSharesOutAndRecords(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var (hospital, doctors) = (await TaskAsync(ledger, "一/1"), await TaskAsync(ledger, "一/2"));
        var only = await DepartmentAsync(ledger, "区财政局");

        (await EnterAsync(ledger, New(hospital, "2024-12-20", "开工1家") with { Subject = "开工", Operator = "<=", Value = "1.5", Unit = "家", DepartmentIds = [only] }, New(doctors, "2024-12-31", "培训20人")))
            .ShouldBe(("", 2));

        await using var db = ledger.Open();
        var made = await db.Milestones.SingleAsync(m => m.Text == "开工1家");
        (made.Key, made.Origin, made.Measure, made.DepartmentIds.Single()).ShouldBe(("2024-1", MilestoneOrigin.Annual, new Measure("开工", "<=", 1.5m, "家"), only));
        (await SharesAsync(ledger, "开工1家")).ShouldBe(["区财政局 2024-12-20"]);
        (await SharesAsync(ledger, "培训20人")).ShouldBe(["区教育局 2024-12-31", "区卫生健康局 2024-12-31"], ignoreOrder: true);
        var entry = (await db.ChainAsync(AuditSubject.Plan("trial")))[^1];
        (entry.Kind, entry.Data.Contains("开工1家") && entry.Data.Contains("区财政局")).ShouldBe(("YearBrokenDown", true));
    }

    [DatabaseFact]
    public async Task EnterMilestones_WhenAnyCellIsWrong_NamesEachAndSavesNothing(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var task = await TaskAsync(ledger, "一/1");
        var stranger = await DepartmentAsync(ledger, "区教育局");
        var before = await ledger.EverythingAsync();

        var (errors, saved) = await EnterAsync(
            ledger, New(task, "2024-12-20", "好的") with { Id = "good" }, New(task, "", "") with { Id = "a", Value = "x" }, New(task, "2025-01-01", "次年") with { Id = "b" },
            New(task, "2024-12-20", "别家的") with { Id = "c", DepartmentIds = [stranger] }, New(task, "2024-12-20", "无值") with { Id = "d", Subject = "床位", Value = "" }, New(task, "2024-11-19", "昨天") with { Id = "e" });

        errors.ShouldBe("a.due DayMissing, a.subject SubjectMissing, a.text TextMissing, a.value NumberWrong, b.due OutsideYear, c.departments NoShare, d.value ValueMissing, e.due DayHasPassed");
        saved.ShouldBe(0);
        (await ledger.EverythingAsync()).ShouldBe(before);
    }

    [DatabaseFact]
    public async Task EnterMilestones_WhenSomebodyElseWasFirst_RefusesTheSecondUntilTheySawIt(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var task = await TaskAsync(ledger, "一/1");
        await EnterAsync(ledger, New(task, "2024-12-20", "开工1家"));
        var (id, seen) = await KnownAsync(ledger, "开工1家");
        var mine = new MilestoneLine("m", task, id, seen, "2024-12-25", "开工1家", "", ">=", "", "", [], false);

        (await EnterAsync(ledger, mine with { Text = "开工2家", Due = "2024-12-20" })).ShouldBe(("", 1));
        (await EnterAsync(ledger, mine)).Errors.ShouldBe("m. ChangedMeanwhile");
        (await EnterAsync(ledger, New(task, "2024-12-28", "又一个") with { Seen = await NewMarkAsync(ledger, task, before: true) })).Errors.ShouldBe("n. ChangedMeanwhile");

        // Both want the same: nothing to settle.
        (await EnterAsync(ledger, mine with { Text = "开工2家", Due = "2024-12-20" })).ShouldBe(("", 0));
        (await EnterAsync(ledger, mine with { Seen = (await KnownAsync(ledger, "开工2家")).Seen })).ShouldBe(("", 1));
        (await SharesAsync(ledger, "开工1家")).ShouldContain("区财政局 2024-12-25");
    }

    [DatabaseFact]
    public async Task EnterMilestones_WhenTwoSaveAtOnce_LosesNeither(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var tasks = new[] { await TaskAsync(ledger, "一/1"), await TaskAsync(ledger, "一/2") };

        var saved = await Task.WhenAll(tasks.Select(task => EnterAsync(ledger, New(task, "2024-12-20", "同时"))));

        saved.ShouldAllBe(s => s.Saved == 1 && s.Errors.Length == 0);
        await using var db = ledger.Open();
        (await db.Milestones.CountAsync(m => m.Text == "同时")).ShouldBe(2);
        (await db.ChainAsync(AuditSubject.Plan("trial"))).Count(e => e.Kind == "YearBrokenDown").ShouldBe(2);
    }

    [DatabaseFact]
    public async Task EnterMilestones_WhenTheFormIsSentTwice_CountsOnce(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var task = await TaskAsync(ledger, "一/1");
        var line = New(task, "2024-12-20", "开工1家") with { Seen = await NewMarkAsync(ledger, task) };
        async Task<EnteredMilestones> SendAsync() => await ledger.WithAsync<EnterMilestones, EnteredMilestones>(h => h.HandleAsync("trial", 2024, [line], "one-form", default));

        (await SendAsync()).Errors.ShouldBeEmpty();
        (await SendAsync()).Errors.ShouldBeEmpty();

        await using var db = ledger.Open();
        (await db.Milestones.CountAsync(m => m.Text == "开工1家")).ShouldBe(1);
    }

    [DatabaseFact]
    public async Task EnterMilestones_WhenRemoved_TakesItFromAllUnlessItIsInUseOrDue(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var task = await TaskAsync(ledger, "一/1");
        await EnterAsync(ledger, New(task, "2024-12-20", "留下"), New(task, "2024-12-20", "去掉"));
        await using var db = ledger.Open();
        var responsibility = await db.Responsibilities.Where(r => r.TaskId == task && r.Department.Name == "区财政局").Select(r => r.Id).SingleAsync();
        var kept = await db.Milestones.SingleAsync(m => m.Text == "留下");
        (await ledger.WithAsync<RecordProgress, ProgressRefusal?>(r => r.HandleAsync(responsibility, new ConfirmMilestone(Ledger.Day, "督查室", kept.Key), default))).ShouldBeNull();

        (await RemoveAsync("留下")).Errors.ShouldBe("m. InUse");
        (await RemoveAsync("去掉")).Errors.ShouldBe("");
        (await db.Milestones.CountAsync(m => m.Text == "去掉")).ShouldBe(0);
        (await db.MilestoneShares.CountAsync(s => s.Milestone.Text == "去掉")).ShouldBe(0);

        // A date that has come is moved by a decision only, once mail is sent.
        ledger.Time.Set(new(2024, 12, 23), new(10, 0));
        var (id, seen) = await KnownAsync(ledger, "留下");
        (await EnterAsync(ledger, new MilestoneLine("m", task, id, seen, "2024-12-31", "留下", "", ">=", "", "", [], false))).Errors.ShouldBe("m.due IsDue");
        (await EnterAsync(ledger, new MilestoneLine("m", task, id, seen, "2024-12-20", "留下，改字", "", ">=", "", "", [], false))).ShouldBe(("", 1));

        async Task<(string Errors, int Saved)> RemoveAsync(string text)
        {
            var (of, mark) = await KnownAsync(ledger, text);
            return await EnterAsync(ledger, new MilestoneLine("m", task, of, mark, "2024-12-20", text, "", ">=", "", "", [], true));
        }
    }

    private static MilestoneLine New(int task, string due, string text) => new("n", task, null, "", due, text, "", ">=", "", "", [], false);

    /// <summary>Lines of new milestones that say no mark are as fresh as can be.</summary>
    private static async Task<(string Errors, int Saved)> EnterAsync(Ledger ledger, params MilestoneLine[] lines)
    {
        var fresh = new List<MilestoneLine>();
        foreach (var line in lines)
        {
            fresh.Add(line.MilestoneId is null && line.Seen.Length == 0 ? line with { Seen = await NewMarkAsync(ledger, line.TaskId) } : line);
        }

        var entered = await ledger.WithAsync<EnterMilestones, EnteredMilestones>(h => h.HandleAsync("trial", 2024, fresh, Guid.NewGuid().ToString("N"), default));
        return (string.Join(", ", entered.Errors.Select(e => $"{e.Line}.{e.Field} {e.Refusal}").Order(StringComparer.Ordinal)), entered.Saved);
    }

    private static async Task<string> NewMarkAsync(Ledger ledger, int task, bool before = false)
    {
        var of = await WholeAsync(ledger, task);
        if (before)
        {
            of.Milestones.Clear();
        }

        return EnterMilestones.MarkOf(of, 2024);
    }

    private static async Task<(int Id, string Seen)> KnownAsync(Ledger ledger, string text)
    {
        await using var db = ledger.Open();
        var milestone = await db.Milestones.SingleAsync(m => m.Text == text);
        return (milestone.Id, EnterMilestones.MarkOf(await WholeAsync(ledger, milestone.TaskId), milestone, Ledger.Day));
    }

    private static async Task<PlanTask> WholeAsync(Ledger ledger, int task)
    {
        await using var db = ledger.Open();
        return await db.Tasks.Include(t => t.Shares).ThenInclude(s => s.Department).ThenInclude(d => d.Members).ThenInclude(m => m.Member).Include(t => t.Milestones).AsSplitQuery().SingleAsync(t => t.Id == task);
    }

    private static async Task<int> TaskAsync(Ledger ledger, string key)
    {
        await using var db = ledger.Open();
        return await db.Tasks.Where(t => t.Key == key).Select(t => t.Id).SingleAsync();
    }

    private static async Task<int> DepartmentAsync(Ledger ledger, string name)
    {
        await using var db = ledger.Open();
        return await db.Departments.Where(d => d.Name == name).Select(d => d.Id).SingleAsync();
    }

    private static async Task<IReadOnlyList<string>> SharesAsync(Ledger ledger, string milestone)
    {
        await using var db = ledger.Open();
        var shares = await db.MilestoneShares.Where(s => s.Milestone.Text == milestone).Join(db.Responsibilities, s => s.ResponsibilityId, r => r.Id, (s, r) => new { r.Department.Name, s.Due }).ToListAsync();
        return [.. shares.Select(s => $"{s.Name} {s.Due:O}")];
    }

    private static async Task<Ledger> SampleAsync(TestDatabase database)
    {
        var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org, new(2024, 1, 8));
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan, new(2024, 1, 8));
        await ledger.LoadAsync(FileKind.Assignment, SampleFiles.Assignment, new(2024, 1, 8));
        await ledger.WithAsync<ChangePlanState, string?>(c => c.HandleAsync("trial", PlanState.Active, new(2024, 1, 8), default));
        return ledger;
    }
}
