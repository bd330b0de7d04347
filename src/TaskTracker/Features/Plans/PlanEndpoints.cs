namespace TaskTracker.Features.Plans;

/// <summary>The buttons of a plan's page.</summary>
internal static class PlanEndpoints
{
    public static void MapPlans(this IEndpointRouteBuilder app) => app.MapButtons("/plans/{key}").MapPost("/head-approval", async (string key, HttpContext http, SetHeadApproval handler) =>
        await handler.HandleAsync(key, http.Request.Form["on"] == "true", http.RequestAborted) ? Buttons.See($"/plans/{Uri.EscapeDataString(key)}") : Buttons.Say(http, "NotFound.Text", StatusCodes.Status404NotFound));
}
