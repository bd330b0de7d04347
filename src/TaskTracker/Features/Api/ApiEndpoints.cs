using TaskTracker.Access;
using TaskTracker.Features.Audit;

namespace TaskTracker.Features.Api;

/// <summary>What the pages do, for programs: the same queries and handlers, the same rights, by token.</summary>
internal static class ApiEndpoints
{
    public const string Root = "/api";

    /// <summary>Bytes of one request: every text of a report at its longest, escaped.</summary>
    private const int LargestRequest = 256 << 10;

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi($"{Root}/v1/openapi.json");
        var api = app.MapGroup($"{Root}/v1").WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestRequest));
        foreach (var status in new[] { StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity, StatusCodes.Status429TooManyRequests })
        {
            api.ProducesProblem(status);
        }

        api.MapGet("/me", (CurrentPerson me) => new ApiMe(
            me.Name, [.. me.Posts.Select(p => new ApiPost(p.Kind, p.DepartmentId, p.Department, p.Region))], [.. me.Grants.Select(g => new ApiGrant(g.Role, g.Region, g.PlanId))],
            [.. Enum.GetValues<TokenScope>().Where(s => s != TokenScope.None && me.Token!.Value.HasFlag(s)).Select(s => s.ToString().ToLowerInvariant())])).WithSummary("Whose token it is, and what it allows");
        api.MapLedger();
        api.MapProgress();
        api.MapOrders();
        api.MapGet("/audit/export", (HttpContext http, ExportAudit export) => Results.Stream(to => export.HandleAsync(to, http.RequestAborted), "application/jsonl", "audit.jsonl"))
            .Produces<string>(StatusCodes.Status200OK, "application/jsonl").WithSummary("Every chain of the audit with its seals, as lines of JSON that can be verified without this service");
    }

    /// <summary>A call that changes something that is there: it says which version it is about.</summary>
    public static RouteHandlerBuilder ChangesVersion(this RouteHandlerBuilder endpoint, string summary) =>
        endpoint.WithSummary(summary).WithMetadata(new NeedsStamp(Version: true)).ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status428PreconditionRequired);

    public static string Tag(int version) => $"\"{version}\"";
}
