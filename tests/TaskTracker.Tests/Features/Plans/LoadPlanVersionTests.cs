using Microsoft.Extensions.DependencyInjection;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features;
using TaskTracker.Features.Plans;
using TaskTracker.Features.Progress;
using TaskTracker.Persistence;
using TaskTracker.Sweep;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Plans;

public sealed class LoadPlanVersionTests
{
    private const string Decision = "试政发〔2024〕9号";
    private const string Second = ",\n    { \"key\": \"一/2\", \"number\": \"2\", \"title\": \"培训全科医生\" }";

    private static readonly DateOnly Later = Ledger.Day.AddDays(5);

    [DatabaseFact]
    public async Task NewVersion_WhenTasksAreRenumbered_KeepsTheirRowsAndProgress(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        await RecordAsync(ledger, "区财政局", new Accept(Ledger.Day, "李二"));
        var before = await TasksAsync(ledger);
        await VersionAsync(ledger, SampleFiles.Plan.With("\"一/1\", \"number\": \"1\"", "\"二/2\", \"number\": \"2\"").With("\"一/2\", \"number\": \"2\"", "\"一/1\", \"number\": \"1\""));
        (await TasksAsync(ledger)).ShouldBe(new Dictionary<string, int> { ["二/2"] = before["一/1"], ["一/1"] = before["一/2"] }, ignoreOrder: true);
        await using var db = ledger.Open();
        (await db.Responsibilities.SingleAsync(r => r.Department.Name == "区财政局")).AcceptedOn.ShouldBe(Ledger.Day);
    }

    [DatabaseFact]
    public async Task NewVersion_WhenKeysChangePlaces_IsLoaded(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var before = await TasksAsync(ledger);
        await VersionAsync(ledger, SampleFiles.Plan.With("\"一/1\"", "\"x\"").With("\"一/2\"", "\"一/1\"").With("\"x\"", "\"一/2\""));
        (await TasksAsync(ledger))["一/1"].ShouldBe(before["一/2"]);
    }

    [DatabaseFact]
    public async Task NewVersion_WhenATaskIsGone_EndsItAndKeepsItsHistory(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        await RecordAsync(ledger, "区财政局", new Accept(Ledger.Day, "李二"));
        var done = await VersionAsync(ledger, OnlySecond);
        done.ShouldContain(l => l.Contains(Decision, StringComparison.Ordinal) && l.Contains("建设社区医院", StringComparison.Ordinal));
        await using var db = ledger.Open();
        (await db.Tasks.SingleAsync()).Title.ShouldBe("培训全科医生");
        (await db.Responsibilities.CountAsync()).ShouldBe(0);
        var ended = await db.Tasks.IgnoreQueryFilters().Include(t => t.Responsibilities).ThenInclude(r => r.Milestones).SingleAsync(t => t.EndedOn != null);
        (ended.EndedOn, ended.EndedBy, ended.Key).ShouldBe((Later, Decision, "一/1~2024-11-25"));
        ended.Responsibilities.Count.ShouldBe(4);
        ended.Responsibilities.ShouldAllBe(r => r.EndedOn == Later && r.State == ResponsibilityState.Ended && r.Milestones.Count == 2);
        (await KindsAsync(db, ended.Responsibilities.Single(r => r.AcceptedOn is not null))).ShouldBe(["Assigned", "Accepted", "Ended"]);

        // Its key is free for another, and loading again neither brings it back nor ends it twice.
        var once = await ledger.EverythingAsync();
        await VersionAsync(ledger, OnlySecond);
        await ledger.LoadAsync(FileKind.Plan, OnlySecond, Later);
        (await ledger.EverythingAsync()).ShouldBe(once);
    }

    [DatabaseFact]
    public async Task NewVersion_WhenATaskEndsThatWasWrittenAbout_StopsItsNoticesAndIsNotWatched(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        await ledger.WithAsync<ChangePlanState, string?>(h => h.HandleAsync("trial", PlanState.Active, new DateOnly(2024, 7, 1), default));
        await ledger.WithAsync<RunSweep, SweepRun>(h => h.HandleAsync(Ledger.Day, null, default));
        int ended;
        await using (var db = ledger.Open())
        {
            ended = (await db.Tasks.SingleAsync(t => t.Key == "一/1")).Id;
            (await db.Notices.CountAsync(n => n.TaskId == ended && n.CuredOn == null)).ShouldBeGreaterThan(0);
            (await db.Signals.CountAsync(s => s.TaskId == ended)).ShouldBeGreaterThan(0);
        }

        await VersionAsync(ledger, OnlySecond);
        await using (var db = ledger.Open())
        {
            (await db.Notices.CountAsync(n => n.TaskId == ended && n.CuredOn == null)).ShouldBe(0);
            (await db.Signals.CountAsync(s => s.TaskId == ended)).ShouldBe(0);
        }

        var run = await ledger.WithAsync<RunSweep, SweepRun>(h => h.HandleAsync(Later, null, default));
        run.Responsibilities.ShouldBe(0);
        await using (var db = ledger.Open())
        {
            (await db.Notices.CountAsync(n => n.TaskId == ended && n.IssuedOn == Later)).ShouldBe(0);
        }
    }

    [DatabaseFact]
    public async Task NewVersion_WhenADateMoves_KeepsTheFirstDateAndWhatIsMetAndExtended(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        await RecordAsync(ledger, "东街道", new ConfirmMilestone(new DateOnly(2024, 6, 1), "督查室", "printed-2024-06-30"));
        await RecordAsync(ledger, "南街道", new GrantExtension(new DateOnly(2024, 6, 1), "督查室", "printed-2024-06-30", new DateOnly(2025, 6, 30), "用地未批"));
        await VersionAsync(ledger, SampleFiles.Plan.With("2024-06-30", "2025-03-31"));
        (await DatesAsync(ledger)).ShouldBe(
        [
            "东街道 2024-06-30 2024-06-30 met", "区卫生健康局 2025-03-31 2024-06-30", "区财政局 2025-03-31 2024-06-30", "南街道 2025-06-30 2024-06-30",
        ], ignoreOrder: true);
        await using (var db = ledger.Open())
        {
            (await db.Audit.CountAsync(h => h.Kind == nameof(DeadlineMoved))).ShouldBe(2);
        }

        // A correction of the file moves those that follow the plan's date, and only those.
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan.With("2024-06-30", "2025-02-28"), Later);
        (await DatesAsync(ledger)).ShouldBe(
        [
            "东街道 2024-06-30 2024-06-30 met", "区卫生健康局 2025-02-28 2024-06-30", "区财政局 2025-02-28 2024-06-30", "南街道 2025-06-30 2024-06-30",
        ], ignoreOrder: true);
    }

    [DatabaseFact]
    public async Task NewVersion_WhenADateIsGoneThatADepartmentMet_KeepsItForThatDepartmentOnly(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        await RecordAsync(ledger, "区财政局", new ConfirmMilestone(new DateOnly(2024, 6, 1), "督查室", "printed-2024-06-30"));
        var without = SampleFiles.Plan.With("{ \"due\": \"2024-06-30\", \"text\": \"完成选址\" },", "");
        await VersionAsync(ledger, without);
        await using var db = ledger.Open();
        (await db.Milestones.SingleAsync(m => m.Text == "完成选址")).Origin.ShouldBe(MilestoneOrigin.Superseded);
        (await DatesAsync(ledger)).ShouldBe(["区财政局 2024-06-30 2024-06-30 met"]);
        var once = await ledger.EverythingAsync();
        await ledger.LoadAsync(FileKind.Plan, without, Later);
        (await ledger.EverythingAsync()).ShouldBe(once);
    }

    [DatabaseFact]
    public async Task NewVersion_WhenADepartmentLeavesAndComesBack_EndsItsResponsibilityAndTakesItUpAgain(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        await RecordAsync(ledger, "区财政局", new Accept(Ledger.Day, "李二"));
        await VersionAsync(ledger, SampleFiles.Plan.With("{ \"department\": \"区财政局\", \"role\": \"Support\" },", ""));
        await using (var db = ledger.Open())
        {
            (await db.Responsibilities.Select(r => r.Department.Name).ToListAsync()).ShouldBe(["区卫生健康局", "东街道", "南街道"], ignoreOrder: true);
            (await db.Responsibilities.IgnoreQueryFilters().SingleAsync(r => r.Department.Name == "区财政局")).EndedOn.ShouldBe(Later);
        }

        await VersionAsync(ledger, SampleFiles.Plan, Later.AddDays(1));
        await using (var db = ledger.Open())
        {
            var back = await db.Responsibilities.SingleAsync(r => r.Department.Name == "区财政局");
            (back.State, back.AssignedOn, back.AcceptedOn).ShouldBe((ResponsibilityState.Assigned, Later.AddDays(1), null));
            (await KindsAsync(db, back)).ShouldBe(["Assigned", "Accepted", "Ended", "Assigned"]);
        }
    }

    [DatabaseFact]
    public async Task NewVersion_WhenAGroupLeaves_EndsItsMembersButNotOneNamedItself(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        await VersionAsync(ledger, SampleFiles.Plan.With("{ \"department\": \"各街道\", \"role\": \"Support\" }", "{ \"department\": \"东街道\", \"role\": \"Support\" }").With("{ \"name\": \"区财政局\" },", "{ \"name\": \"区财政局\" }, { \"name\": \"东街道\" },"));
        await using var db = ledger.Open();
        (await db.Responsibilities.Select(r => r.Department.Name).ToListAsync()).ShouldBe(["区卫生健康局", "区财政局", "东街道"], ignoreOrder: true);
    }

    [DatabaseFact]
    public async Task NewVersion_WithoutADecision_EndsNothing(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var before = await ledger.EverythingAsync();
        await using (var scope = ledger.Services.CreateAsyncScope())
        {
            var result = await scope.ServiceProvider.GetRequiredService<LoadPlan>().HandleAsync("plan.json", OnlySecond, Later, default, new NewVersion(null));
            result.Findings.ShouldHaveSingleItem().Code.ShouldBe("task-gone");
        }

        (await ledger.EverythingAsync()).ShouldBe(before);
    }

    /// <summary>The sample without its first task.</summary>
    private static string OnlySecond => System.Text.RegularExpressions.Regex.Replace(SampleFiles.Plan, @"(""tasks"": \[).*(\{ ""key"": ""一/2"")", "$1 $2", System.Text.RegularExpressions.RegexOptions.Singleline);

    private static async Task<Ledger> SampleAsync(TestDatabase database)
    {
        SampleFiles.Plan.ShouldContain(Second);
        var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org);
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan);
        return ledger;
    }

    private static async Task<IReadOnlyList<string>> VersionAsync(Ledger ledger, string text, DateOnly? day = null)
    {
        await using var scope = ledger.Services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<LoadPlan>().HandleAsync("plan.json", text, day ?? Later, default, new NewVersion(Decision));
        result.Findings.ShouldBeEmpty();
        return result.Done;
    }

    private static async Task<Dictionary<string, int>> TasksAsync(Ledger ledger)
    {
        await using var db = ledger.Open();
        return await db.Tasks.ToDictionaryAsync(t => t.Key, t => t.Id);
    }

    /// <summary>Of the milestone 完成选址, by department: the day in force, the first one.</summary>
    private static async Task<IReadOnlyList<string>> DatesAsync(Ledger ledger)
    {
        await using var db = ledger.Open();
        return [.. (await db.MilestoneShares.Where(s => s.Milestone.Text == "完成选址").Join(db.Responsibilities, s => s.ResponsibilityId, r => r.Id, (s, r) => new { r.Department.Name, s.Due, s.FirstDue, s.MetOn }).ToListAsync())
            .Select(s => $"{s.Name} {s.Due:yyyy-MM-dd} {s.FirstDue:yyyy-MM-dd}{(s.MetOn is null ? "" : " met")}")];
    }

    private static async Task RecordAsync(Ledger ledger, string department, ProgressCommand command)
    {
        await using var db = ledger.Open();
        var id = await db.Responsibilities.Where(r => r.Department.Name == department && r.Task.Key == "一/1").Select(r => r.Id).SingleAsync();
        (await ledger.WithAsync<RecordProgress, ProgressRefusal?>(r => r.HandleAsync(id, command, default))).ShouldBeNull();
    }

    private static Task<List<string>> KindsAsync(TrackerDb db, Responsibility responsibility)
    {
        var chain = AuditSubject.Responsibility(responsibility.Id);
        return db.Audit.Where(e => e.Subject == chain).OrderBy(e => e.Sequence).Select(e => e.Kind).ToListAsync();
    }
}
