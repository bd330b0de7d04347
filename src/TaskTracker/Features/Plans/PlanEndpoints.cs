using TaskTracker.Domain.Plans;

namespace TaskTracker.Features.Plans;

/// <summary>The buttons of a plan's page.</summary>
internal static class PlanEndpoints
{
    public static void MapPlans(this IEndpointRouteBuilder app)
    {
        var plan = app.MapButtons("/plans/{key}");
        plan.MapPost("/head-approval", async (string key, HttpContext http, SetHeadApproval handler) =>
            await handler.HandleAsync(key, http.Request.Form["on"] == "true", http.RequestAborted) ? Buttons.See(PageOf(key)) : NotFound(http));
        plan.MapPost("/state", async (string key, HttpContext http, ChangePlanState handler, HouseClock clock) =>
        {
            var from = Read(http, "from");
            return await handler.HandleAsync(key, from is null ? null : Read(http, "to"), clock.Today, http.RequestAborted, from) is null ? NotFound(http) : Buttons.See($"{PageOf(key)}/settings#state");
        });
    }

    private static string PageOf(string key) => $"/plans/{Uri.EscapeDataString(key)}";

    private static IResult NotFound(HttpContext http) => Buttons.Say(http, "NotFound.Text", StatusCodes.Status404NotFound);

    private static PlanState? Read(HttpContext http, string field) => Enum.GetValues<PlanState>().Where(s => s.ToString() == http.Request.Form[field]).Cast<PlanState?>().FirstOrDefault();
}
