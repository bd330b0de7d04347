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
public sealed class SupervisionOrder
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

    /// <summary>The number of its last history entry; two writers at once: the second is refused.</summary>
    public int Version { get; set; }

    public List<OrderItem> Items { get; } = [];
    public List<OrderEntry> History { get; } = [];

    public bool IsOpen => State is not (OrderState.Closed or OrderState.Withdrawn);
}

/// <summary>One of the responsibilities that an order is about.</summary>
public sealed class OrderItem
{
    public int OrderId { get; init; }
    public int ResponsibilityId { get; init; }
    public Progress.Responsibility Responsibility { get; init; } = null!;
}

/// <summary>One change of an order, never altered afterwards.</summary>
public sealed class OrderEntry
{
    public long Id { get; init; }
    public int OrderId { get; init; }

    /// <summary>Counted from 1 without gaps within the order.</summary>
    public int Sequence { get; init; }

    public DateTime At { get; init; }
    public required string By { get; init; }

    /// <summary>A digest of the form that led to it, so that one sent twice counts once.</summary>
    public string? Form { get; init; }

    /// <summary>The event's name, e.g. <c>OrderReplied</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The event as JSON.</summary>
    public required string Data { get; init; }
}
