using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Organisation;

namespace TaskTracker.Domain.Orders;

/// <summary>交办, 签收, 反馈, 审核, 销号.</summary>
public enum OrderState
{
    /// <summary>The department is to sign for it.</summary>
    Issued,

    /// <summary>The department is to reply, for the first time or again.</summary>
    SignedFor,

    /// <summary>The supervision office is to review the reply.</summary>
    Replied,

    /// <summary>The reply will do; the order is to be closed.</summary>
    Accepted,
    Closed,
    Withdrawn,
}

public enum OrderOrigin
{
    ByHand,

    /// <summary>After a notice of level 3 (提请督办).</summary>
    Escalation,
}

/// <summary>督办单, issued by the supervision office to one department about one or several of its responsibilities.</summary>
public sealed class SupervisionOrder : IAudited
{
    public int Id { get; init; }
    public int DepartmentId { get; set; }
    public Department Department { get; init; } = null!;

    /// <summary>Unique within the region, e.g. <c>督办〔2024〕12号</c>.</summary>
    public string Number { get; set; } = "";

    public string Region { get; set; } = "";
    public string Requirement { get; set; } = "";

    /// <summary>The last day on which the reply is in time.</summary>
    public DateOnly ReplyBy { get; set; }

    /// <summary>签发人.</summary>
    public string Signer { get; set; } = "";

    public OrderOrigin Origin { get; set; }
    public OrderState State { get; set; }
    public DateOnly IssuedOn { get; set; }
    public DateOnly? SignedForOn { get; set; }
    public DateOnly? RepliedOn { get; set; }

    /// <summary>反馈: the last reply.</summary>
    public string Reply { get; set; } = "";

    public List<int> Evidence { get; set; } = [];

    /// <summary>Why the reply was returned, or what was said last.</summary>
    public string Answer { get; set; } = "";

    public DateOnly? EndedOn { get; set; }

    /// <summary>The number of the last entry in its audit chain; two writers at once: the second is refused.</summary>
    public int Version { get; set; }

    public List<OrderItem> Items { get; } = [];

    public string Chain => AuditSubject.Order(Id);

    public List<AuditRecord> Unwritten { get; } = [];

    public bool IsOpen => State is not (OrderState.Closed or OrderState.Withdrawn);
}

/// <summary>One of the responsibilities that an order is about.</summary>
public sealed class OrderItem
{
    public int OrderId { get; init; }
    public int ResponsibilityId { get; init; }
    public Progress.Responsibility Responsibility { get; init; } = null!;
}
