namespace TaskTracker.Domain.Orders;

/// <summary>Why a command was refused.</summary>
public enum OrderRefusal
{
    NumberMissing, NumberTaken, RequirementMissing, SignerMissing, NoResponsibility,

    /// <summary>A responsibility that is another department's, closed or ended.</summary>
    ResponsibilityNotOpen,

    ReplyDayHasPassed, AlreadyIssued, NotIssued, AlreadySignedFor, ReplyMissing,

    NothingToReview,

    /// <summary>A reply that waits for its review, or has been accepted, cannot be overwritten.</summary>
    ReplyUnderReview, NotAccepted, AlreadyEnded, ReasonMissing, TextTooLong,

    /// <summary>The person who asks has no part in the order, or not this one.</summary>
    NotAllowed,

    /// <summary>Somebody else changed the order since the form was shown.</summary>
    ChangedMeanwhile,
}

/// <summary>Either what happens, or why it doesn't.</summary>
public sealed record OrderOutcome(IReadOnlyList<OrderEvent> Events, OrderRefusal? Refusal)
{
    public static implicit operator OrderOutcome(OrderRefusal reason) => new([], reason);

    public static implicit operator OrderOutcome(OrderEvent happened) => new([happened], null);
}

/// <summary>State and command in, events out; nothing is changed until <see cref="Apply"/>.</summary>
public static class OrderDecision
{
    /// <summary>Characters of any one text.</summary>
    public const int LongestText = 4000;

    /// <summary>Characters of a number or a signer's name.</summary>
    public const int LongestName = 100;

    public static OrderOutcome Decide(SupervisionOrder order, OrderCommand command) =>
        command is IssueOrder && order.Version > 0 ? OrderRefusal.AlreadyIssued
        : command is not IssueOrder && order.Version == 0 ? OrderRefusal.NotIssued
        : !order.IsOpen ? OrderRefusal.AlreadyEnded
        : TooLong(command) ? OrderRefusal.TextTooLong
        : command switch
        {
            IssueOrder c => Issue(c),
            SignForOrder c => order.State == OrderState.Issued ? new OrderSignedFor(c.On, c.By) : OrderRefusal.AlreadySignedFor,
            ReplyToOrder c => Reply(order, c),
            ReturnReply c => order.State != OrderState.Replied ? OrderRefusal.NothingToReview
                : string.IsNullOrWhiteSpace(c.Reason) ? OrderRefusal.ReasonMissing
                : c.ReplyBy < c.On ? OrderRefusal.ReplyDayHasPassed
                : new OrderReplyReturned(c.On, c.By, c.Reason, c.ReplyBy),
            AcceptReply c => order.State == OrderState.Replied ? new OrderReplyAccepted(c.On, c.By, c.Remark) : OrderRefusal.NothingToReview,
            CloseOrder c => order.State == OrderState.Accepted ? new OrderClosed(c.On, c.By) : OrderRefusal.NotAccepted,
            WithdrawOrder c => string.IsNullOrWhiteSpace(c.Reason) ? OrderRefusal.ReasonMissing : new OrderWithdrawn(c.On, c.By, c.Reason),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "No such command."),
        };

    /// <summary>Changes the order as the event says.</summary>
    public static void Apply(SupervisionOrder order, OrderEvent happened)
    {
        order.Version++;
        switch (happened)
        {
            case OrderIssued e:
                (order.Number, order.DepartmentId, order.Region, order.Requirement, order.ReplyBy) = (e.Number, e.DepartmentId, e.Region, e.Requirement, e.ReplyBy);
                (order.Signer, order.Origin, order.IssuedOn, order.State) = (e.Signer, e.Origin, e.On, OrderState.Issued);
                order.Items.AddRange(e.Responsibilities.Select(id => new OrderItem { ResponsibilityId = id }));
                break;
            case OrderSignedFor e:
                (order.SignedForOn, order.State) = (e.On, OrderState.SignedFor);
                break;
            case OrderReplied e:
                (order.RepliedOn, order.Reply, order.Evidence, order.State) = (e.On, e.Reply, [.. e.Evidence], OrderState.Replied);
                break;
            case OrderReplyReturned e:
                (order.Answer, order.ReplyBy, order.State) = (e.Reason, e.ReplyBy, OrderState.SignedFor);
                break;
            case OrderReplyAccepted e:
                (order.Answer, order.State) = (e.Remark, OrderState.Accepted);
                break;
            case OrderClosed e:
                (order.EndedOn, order.State) = (e.On, OrderState.Closed);
                break;
            case OrderWithdrawn e:
                (order.Answer, order.EndedOn, order.State) = (e.Reason, e.On, OrderState.Withdrawn);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(happened), happened, "No such event.");
        }
    }

    private static OrderOutcome Issue(IssueOrder c) =>
        string.IsNullOrWhiteSpace(c.Number) ? OrderRefusal.NumberMissing
        : string.IsNullOrWhiteSpace(c.Requirement) ? OrderRefusal.RequirementMissing
        : string.IsNullOrWhiteSpace(c.Signer) ? OrderRefusal.SignerMissing
        : c.ReplyBy < c.On ? OrderRefusal.ReplyDayHasPassed
        : c.Responsibilities.Count == 0 ? OrderRefusal.NoResponsibility
        : new OrderIssued(c.On, c.By, c.Number.Trim(), c.DepartmentId, c.Region, c.Requirement, c.ReplyBy, c.Signer.Trim(), c.Origin, [.. c.Responsibilities.Distinct()]);

    private static OrderOutcome Reply(SupervisionOrder order, ReplyToOrder c)
    {
        if (order.State is not (OrderState.Issued or OrderState.SignedFor))
        {
            return OrderRefusal.ReplyUnderReview;
        }

        if (string.IsNullOrWhiteSpace(c.Reply))
        {
            return OrderRefusal.ReplyMissing;
        }

        var replied = new OrderReplied(c.On, c.By, c.Reply, c.Evidence);
        return order.State == OrderState.Issued ? new OrderOutcome([new OrderSignedFor(c.On, c.By), replied], null) : replied;
    }

    private static bool TooLong(OrderCommand command) => command switch
    {
        IssueOrder c => c.Number.Length > LongestName || c.Signer.Length > LongestName || c.Requirement.Length > LongestText,
        ReplyToOrder c => c.Reply.Length > LongestText,
        ReturnReply c => c.Reason.Length > LongestText,
        AcceptReply c => c.Remark.Length > LongestText,
        WithdrawOrder c => c.Reason.Length > LongestText,
        _ => false,
    };
}
