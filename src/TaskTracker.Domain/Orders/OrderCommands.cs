namespace TaskTracker.Domain.Orders;

/// <summary>What somebody wants to happen to a supervision order on a day.</summary>
public abstract record OrderCommand(DateOnly On, string By);

/// <summary>交办.</summary>
/// <param name="Responsibilities">Open ones of the department; at least one.</param>
public sealed record IssueOrder(
    DateOnly On, string By, string Number, int DepartmentId, string Region, string Requirement, DateOnly ReplyBy, string Signer, OrderOrigin Origin, IReadOnlyList<int> Responsibilities)
    : OrderCommand(On, By);

/// <summary>签收.</summary>
public sealed record SignForOrder(DateOnly On, string By) : OrderCommand(On, By);

/// <summary>反馈. Whoever replies has signed for it, said or not.</summary>
public sealed record ReplyToOrder(DateOnly On, string By, string Reply) : OrderCommand(On, By)
{
    public IReadOnlyList<int> Evidence { get; init; } = [];
}

/// <summary>审核: the reply goes back with a reason, and a new day where the old one has passed.</summary>
public sealed record ReturnReply(DateOnly On, string By, string Reason, DateOnly ReplyBy) : OrderCommand(On, By);

/// <summary>审核: the reply will do.</summary>
public sealed record AcceptReply(DateOnly On, string By, string Remark) : OrderCommand(On, By);

/// <summary>销号.</summary>
public sealed record CloseOrder(DateOnly On, string By) : OrderCommand(On, By);

/// <summary>撤销, e.g. since it was issued by mistake.</summary>
public sealed record WithdrawOrder(DateOnly On, string By, string Reason) : OrderCommand(On, By);
