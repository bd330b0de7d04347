using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Orders;
using TaskTracker.Domain.Plans;
using TaskTracker.Features;
using TaskTracker.Features.Orders;
using TaskTracker.Features.Plans;
using TaskTracker.Features.Progress;
using TaskTracker.Tests.Fixtures;

namespace TaskTracker.Tests.Features.Orders;

public sealed class RecordOrderTests
{
    [DatabaseFact]
    public async Task IssueSupervisionOrder_WhenTheFormIsSentTwice_IssuesOne(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var wanted = await WantedAsync(ledger);

        var issued = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => IssueAsync(ledger, wanted, "k"))));

        issued.Select(i => i.Refusal).ShouldBe([null, null, null]);
        issued.Select(i => i.Id).Distinct().Count().ShouldBe(1);
        await using var db = ledger.Open();
        (await db.Orders.CountAsync()).ShouldBe(1);
        (await db.OrderItems.CountAsync()).ShouldBe(1);
    }

    [DatabaseFact]
    public async Task IssueSupervisionOrder_WhenSomethingIsWrong_IsRefusedByName(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var wanted = await WantedAsync(ledger);
        (await IssueAsync(ledger, wanted, "k")).Refusal.ShouldBeNull();
        var before = await ledger.EverythingAsync();

        (await IssueAsync(ledger, wanted with { Requirement = "另一要求" }, "k2")).Refusal.ShouldBe(OrderRefusal.NumberTaken);
        (await IssueAsync(ledger, wanted with { Number = "2号", DepartmentId = wanted.DepartmentId + 1 }, "k3")).Refusal.ShouldBe(OrderRefusal.ResponsibilityNotOpen);
        (await IssueAsync(ledger, wanted with { Number = "2号", Responsibilities = [99999] }, "k4")).Refusal.ShouldBe(OrderRefusal.ResponsibilityNotOpen);

        (await ledger.EverythingAsync()).ShouldBe(before);
    }

    [DatabaseFact]
    public async Task RecordOrder_FromIssueToClosing_KeepsItsHistory(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var (id, _) = await IssueAsync(ledger, await WantedAsync(ledger), "k");
        OrderCommand[] steps = [new SignForOrder(Ledger.Day, "王一"), new ReplyToOrder(Ledger.Day, "王一", "已推进"), new AcceptReply(Ledger.Day, "督查室", ""), new CloseOrder(Ledger.Day, "督查室")];
        foreach (var (step, i) in steps.Select((s, i) => (s, i)))
        {
            (await DoAsync(ledger, id, step, $"{i}", i + 1)).ShouldBeNull();
        }

        await using var db = ledger.Open();
        (await db.Orders.SingleAsync()).State.ShouldBe(OrderState.Closed);
        (await db.ChainAsync(AuditSubject.Order(id))).Select(h => h.Kind).ShouldBe(["OrderIssued", "OrderSignedFor", "OrderReplied", "OrderReplyAccepted", "OrderClosed"]);
    }

    [DatabaseFact]
    public async Task RecordOrder_WhenTwoAnswerAtOnce_TakesOneAndAsksTheOther(TestDatabase database)
    {
        await using var ledger = await SampleAsync(database);
        var (id, _) = await IssueAsync(ledger, await WantedAsync(ledger), "k");

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => Task.Run(() => DoAsync(ledger, id, new ReplyToOrder(Ledger.Day, "王一", $"反馈{i}"), $"{i}", 1))));

        answers.Count(a => a is null).ShouldBe(1);
        answers.Where(a => a is not null).ShouldAllBe(a => a == OrderRefusal.ChangedMeanwhile);
        await using var db = ledger.Open();
        (await db.Audit.CountAsync(h => h.Kind == "OrderReplied")).ShouldBe(1);
    }

    private static Task<(int Id, OrderRefusal? Refusal)> IssueAsync(Ledger ledger, IssueOrder wanted, string key) =>
        ledger.WithAsync<IssueSupervisionOrder, (int, OrderRefusal?)>(h => h.HandleAsync(wanted, new FormStamp(key, 0), default));

    private static Task<OrderRefusal?> DoAsync(Ledger ledger, int id, OrderCommand command, string key, int seen) =>
        ledger.WithAsync<RecordOrder, OrderRefusal?>(h => h.HandleAsync(id, command, new FormStamp(key, seen), default));

    private static async Task<IssueOrder> WantedAsync(Ledger ledger)
    {
        await using var db = ledger.Open();
        var about = await db.Responsibilities.Where(r => r.Department.Name == "区卫生健康局" && r.Task.Key == "一/1").Select(r => new { r.Id, r.DepartmentId }).SingleAsync();
        return new(Ledger.Day, "督查室", "督办〔2024〕1号", about.DepartmentId, "", "限期推进", Ledger.Day.AddDays(10), "主任", OrderOrigin.ByHand, [about.Id]);
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
