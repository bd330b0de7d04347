using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features;
using TaskTracker.Features.Plans;
using TaskTracker.Features.Tasks;
using TaskTracker.Persistence;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Tasks;

public sealed class CancelTaskTests
{
    [DatabaseFact]
    public async Task CancelTask_WhenDecided_EndsTaskAndResponsibilitiesWithTheirHistoryKept(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var id = await TaskAsync(ledger);
        (await ledger.WithAsync<CancelTask, TaskRefusal?>(h => h.HandleAsync(id, " ", Ledger.Day, default))).ShouldBe(TaskRefusal.DecisionMissing);
        (await ledger.WithAsync<CancelTask, TaskRefusal?>(h => h.HandleAsync(id, "试政发〔2024〕3号", Ledger.Day, default))).ShouldBeNull();

        await using var db = ledger.Open();
        var task = await db.Tasks.IgnoreQueryFilters(TrackerDb.Ended).Include(t => t.Responsibilities).SingleAsync(t => t.Id == id);
        (task.EndedOn, task.EndedBy).ShouldBe((Ledger.Day, "试政发〔2024〕3号"));
        task.Responsibilities.ShouldNotBeEmpty();
        task.Responsibilities.ShouldAllBe(r => r.State == ResponsibilityState.Ended && r.Version == 2);
        (await db.ChainAsync(AuditSubject.Plan("trial")))[^1].Kind.ShouldBe("TaskCancelled");
        (await ledger.WithAsync<CancelTask, TaskRefusal?>(h => h.HandleAsync(id, "又", Ledger.Day, default))).ShouldBe(TaskRefusal.NotFound);
    }

    [DatabaseFact]
    public async Task AdjustTask_WhenADateIsMoved_KeepsTheFirstAndLeavesExtensionsBeyondIt(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var id = await TaskAsync(ledger);
        Dictionary<string, DateOnly> due = new() { ["printed-2024-06-30"] = new(2024, 12, 20) };
        (await ledger.WithAsync<AdjustTask, TaskRefusal?>(h => h.HandleAsync(id, "建设社区医院", due, "", Ledger.Day, default))).ShouldBe(TaskRefusal.DecisionMissing);
        (await ledger.WithAsync<AdjustTask, TaskRefusal?>(h => h.HandleAsync(id, "建设社区医院", new Dictionary<string, DateOnly> { ["z"] = Ledger.Day }, "号", Ledger.Day, default))).ShouldBe(TaskRefusal.UnknownMilestone);
        (await ledger.WithAsync<AdjustTask, TaskRefusal?>(h => h.HandleAsync(id, "建设社区医院", new Dictionary<string, DateOnly>(), "号", Ledger.Day, default))).ShouldBe(TaskRefusal.NothingChanged);

        (await ledger.WithAsync<AdjustTask, TaskRefusal?>(h => h.HandleAsync(id, "建设社区医院两家", due, "试政发〔2024〕3号", Ledger.Day, default))).ShouldBeNull();

        await using var db = ledger.Open();
        var task = await db.Tasks.Include(t => t.Responsibilities).ThenInclude(r => r.Milestones).ThenInclude(m => m.Milestone).SingleAsync(t => t.Id == id);
        task.Title.ShouldBe("建设社区医院两家");
        (await db.ChainAsync(AuditSubject.Plan("trial")))[^1].Data.ShouldContain("建设社区医院两家");
        foreach (var responsibility in task.Responsibilities)
        {
            var share = responsibility.Milestones.Single(m => m.Milestone.Key == "printed-2024-06-30");
            (share.FirstDue, share.Due).ShouldBe((new(2024, 6, 30), new(2024, 12, 20)));
            (await db.KindsAsync(responsibility.Id)).ShouldBe(["Assigned", nameof(TaskRetitled), nameof(DeadlineMoved)], ignoreOrder: true);
        }
    }

    private static async Task<int> TaskAsync(Ledger ledger)
    {
        await using var db = ledger.Open();
        return await db.Tasks.Where(t => t.Key == "一/1").Select(t => t.Id).SingleAsync();
    }

    private static async Task<Ledger> SampleAsync(TestDatabase database)
    {
        var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org, new(2024, 1, 8));
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan, new(2024, 1, 8));
        await ledger.WithAsync<ChangePlanState, string?>(c => c.HandleAsync("trial", PlanState.Active, new(2024, 1, 8), default));
        return ledger;
    }
}
