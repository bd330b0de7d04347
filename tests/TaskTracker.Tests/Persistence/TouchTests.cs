using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Orders;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Accounts;
using TaskTracker.Features.Evidence;
using TaskTracker.Features.Import;
using TaskTracker.Features.Progress;
using TaskTracker.Outbox;
using TaskTracker.Persistence;
using TaskTracker.RulesInForce;
using TaskTracker.Sweep;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Persistence;

public sealed class TouchTests
{
    /// <summary>What rules and notices are decided without, or what comes of them.</summary>
    private static readonly Type[] NotRead =
    [
        typeof(Department), typeof(DepartmentAlias), typeof(DepartmentSuccessor), typeof(GroupMember), typeof(Person), typeof(Share), typeof(Project), typeof(InstitutionTable),
        typeof(AuditEntry), typeof(AuditSeal), typeof(SealedHead), typeof(EvidenceFile), typeof(PlanStateChange), typeof(Standing), typeof(LightChange), typeof(Signal), typeof(Notice), typeof(SweepRun), typeof(SweepBatch), typeof(QueuedMail),
        typeof(ImportDraft), typeof(Setting), typeof(Look), typeof(Touch), typeof(RuleVersion), typeof(PublishedRule), typeof(RulesFault), typeof(Account), typeof(Session), typeof(ApiToken), typeof(Grant), typeof(AccountEvent),
        typeof(ExtensionRequest), typeof(CompletionRequest), typeof(Rectification), typeof(SupervisionOrder), typeof(OrderItem), typeof(SentForm), typeof(TalkProposal),
    ];

    [Fact]
    public void EveryEntity_IsTouchedWhenItChanges_OrKnownNotToMatter()
    {
        using var db = TestDatabase.OpenSqlite(Path.GetTempPath());
        var all = db.Model.GetEntityTypes().Where(t => !t.IsOwned()).Select(t => t.ClrType).ToList();

        all.Except(Touches.WatchedTypes).Select(t => t.Name).Order().ShouldBe(NotRead.Select(t => t.Name).Order());
    }

    [DatabaseFact]
    public async Task ExecuteUpdate_OfWhatRulesRead_IsRefused(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await using var db = story.Node.Open();

        await Should.ThrowAsync<InvalidOperationException>(() => db.Responsibilities.ExecuteUpdateAsync(s => s.SetProperty(r => r.Progress, 50)));
        await Should.ThrowAsync<InvalidOperationException>(() => db.PostHolders.Where(h => h.Id > 0).ExecuteDeleteAsync());
        (await db.Notices.ExecuteDeleteAsync()).ShouldBe(0);
    }

    [DatabaseFact]
    public async Task Sweep_WhenSomethingWasTouched_TakesItUpOnce(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database);
        await story.SweepAtAsync("2024-11-20 08:00");
        await story.Node.RecordAsync("t2", SmallLedger.Health, on => new SubmitReport(on, "联络员", ReportedState.OnSchedule, 20, "完成", "无"));

        var second = await story.Node.SweepAsync();
        var third = await story.Node.SweepAsync();

        (second.LookedAt, third.LookedAt, third.Responsibilities).ShouldBe((1, 0, 4));
        await using var db = story.Node.Open();
        (await db.Touches.CountAsync()).ShouldBe(0);
        (await db.Batches.CountAsync(b => b.RunId == third.Id)).ShouldBe(0);
    }

    [DatabaseFact]
    public async Task Sweep_WhenThePostsChange_LooksOnlyWhereNobodyWasFound(TestDatabase database)
    {
        var ledger = new SmallLedger();
        ledger.Holders.RemoveAll(h => h.Department == SmallLedger.Finance);
        ledger.Holders.Add(new Holder(SmallLedger.Finance, "liaison", "cai-liaison", "蔡联络", "2025-06-01"));
        await using var story = await Story.BeginAsync(database, ledger);
        await story.SweepAtAsync("2024-11-20 08:00");
        ledger.Holders[^1] = ledger.Holders[^1] with { From = "2024-11-18" };
        await ledger.LoadOrgAsync(story.Node);

        var run = await story.Node.SweepAsync();

        // t1 is shared with health; t3 is finance's own.
        run.LookedAt.ShouldBe(3);
        await using var db = story.Node.Open();
        (await db.Notices.Where(n => n.RunId == run.Id).Select(n => n.Post.Department.Name).Distinct().ToListAsync()).ShouldBe([SmallLedger.Finance]);
    }
}
