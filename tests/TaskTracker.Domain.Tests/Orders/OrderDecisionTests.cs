using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TaskTracker.Domain.Orders;

namespace TaskTracker.Domain.Tests.Orders;

public sealed class OrderDecisionTests
{
    private static readonly DateOnly Today = new(2024, 11, 20);

    [Fact]
    public void Order_WhenSignedRepliedReturnedRepliedAccepted_CanBeClosed()
    {
        var order = Issued();
        Do(order, new SignForOrder(Today, "甲"));
        Do(order, new ReplyToOrder(Today, "甲", "已开工"));
        Do(order, new ReturnReply(Today, "督", "缺计划", Today.AddDays(5)));
        (order.State, order.Answer, order.ReplyBy).ShouldBe((OrderState.SignedFor, "缺计划", Today.AddDays(5)));
        Do(order, new ReplyToOrder(Today, "甲", "计划附后"));
        Decide(order, new CloseOrder(Today, "督")).ShouldBe(OrderRefusal.NotAccepted);
        Do(order, new AcceptReply(Today, "督", "同意"));

        Do(order, new CloseOrder(Today.AddDays(1), "督"));

        (order.State, order.EndedOn, order.Reply, order.IsOpen).ShouldBe((OrderState.Closed, Today.AddDays(1), "计划附后", false));
        Decide(order, new ReplyToOrder(Today, "甲", "再报")).ShouldBe(OrderRefusal.AlreadyEnded);
    }

    [Fact]
    public void ReplyToOrder_WhenNotSignedForYet_SignsFirst()
    {
        var events = Do(Issued(), new ReplyToOrder(Today, "甲", "已开工"));

        events.Select(e => e.GetType()).ShouldBe([typeof(OrderSignedFor), typeof(OrderReplied)]);
    }

    [Fact]
    public void ReplyToOrder_WhenAReplyWaits_IsRefused()
    {
        var order = Issued();
        Do(order, new ReplyToOrder(Today, "甲", "已开工"));

        Decide(order, new ReplyToOrder(Today, "甲", "再报")).ShouldBe(OrderRefusal.ReplyUnderReview);
        Decide(order, new SignForOrder(Today, "甲")).ShouldBe(OrderRefusal.AlreadySignedFor);
    }

    [Fact]
    public void IssueOrder_WhenSomethingIsMissing_IsRefusedByName()
    {
        Decide(new(), Issue with { Number = " " }).ShouldBe(OrderRefusal.NumberMissing);
        Decide(new(), Issue with { Requirement = "" }).ShouldBe(OrderRefusal.RequirementMissing);
        Decide(new(), Issue with { Signer = "" }).ShouldBe(OrderRefusal.SignerMissing);
        Decide(new(), Issue with { ReplyBy = Today.AddDays(-1) }).ShouldBe(OrderRefusal.ReplyDayHasPassed);
        Decide(new(), Issue with { ReplyBy = Today }).ShouldBeNull();
        Decide(new(), Issue with { Responsibilities = [] }).ShouldBe(OrderRefusal.NoResponsibility);
        Decide(new(), Issue with { Requirement = new string('长', OrderDecision.LongestText + 1) }).ShouldBe(OrderRefusal.TextTooLong);
        Decide(Issued(), Issue).ShouldBe(OrderRefusal.AlreadyIssued);
        Decide(new(), new SignForOrder(Today, "甲")).ShouldBe(OrderRefusal.NotIssued);
    }

    [Fact]
    public void WithdrawOrder_WhenAReasonIsGiven_EndsItWhereverItStands()
    {
        var order = Issued();
        Decide(order, new WithdrawOrder(Today, "督", "")).ShouldBe(OrderRefusal.ReasonMissing);

        Do(order, new WithdrawOrder(Today, "督", "交办有误"));

        (order.State, order.EndedOn).ShouldBe((OrderState.Withdrawn, Today));
    }

    [Property(MaxTest = 300)]
    public Property Order_WhenAnyCommandsFollow_IsWhatItsHistorySays() =>
        Prop.ForAll(Command().ListOf().ToArbitrary(), commands =>
        {
            var (lived, replayed) = (new SupervisionOrder(), new SupervisionOrder());
            foreach (var command in commands)
            {
                var (open, version) = (lived.IsOpen, lived.Version);
                var outcome = OrderDecision.Decide(lived, command);
                lived.Version.ShouldBe(version, "deciding changes nothing");
                (outcome.Refusal is null).ShouldBe(outcome.Events.Count > 0);
                outcome.Events.Count.ShouldBeLessThanOrEqualTo(open ? 2 : 0);
                foreach (var happened in outcome.Events)
                {
                    OrderDecision.Apply(lived, happened);
                    OrderDecision.Apply(replayed, OrderEvent.FromJson(happened.ToJson()));
                }

                (lived.State == OrderState.Issued).ShouldBe(lived.SignedForOn is null && lived.State != OrderState.Withdrawn);
                lived.IsOpen.ShouldBe(lived.EndedOn is null);
            }

            Picture(replayed).ShouldBe(Picture(lived));
        });

    private static Gen<OrderCommand> Command() =>
        from day in Days.Random("2024-11-01", "2024-12-31")
        from text in Gen.Elements("已办", "")
        from command in Gen.Elements<OrderCommand>(
            Issue with { On = day }, Issue with { On = day }, new SignForOrder(day, "甲"), new ReplyToOrder(day, "甲", text) { Evidence = [1] }, new ReplyToOrder(day, "甲", "报"),
            new ReturnReply(day, "督", text, Today), new AcceptReply(day, "督", text), new CloseOrder(day, "督"), new WithdrawOrder(day, "督", day.Day % 5 == 0 ? text : ""))
        select command;

    private static readonly IssueOrder Issue = new(Today, "督", "督办〔2024〕1号", 3, "甲区", "限期开工", new(2024, 12, 31), "主任", OrderOrigin.Escalation, [1, 2]);

    private static SupervisionOrder Issued()
    {
        var order = new SupervisionOrder();
        Do(order, Issue);
        return order;
    }

    private static OrderRefusal? Decide(SupervisionOrder order, OrderCommand command) => OrderDecision.Decide(order, command).Refusal;

    private static IReadOnlyList<OrderEvent> Do(SupervisionOrder order, OrderCommand command)
    {
        var outcome = OrderDecision.Decide(order, command);
        outcome.Refusal.ShouldBeNull();
        outcome.Events.ToList().ForEach(e => OrderDecision.Apply(order, e));
        return outcome.Events;
    }

    private static string Picture(SupervisionOrder o) =>
        $"{o.Number} {o.DepartmentId} {o.Region} {o.Requirement} {o.ReplyBy} {o.Signer} {o.Origin} {o.State} {o.IssuedOn} {o.SignedForOn} {o.RepliedOn} {o.Reply} {string.Join(',', o.Evidence)} {o.Answer} {o.EndedOn} {o.Version} {string.Join(',', o.Items.Select(i => i.ResponsibilityId))}";
}
