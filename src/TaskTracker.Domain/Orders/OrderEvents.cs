using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace TaskTracker.Domain.Orders;

/// <summary>What happened to a supervision order; kept as it was, in order.</summary>
[JsonDerivedType(typeof(OrderIssued), nameof(OrderIssued))]
[JsonDerivedType(typeof(OrderSignedFor), nameof(OrderSignedFor))]
[JsonDerivedType(typeof(OrderReplied), nameof(OrderReplied))]
[JsonDerivedType(typeof(OrderReplyReturned), nameof(OrderReplyReturned))]
[JsonDerivedType(typeof(OrderReplyAccepted), nameof(OrderReplyAccepted))]
[JsonDerivedType(typeof(OrderClosed), nameof(OrderClosed))]
[JsonDerivedType(typeof(OrderWithdrawn), nameof(OrderWithdrawn))]
public abstract record OrderEvent(DateOnly On, string By)
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static OrderEvent FromJson(string json) => JsonSerializer.Deserialize<OrderEvent>(json)!;
}

public sealed record OrderIssued(
    DateOnly On, string By, string Number, int DepartmentId, string Region, string Requirement, DateOnly ReplyBy, string Signer, OrderOrigin Origin, IReadOnlyList<int> Responsibilities)
    : OrderEvent(On, By);

public sealed record OrderSignedFor(DateOnly On, string By) : OrderEvent(On, By);

public sealed record OrderReplied(DateOnly On, string By, string Reply, IReadOnlyList<int> Evidence) : OrderEvent(On, By);

/// <param name="ReplyBy">The last day on which the next reply is in time.</param>
public sealed record OrderReplyReturned(DateOnly On, string By, string Reason, DateOnly ReplyBy) : OrderEvent(On, By);

public sealed record OrderReplyAccepted(DateOnly On, string By, string Remark) : OrderEvent(On, By);

public sealed record OrderClosed(DateOnly On, string By) : OrderEvent(On, By);

public sealed record OrderWithdrawn(DateOnly On, string By, string Reason) : OrderEvent(On, By);
