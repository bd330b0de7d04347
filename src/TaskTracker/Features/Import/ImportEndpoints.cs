using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using TaskTracker.Domain.Plans;
using TaskTracker.Features.Parts;
using TaskTracker.Resources;

namespace TaskTracker.Features.Import;

/// <summary>The buttons of the review: each changes one thing and leads back to where it was pressed.</summary>
internal static class ImportEndpoints
{
    public static void MapImport(this IEndpointRouteBuilder app)
    {
        var draft = app.MapGroup("/import/{id:int}").AddEndpointFilter(OnlyWithToken).WithMetadata(new RequireAntiforgeryTokenAttribute());
        draft.MapPost("/confirm", async (int id, HttpContext http, ConfirmTasks handler) => Back(http, id, await handler.AllClearAsync(id, http.RequestAborted)));
        draft.MapPost("/tasks/{task:int}/confirm", async (int id, int task, HttpContext http, ConfirmTasks handler) =>
            Back(http, id, await handler.HandleAsync(id, task, Number(http, "version") ?? 0, http.Request.Form["confirmed"] == "true", http.RequestAborted), task));
        draft.MapPost("/tasks/{task:int}/merge", async (int id, int task, HttpContext http, ReshapeTasks handler) => Back(http, id, await handler.MergeAsync(id, task, Number(http, "version") ?? 0, http.RequestAborted)));
        draft.MapPost("/tasks/{task:int}/remove", async (int id, int task, HttpContext http, ReshapeTasks handler) => Back(http, id, await handler.RemoveAsync(id, task, Number(http, "version") ?? 0, http.RequestAborted)));
        draft.MapPost("/tasks/{task:int}/split", async (int id, int task, HttpContext http, ReshapeTasks handler) =>
        {
            var (refusal, added) = await handler.SplitAsync(id, task, Number(http, "version") ?? 0, Number(http, "at") ?? 0, http.RequestAborted);
            return refusal is null ? See($"/import/{id}/tasks/{added}") : Back(http, id, refusal, task);
        });
        draft.MapPost("/tasks/add", async (int id, HttpContext http, ReshapeTasks handler) =>
        {
            var (refusal, added) = await handler.AddAsync(id, Number(http, "behind"), http.RequestAborted);
            return refusal is null ? See($"/import/{id}/tasks/{added}") : Back(http, id, refusal);
        });
        draft.MapPost("/findings/check", async (int id, HttpContext http, CheckFindings handler) => Number(http, "position") is { } position
            ? Back(http, id, await handler.HandleAsync(id, position, http.Request.Form["checked"] == "true", http.RequestAborted), finding: position)
            : Back(http, id, await handler.AllOfAsync(id, http.Request.Form["code"].ToString(), http.RequestAborted)));
        draft.MapPost("/state", async (int id, HttpContext http, DiscardDraft handler) =>
            await handler.HandleAsync(id, http.Request.Form["discard"] == "true", http.RequestAborted) is { } refusal ? Back(http, id, refusal) : See(http.Request.Form["discard"] == "true" ? "/import" : $"/import/{id}"));
        app.MapGet("/import/{id:int}/plan.json", async (int id, HttpContext http, ReadDraft read) => await read.GetAsync(id, http.RequestAborted) is { } view
            ? Results.File(Encoding.UTF8.GetBytes(PlanFileWriter.Write(view.Reviewed.File)), "application/json", "plan.json")
            : Results.NotFound());
    }

    /// <summary>The middleware before has looked at the token; here a request without a good one ends.</summary>
    private static async ValueTask<object?> OnlyWithToken(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: true } && context.HttpContext.Request.HasFormContentType ? await next(context)
            : Say(context.HttpContext, "Form.NoToken", StatusCodes.Status400BadRequest);

    // With a body, so that nobody answers the post with a page of their own.
    private static IResult Say(HttpContext http, string text, int status) => Results.Text(http.RequestServices.GetRequiredService<PageText>()[text], statusCode: status);

    private static int? Number(HttpContext http, string field) =>
        int.TryParse(http.Request.Form[field], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IResult Back(HttpContext http, int id, DraftRefusal? refusal, int? task = null, int? finding = null)
    {
        if (refusal == DraftRefusal.NotFound)
        {
            return Say(http, "DraftRefusal.NotFound", StatusCodes.Status404NotFound);
        }

        var page = http.Request.Form["back"] == "findings" ? $"/import/{id}/findings" : $"/import/{id}";
        var address = Address.To(page, ("part", Number(http, "part")?.ToString(CultureInfo.InvariantCulture)), ("problem", refusal?.ToString()));
        return See(address + (task is { } t ? $"#t-{t}" : finding is { } f ? $"#f-{f}" : ""));
    }

    private static SeeOther See(string address) => new SeeOther(address);

    /// <summary>303: the browser asks for the page anew, and going back or loading again posts nothing twice.</summary>
    private sealed class SeeOther(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
