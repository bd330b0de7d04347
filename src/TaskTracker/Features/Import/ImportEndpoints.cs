using System.Globalization;
using System.Text;
using TaskTracker.Domain.Plans;
using TaskTracker.Features.Parts;

namespace TaskTracker.Features.Import;

/// <summary>The buttons of the review: each changes one thing and leads back to where it was pressed.</summary>
internal static class ImportEndpoints
{
    public static void MapImport(this IEndpointRouteBuilder app)
    {
        var draft = app.MapButtons("/import/{id:int}");
        draft.MapPost("/confirm", async (int id, HttpContext http, ConfirmTasks handler) => Back(http, id, await handler.AllClearAsync(id, http.RequestAborted)));
        draft.MapPost("/tasks/{task:int}/confirm", async (int id, int task, HttpContext http, ConfirmTasks handler) =>
            Back(http, id, await handler.HandleAsync(id, task, http.Number("version") ?? 0, http.Request.Form["confirmed"] == "true", http.RequestAborted), task));
        draft.MapPost("/tasks/{task:int}/merge", async (int id, int task, HttpContext http, ReshapeTasks handler) => Back(http, id, await handler.MergeAsync(id, task, http.Number("version") ?? 0, http.RequestAborted)));
        draft.MapPost("/tasks/{task:int}/remove", async (int id, int task, HttpContext http, ReshapeTasks handler) => Back(http, id, await handler.RemoveAsync(id, task, http.Number("version") ?? 0, http.RequestAborted)));
        draft.MapPost("/tasks/{task:int}/split", async (int id, int task, HttpContext http, ReshapeTasks handler) =>
        {
            var (refusal, added) = await handler.SplitAsync(id, task, http.Number("version") ?? 0, http.Number("at") ?? 0, http.RequestAborted);
            return refusal is null ? Buttons.See($"/import/{id}/tasks/{added}") : Back(http, id, refusal, task);
        });
        draft.MapPost("/tasks/add", async (int id, HttpContext http, ReshapeTasks handler) =>
        {
            var (refusal, added) = await handler.AddAsync(id, http.Number("behind"), http.RequestAborted);
            return refusal is null ? Buttons.See($"/import/{id}/tasks/{added}") : Back(http, id, refusal);
        });
        draft.MapPost("/findings/check", async (int id, HttpContext http, CheckFindings handler) => http.Number("position") is { } position
            ? Back(http, id, await handler.HandleAsync(id, position, http.Request.Form["checked"] == "true", http.RequestAborted), finding: position)
            : Back(http, id, await handler.AllOfAsync(id, http.Request.Form["code"].ToString(), http.RequestAborted)));
        draft.MapPost("/state", async (int id, HttpContext http, DiscardDraft handler) =>
            await handler.HandleAsync(id, http.Request.Form["discard"] == "true", http.RequestAborted) is { } refusal ? Back(http, id, refusal) : Buttons.See(http.Request.Form["discard"] == "true" ? "/import" : $"/import/{id}"));
        app.MapGet("/import/{id:int}/plan.json", async (int id, HttpContext http, ReadDraft read) => await read.GetAsync(id, http.RequestAborted) is { } view
            ? Results.File(Encoding.UTF8.GetBytes(PlanFileWriter.Write(view.Reviewed.File)), "application/json", "plan.json")
            : Results.NotFound());
    }

    private static IResult Back(HttpContext http, int id, DraftRefusal? refusal, int? task = null, int? finding = null)
    {
        if (refusal == DraftRefusal.NotFound)
        {
            return Buttons.Say(http, "DraftRefusal.NotFound", StatusCodes.Status404NotFound);
        }

        var page = http.Request.Form["back"] == "findings" ? $"/import/{id}/findings" : $"/import/{id}";
        var address = Address.To(page, ("part", http.Number("part")?.ToString(CultureInfo.InvariantCulture)), ("problem", refusal?.ToString()));
        return Buttons.See(address + (task is { } t ? $"#t-{t}" : finding is { } f ? $"#f-{f}" : ""));
    }
}
