using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Orders;
using TaskTracker.Features.Orders;
using TaskTracker.Persistence;
using TaskTracker.Resources;

namespace TaskTracker.Features.Api;

/// <summary>Supervision orders (督办单).</summary>
internal static class ApiOrders
{
    /// <inheritdoc cref="ApiProgress.Desk"/>
    internal sealed record Desk(HttpContext Http, ShowOrder Show, RecordOrder Record, IssueSupervisionOrder Issue, TrackerDb Db, CurrentPerson Me, HouseClock Clock, PageText Text);

    public static void MapOrders(this IEndpointRouteBuilder api)
    {
        api.MapGet("/orders", async (bool? all, int? page, ListOrders list, CancellationToken cancel) =>
        {
            var (number, model) = (ApiQuery.Page(page), await list.GetAsync(all ?? false, ApiQuery.Page(page), cancel));
            return new ApiPage<ApiOrderLine>([.. model.Rows.Select(o => new ApiOrderLine(o.Id, o.Number, o.Department, o.Requirement, o.IssuedOn, o.ReplyBy, o.State, o.Responsibilities))], model.Total, number, ListOrders.PageSize);
        }).WithSummary("Supervision orders, the open ones or all");
        api.MapGet("/orders/{id:int}", (int id, [AsParameters] Desk desk) => desk.ReadAsync(id)).WithSummary("One supervision order");
        api.MapPost("/orders", IssueAsync).WithSummary("Issue a supervision order (督办单)").WithMetadata(new NeedsStamp(Version: false)).Produces<ApiOrder>(StatusCodes.Status201Created);
        api.MapPost("/orders/{id:int}/sign", (int id, [AsParameters] Desk desk, ApiCall<ApiNothing> call) => desk.DoAsync(id, call, _ => new SignForOrder(desk.Clock.Today, desk.Me.By))).ChangesVersion("Sign for it (签收)");
        api.MapPost("/orders/{id:int}/reply", (int id, [AsParameters] Desk desk, ApiCall<SendReply> call) => desk.DoAsync(id, call, c => new ReplyToOrder(desk.Clock.Today, desk.Me.By, c.Reply.Trim()))).ChangesVersion("Reply to it (反馈)");
        api.MapPost("/orders/{id:int}/review", (int id, [AsParameters] Desk desk, ApiCall<SendReview> call) => desk.DoAsync(id, call, c =>
            c.Accept ? new AcceptReply(desk.Clock.Today, desk.Me.By, c.Remark.Trim())
            : new ReturnReply(desk.Clock.Today, desk.Me.By, c.Remark.Trim(), c.ReplyBy ?? throw ApiProblem.Wrong(new ApiFault("replyBy", "MissingField", "\"2024-12-31\""))))).ChangesVersion("Accept or return the reply (审核)");
        api.MapPost("/orders/{id:int}/close", (int id, [AsParameters] Desk desk, ApiCall<ApiNothing> call) => desk.DoAsync(id, call, _ => new CloseOrder(desk.Clock.Today, desk.Me.By))).ChangesVersion("Close it (销号)");
        api.MapPost("/orders/{id:int}/withdraw", (int id, [AsParameters] Desk desk, ApiCall<SendReason> call) => desk.DoAsync(id, call, c => new WithdrawOrder(desk.Clock.Today, desk.Me.By, c.Reason.Trim()))).ChangesVersion("Withdraw it (撤销)");
    }

    private static async Task<ApiOrder> ReadAsync(this Desk desk, int id)
    {
        var m = await desk.Show.GetAsync(id, desk.Http.RequestAborted) ?? throw ApiProblem.NotFound();
        var o = m.Of;
        desk.Http.Response.Headers.ETag = ApiEndpoints.Tag(o.Version);
        return new(o.Id, o.Version, o.Number, o.Region, o.DepartmentId, o.Department.Name, o.Requirement, o.ReplyBy, o.Signer, o.Origin, o.State, o.IssuedOn, o.SignedForOn, o.RepliedOn, o.Reply, o.Answer, o.EndedOn,
            [.. m.Responsibilities.Select(r => r.Id)], [.. m.Timeline.Select(t => ApiEvent.Of(t, desk.Text))]);
    }

    private static async Task<IResult> IssueAsync([AsParameters] Desk desk, ApiCall<SendOrder> call)
    {
        var (stamp, c) = (call.Stamp(versioned: false), await call.ReadAsync());

        // What the person may not see is no reason of another kind than what isn't there.
        if (await desk.Db.Responsibilities.CountAsync(r => c.Responsibilities.Contains(r.Id) && r.DepartmentId == c.DepartmentId, desk.Http.RequestAborted) != c.Responsibilities.Distinct().Count())
        {
            throw Refused(desk, OrderRefusal.ResponsibilityNotOpen);
        }

        var wanted = new IssueOrder(desk.Clock.Today, desk.Me.By, c.Number.Trim(), c.DepartmentId, "", c.Requirement.Trim(), c.ReplyBy, c.Signer.Trim(), OrderOrigin.ByHand, c.Responsibilities);
        var (id, refusal) = await desk.Issue.HandleAsync(wanted, stamp, desk.Http.RequestAborted);
        return refusal is { } no ? throw Refused(desk, no) : Results.Created($"{ApiEndpoints.Root}/v1/orders/{id}", await desk.ReadAsync(id));
    }

    private static async Task<ApiOrder> DoAsync<T>(this Desk desk, int id, ApiCall<T> call, Func<T, OrderCommand> commandOf)
        where T : class
    {
        var before = await desk.ReadAsync(id);
        var (stamp, body) = (call.Stamp(), await call.ReadAsync());
        return await desk.Record.HandleAsync(id, commandOf(body), stamp, desk.Http.RequestAborted) switch
        {
            null => await desk.ReadAsync(id),
            OrderRefusal.ChangedMeanwhile => throw new ApiProblem(StatusCodes.Status412PreconditionFailed, "ChangedMeanwhile") { Versions = (body, before, before.Timeline.Take(Math.Max(0, before.Version - stamp.Seen)).ToList()) },
            { } refusal => throw Refused(desk, refusal),
        };
    }

    private static ApiProblem Refused(Desk desk, OrderRefusal refusal) => refusal == OrderRefusal.NotAllowed ? new(StatusCodes.Status403Forbidden, "NotAllowed")
        : new(StatusCodes.Status422UnprocessableEntity, $"{refusal}", desk.Text[$"OrderRefusal.{refusal}"]) { Faults = FieldOf(refusal) is { } field ? [new(field, $"OrderRefusal.{refusal}")] : [] };

    private static string? FieldOf(OrderRefusal refusal) => refusal switch
    {
        OrderRefusal.NumberMissing or OrderRefusal.NumberTaken => "number",
        OrderRefusal.RequirementMissing => "requirement",
        OrderRefusal.SignerMissing => "signer",
        OrderRefusal.NoResponsibility or OrderRefusal.ResponsibilityNotOpen => "responsibilities",
        OrderRefusal.ReplyDayHasPassed => "replyBy",
        OrderRefusal.ReplyMissing => "reply",
        _ => null,
    };
}
