using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features;
using TaskTracker.Features.Plans;
using TaskTracker.Features.Progress;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Progress;

public sealed class SetOpeningStatesTests
{
    [DatabaseFact]
    public async Task SetOpeningStates_WhenOnTrial_SetsAllRowsOrNone(TestDatabase database)
    {
        await using var ledger = await Ledger.OpenAsync(database);
        await ledger.LoadAsync(FileKind.Org, SampleFiles.Org, new(2024, 1, 8));
        await ledger.LoadAsync(FileKind.Plan, SampleFiles.Plan, new(2024, 1, 8));
        await ledger.WithAsync<ChangePlanState, string?>(c => c.HandleAsync("trial", PlanState.Trial, new(2024, 1, 8), default));
        List<int> ids;
        await using (var db = ledger.Open())
        {
            ids = await db.Responsibilities.OrderBy(r => r.Id).Select(r => r.Id).Take(2).ToListAsync();
        }

        var before = await ledger.EverythingAsync();
        (await SetAsync(ledger, new(ids[0], 1, true, 50, [], false), new(ids[1], 1, true, 101, [], false))).ShouldBe(new Dictionary<int, ProgressRefusal> { [ids[1]] = ProgressRefusal.PercentOutOfRange });
        (await SetAsync(ledger, new OpeningRow(ids[0], 7, true, 50, [], false))).Values.ShouldBe([ProgressRefusal.ChangedMeanwhile]);
        (await ledger.EverythingAsync()).ShouldBe(before);

        (await SetAsync(ledger, new(ids[0], 1, true, 50, ["printed-2024-06-30"], false), new(ids[1], 1, true, 0, [], false))).ShouldBeEmpty();

        await using (var db = ledger.Open())
        {
            var first = await db.Responsibilities.Whole().SingleAsync(r => r.Id == ids[0]);
            (first.Progress, first.State, first.Milestones.Single(m => m.Milestone.Key == "printed-2024-06-30").MetOn).ShouldBe((50, ResponsibilityState.InProgress, Ledger.Day));
            (await db.Reports.CountAsync()).ShouldBe(0);
            (await db.Responsibilities.SingleAsync(r => r.Id == ids[1])).State.ShouldBe(ResponsibilityState.Accepted);
            (await db.ChainAsync(AuditSubject.Plan("trial")))[^1].Kind.ShouldBe("OpeningStatesSet");
        }
    }

    private static Task<IReadOnlyDictionary<int, ProgressRefusal>> SetAsync(Ledger ledger, params OpeningRow[] rows) =>
        ledger.WithAsync<SetOpeningStates, IReadOnlyDictionary<int, ProgressRefusal>>(h => h.HandleAsync("trial", rows, default));
}
