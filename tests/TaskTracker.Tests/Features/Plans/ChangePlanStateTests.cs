using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features;
using TaskTracker.Features.Plans;
using TaskTracker.Features.Progress;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Plans;

public sealed class ChangePlanStateTests
{
    [DatabaseFact]
    public async Task ChangePlanState_WhenActiveAgain_KeepsTheFirstDay(TestDatabase database)
    {
        await using var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan);
        await ChangeAsync(ledger, PlanState.Trial, Ledger.Day);
        await ChangeAsync(ledger, PlanState.Active, Ledger.Day.AddDays(1));
        var once = await ledger.EverythingAsync();
        await ChangeAsync(ledger, PlanState.Active, Ledger.Day.AddDays(9));
        (await ledger.EverythingAsync()).ShouldBe(once);
        await using var db = ledger.Open();
        (await db.Plans.SingleAsync()).ActiveFrom.ShouldBe(Ledger.Day.AddDays(1));
    }

    [DatabaseFact]
    public async Task ChangePlanState_WhenThePlanIsArchived_GivesItNoFurtherResponsibilities(TestDatabase database)
    {
        await using var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan);
        await ChangeAsync(ledger, PlanState.Archived, Ledger.Day);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org);
        await using var db = ledger.Open();
        (await db.Responsibilities.CountAsync()).ShouldBe(2);
    }

    [DatabaseFact]
    public async Task Responsibility_ThatADecisionEndedByItself_StaysEndedWhenItsTaskIsSharedOutAnew(TestDatabase database)
    {
        await using var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org);
        await ChangeAsync(ledger, PlanState.Active, Ledger.Day);
        int id;
        await using (var db = ledger.Open())
        {
            id = await db.Responsibilities.OrderBy(r => r.Id).Select(r => r.Id).FirstAsync();
        }

        (await ledger.WithAsync<RecordProgress, ProgressRefusal?>(r => r.HandleAsync(id, new End(Ledger.Day, "督查室", "督〔2024〕9号"), default))).ShouldBeNull();
        await ChangeAsync(ledger, PlanState.Trial, Ledger.Day.AddDays(1));
        await ChangeAsync(ledger, PlanState.Active, Ledger.Day.AddDays(2));

        await using var after = ledger.Open();
        var ended = await after.Responsibilities.IgnoreQueryFilters().SingleAsync(r => r.Id == id);
        (ended.EndedOn, ended.State).ShouldBe((Ledger.Day, ResponsibilityState.Ended));
    }

    [DatabaseFact]
    public async Task ChangePlanState_WhenSomebodyElseChangedItMeanwhile_ChangesNothing(TestDatabase database)
    {
        await using var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan);
        await ChangeAsync(ledger, PlanState.Trial, Ledger.Day);
        var before = await ledger.EverythingAsync();
        (await ledger.WithAsync<ChangePlanState, string?>(c => c.HandleAsync("trial", PlanState.Active, Ledger.Day, default, PlanState.Draft))).ShouldNotBeNull();
        (await ledger.EverythingAsync()).ShouldBe(before);
    }

    [DatabaseFact]
    public async Task ChangePlanState_WhenThereIsNoSuchPlan_ChangesNothing(TestDatabase database)
    {
        await using var ledger = await Ledger.OpenAsync(database);
        (await ledger.WithAsync<ChangePlanState, string?>(c => c.HandleAsync("trial", PlanState.Active, Ledger.Day, default))).ShouldBeNull();
        (await ledger.EverythingAsync()).Where(row => !row.StartsWith("Settings:", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static async Task ChangeAsync(Ledger ledger, PlanState state, DateOnly day) =>
        (await ledger.WithAsync<ChangePlanState, string?>(c => c.HandleAsync("trial", state, day, default))).ShouldNotBeNull();
}
